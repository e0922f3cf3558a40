"""Codes that rules read and the encoder of sentences is heard on."""

import numpy as np
import pytest

from pipelines.extract import ruled_codes
from pipelines.extract.encoder import HEADS
from pipelines.extract.pledge_filling import Part
from pipelines.extract.ruled_codes import KIND, STATUS, settled, traits_of
from pipelines.extract.weights import Linear
from pipelines.schema import code_list


def clause(asked, code, *traits):
    """Return a clause of which the encoder speaks for one code of a list."""
    said = np.zeros(HEADS[asked.head].width, dtype=np.float32)
    HEADS[asked.head].part(asked.question, said)[asked.codes.index(code)] = 5.0
    return Part(frozenset(traits), {asked.head: said})


@pytest.fixture
def weigh(monkeypatch):
    """Let the rules weigh 2, and the encoder and further traits what is given."""

    def let(asked, encoder, **traits):
        model = Linear({"as ruled": 2.0, **traits}, {asked.question: np.array([encoder])})
        monkeypatch.setattr(ruled_codes, "linear", lambda _: model)

    return let


@pytest.mark.parametrize(
    ("asked", "ruled", "other"),
    [(STATUS, "committed", "refused"), (KIND, "energy", "military")],
)
def test_a_rule_yields_to_an_encoder_that_is_trusted_more(weigh, asked, ruled, other):
    weigh(asked, 1.0)
    assert settled(asked, ruled, clause(asked, other)) == other
    weigh(asked, 0.5)  # likelier by no more than half
    assert settled(asked, ruled, clause(asked, other)) == ruled


@pytest.mark.parametrize(
    ("traits", "basis"),
    [({"head kind energy", "kind energy"}, "head"), ({"kind energy"}, "words"), ({"sum"}, "context")],
)
def test_a_rule_is_trusted_by_what_it_reads_a_code_from(weigh, traits, basis):
    assert f"as ruled by {basis}" in traits_of(KIND, "energy", traits)[KIND.codes.index("energy")]
    weigh(KIND, 1.0, **{f"as ruled by {basis}": 4.0})
    assert settled(KIND, "energy", clause(KIND, "military", *traits)) == "energy"


@pytest.mark.parametrize(("asked", "name"), [(STATUS, "pledge_status"), (KIND, "pledge_kind")])
def test_the_codes_are_those_of_the_list(asked, name):
    assert asked.codes == code_list(name).codes

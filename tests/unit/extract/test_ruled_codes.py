"""Codes that rules read and the encoder of sentences is heard on."""

import numpy as np
import pytest

from pipelines.extract import ruled_codes
from pipelines.extract.encoder import HEADS, Spot
from pipelines.extract.ruled_codes import KIND, STATUS, settled
from pipelines.extract.weights import Linear
from pipelines.schema import code_list

SPOT = Spot(("Norway", "sends", "tanks", "."), (2, 1))


@pytest.fixture
def says(monkeypatch):
    """Let the encoder speak for one code of a list, and the model trust it or the rules."""

    def let(asked, code, *, trusted):
        said = np.zeros(HEADS[asked.head].width, dtype=np.float32)
        HEADS[asked.head].part(asked.question, said)[asked.codes.index(code)] = 5.0
        encoder = type("Saying", (), {"judge": lambda *_: said[None]})()
        monkeypatch.setattr(ruled_codes, "load_encoder", lambda: encoder)
        model = Linear({"as ruled": 2.0}, {asked.question: np.array([1.0 if trusted else 0.1])})
        monkeypatch.setattr(ruled_codes, "linear", lambda _: model)

    return let


@pytest.mark.parametrize(
    ("asked", "ruled", "other"),
    [(STATUS, "committed", "refused"), (KIND, "energy", "military")],
)
def test_a_rule_yields_to_an_encoder_that_is_trusted_more(says, asked, ruled, other):
    says(asked, other, trusted=True)
    assert settled(asked, ruled, SPOT) == other
    says(asked, other, trusted=False)
    assert settled(asked, ruled, SPOT) == ruled


@pytest.mark.parametrize(("asked", "name"), [(STATUS, "pledge_status"), (KIND, "pledge_kind")])
def test_the_codes_are_those_of_the_list(asked, name):
    assert asked.codes == code_list(name).codes

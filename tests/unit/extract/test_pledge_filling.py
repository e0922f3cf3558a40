"""The likeliest sides of a clause, and how sure they are."""

import pytest

from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.pledge_filling import CERTAINTY, Part, filled, likeliest, places_of, scores_of
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.weights import Linear, likelihood

NOTHING = Part(frozenset(), {})


def test_a_way_to_fill_the_sides_weighs_what_its_parts_weigh():
    model = Linear.of({"giver near": 1.0, "recipient far": -2.0, "sides usual": 0.5})
    parts = [Part(frozenset({trait}), {}) for trait in ("giver near", "recipient far", "sides usual", "unknown")]
    assert scores_of(model, parts, [(0, 1, 2), (0, 3, 3)]) == [-0.5, 1.0]


def test_of_ways_that_are_alike_the_first_is_the_likeliest():
    assert likeliest([0.5, 2.0, 2.0]) == 1


def test_a_filled_clause_keeps_all_that_is_known_of_it_and_of_its_sides():
    clause = Part(frozenset({"sum"}), {"pledge": [3.0]})
    giver, recipient = Part(frozenset({"giver near"}), {"giver": [1.0]}), Part(frozenset({"recipient far"}), {})
    whole = filled(clause, [giver, recipient], [0.0])
    assert whole.traits == {"sum", "giver near", "recipient far", "recipient unheard"}
    assert {name: [*vector] for name, vector in whole.vectors.items() if name != CERTAINTY} == {
        "pledge": [3.0],
        "giver": [1.0],
    }


def test_sides_are_the_surer_the_further_they_lead():
    share, score, lead = filled(NOTHING, [NOTHING], [1.0, 3.0, 0.0]).vectors[CERTAINTY]
    assert (score, lead) == (3.0, 2.0)
    assert likelihood(share) == pytest.approx(0.8438, abs=1e-4)
    assert filled(NOTHING, [NOTHING], [3.0, 3.0]).vectors[CERTAINTY][2] == 0


def test_an_only_way_is_sure_but_not_without_end():
    share, _, lead = filled(NOTHING, [NOTHING], [3.0]).vectors[CERTAINTY]
    assert 5 <= lead < share < 10


def test_each_way_to_fill_the_sides_has_a_giver_a_recipient_and_a_part_of_its_own():
    text = "Norway and Moldova discussed new generators for Georgia."
    coreference = Coreference(load_model()(text), load_reference(), None, None)
    asked = next(q for q in PledgeReader(coreference, None, []).questions() if "generators" in q.span.text)
    sides, pairs = [*asked.givers, *asked.recipients], asked.pairs
    assert len(pairs) > 2
    assert [(sides[g], sides[r]) for g, r, _ in places_of(asked)] == pairs
    assert [own for *_, own in places_of(asked)] == [len(sides) + i for i in range(len(pairs))]

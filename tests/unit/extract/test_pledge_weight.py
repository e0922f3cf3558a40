"""The encoder is asked only where it can tell whether a clause is a pledge."""

import datetime as dt

import pytest

from pipelines.extract import page, pledge_weight
from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import Spot, load_encoder
from pipelines.extract.model import load_model
from pipelines.extract.pledge_sides import Sides
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.weights import BIAS, Linear

TEXT = "Japan will give the Philippines ten patrol boats."


@pytest.fixture
def asked(monkeypatch):
    """Return a list that takes up the heads that are asked of clauses, and of which sentence."""
    seen, encoder = [], load_encoder()
    judge = encoder.judge
    monkeypatch.setattr(
        encoder, "judge", lambda head, spots: seen.extend((head, *s.sentence) for s in spots) or judge(head, spots)
    )
    return seen


def read(text: str) -> int:
    """Return how many supports a text tells of."""
    return len(reader_of(text).read())


def reader_of(text: str) -> PledgeReader:
    coreference = Coreference(load_model()(text), load_reference(), dt.date(2025, 1, 20), None)
    return PledgeReader(coreference, None, [])


def weigh(monkeypatch, *, screen: float = 9.0, clause: float = 9.0, filled: float = 9.0) -> None:
    """Give all drafts these log odds by the models that are asked in turn; all ways to fill the sides are alike."""
    told = {"pledge_screen": screen, "pledge_clause": clause, "pledge_filled": filled}
    monkeypatch.setattr(pledge_weight, "weights", lambda name: {BIAS: told[name]})
    monkeypatch.setattr(pledge_weight, "linear", lambda name: Linear({BIAS: told.get(name, 0.0)}, {}))


def test_the_sentence_of_a_clause_worth_it_is_asked_of(monkeypatch, asked):
    weigh(monkeypatch)
    assert read(TEXT) == 1
    assert {" ".join(words) for _, *words in asked} == {"Japan will give the Philippines ten patrol boats ."}
    assert {head for head, *_ in asked} == {"pledge", "giver", "recipient"}


def test_nothing_is_asked_of_a_clause_that_is_not_worth_it(monkeypatch, asked):
    weigh(monkeypatch, screen=-9.0)
    assert read(TEXT) == 0
    assert not asked


def test_sides_are_looked_for_only_where_a_clause_is_worth_it(monkeypatch):
    looked, candidates = [], Sides.candidates
    monkeypatch.setattr(Sides, "candidates", lambda self, asked: looked.append(asked) or candidates(self, asked))
    weigh(monkeypatch, screen=-9.0)
    read(TEXT)
    assert not looked
    weigh(monkeypatch)
    read(TEXT)
    assert looked


def test_nobody_is_asked_for_on_the_sides_of_a_clause_that_is_none(monkeypatch, asked):
    weigh(monkeypatch, clause=-9.0)
    assert read(TEXT) == 0
    assert {head for head, *_ in asked} == {"pledge"}


def test_a_clause_that_is_no_pledge_of_its_likeliest_sides_is_left_out(monkeypatch, asked):
    weigh(monkeypatch, filled=-9.0)
    assert read(TEXT) == 0
    assert {head for head, *_ in asked} == {"pledge", "giver", "recipient"}


def test_a_sentence_is_read_with_the_one_before(monkeypatch, asked):
    weigh(monkeypatch)
    assert read("Japan will help the Philippines. It will give ten patrol boats.") == 1
    windows = {" ".join(words) for _, *words in asked if "boats" in words}
    assert windows == {"Japan will help the Philippines . It will give ten patrol boats ."}


def test_a_spot_is_counted_from_the_first_word_that_is_read(monkeypatch):
    reader = reader_of("A long line ends here.\nNorway will send tanks to Peru.")
    monkeypatch.setattr(page, "_WINDOW", 8)  # words: what stands before is not read with it
    draft = next(question.draft for question in reader.questions() if question.draft.object.text == "tanks")
    assert reader.weigher.spot(draft) == Spot(("Norway", "will", "send", "tanks", "to", "Peru", "."), (3, 2))

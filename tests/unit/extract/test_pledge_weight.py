"""The encoder is asked only where it can tell whether a clause is a pledge."""

import datetime as dt

import numpy as np
import pytest

from pipelines.extract import pledge_weight
from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import HEADS, load_encoder
from pipelines.extract.model import load_model
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference

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
    coreference = Coreference(load_model()(text), load_reference(), dt.date(2025, 1, 20), None)
    return len(PledgeReader(coreference, None, []).read())


def weigh(monkeypatch, clause: float, *, worth: bool = True) -> None:
    """Let the word of the encoder weigh nothing, and give all traits of clauses these log odds."""
    nothing = {head: np.zeros(HEADS[head].width) for head in ("pledge", "giver", "recipient")}
    monkeypatch.setattr(pledge_weight, "vector_weights", lambda _: nothing)
    monkeypatch.setattr(pledge_weight, "odds", lambda *_: clause)
    monkeypatch.setattr(pledge_weight, "is_worth", lambda _: worth)


def test_the_sentence_of_a_clause_worth_it_is_asked_of(monkeypatch, asked):
    weigh(monkeypatch, 1.0)
    assert read(TEXT) == 1
    assert {" ".join(words) for _, *words in asked} == {"Japan will give the Philippines ten patrol boats ."}
    assert {head for head, *_ in asked} == {"pledge", "giver", "recipient"}


def test_nothing_is_asked_of_a_clause_that_is_not_worth_it(monkeypatch, asked):
    weigh(monkeypatch, 1.0, worth=False)
    assert read(TEXT) == 0
    assert not asked


def test_nobody_is_asked_for_on_the_sides_of_a_clause_that_is_none(monkeypatch, asked):
    weigh(monkeypatch, -10.0)
    assert read(TEXT) == 0
    assert {head for head, *_ in asked} == {"pledge"}


def test_who_gave_may_be_named_in_the_sentence_before(monkeypatch, asked):
    weigh(monkeypatch, 1.0)
    assert read("Japan will help the Philippines. It will give ten patrol boats.") == 1
    windows = {" ".join(words) for head, *words in asked if head == "giver"}
    assert windows == {"Japan will help the Philippines . It will give ten patrol boats ."}

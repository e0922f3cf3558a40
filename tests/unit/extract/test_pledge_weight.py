"""Vectors of sentences are made only where they can tell whether a clause is a pledge."""

import datetime as dt

import numpy as np
import pytest

from pipelines.extract import pledge_weight, sentence_vectors
from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.sentence_vectors import WIDTH, encode

TEXT = "Japan will give the Philippines ten patrol boats."


@pytest.fixture
def encoded(monkeypatch):
    """Return a list that takes up the sentences that are encoded."""
    seen = []
    monkeypatch.setattr(sentence_vectors, "encode", lambda words: seen.append(words) or encode(words))
    return seen


def read(text: str) -> int:
    """Return how many supports a text tells of."""
    coreference = Coreference(load_model()(text), load_reference(), dt.date(2025, 1, 20), None)
    return len(PledgeReader(coreference, None, []).read())


def weigh_sentences(monkeypatch, clause: float) -> None:
    """Let the model of clauses weigh the vector of the sentence, by nothing, and give all traits these log odds."""
    monkeypatch.setattr(pledge_weight, "vector_weights", lambda _: {"sentence": np.zeros(WIDTH)})
    monkeypatch.setattr(pledge_weight, "odds", lambda *_: clause)


def test_no_sentence_is_encoded_where_no_vector_is_weighed(monkeypatch, encoded):
    monkeypatch.setattr(pledge_weight, "vector_weights", lambda _: {})
    monkeypatch.setattr(pledge_weight, "odds", lambda *_: 1.0)
    assert read(TEXT) == 1
    assert not encoded


def test_a_sentence_is_encoded_once_where_vectors_are_weighed(monkeypatch, encoded):
    weigh_sentences(monkeypatch, 1.0)
    assert read(TEXT) == 1
    assert [" ".join(words) for words in encoded] == ["Japan will give the Philippines ten patrol boats ."]


def test_no_sentence_is_encoded_that_vectors_cannot_lift(monkeypatch, encoded):
    weigh_sentences(monkeypatch, -10.0)
    assert read(TEXT) == 0
    assert not encoded

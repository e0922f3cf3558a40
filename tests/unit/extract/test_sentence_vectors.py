"""Vectors of words where they stand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.model import load_model
from pipelines.extract.sentence_vectors import WIDTH, SentenceVectors, encode


def likeness(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_sentences_that_say_alike_things_have_like_vectors():
    gift = encode(["Norway", "will", "send", "Ukraine", "22", "tanks", "."]).whole
    other = encode(["Oslo", "is", "giving", "Kyiv", "armoured", "vehicles", "."]).whole
    weather = encode(["It", "rained", "in", "the", "hills", "all", "night", "."]).whole
    assert likeness(gift, other) > likeness(gift, weather)


def test_a_word_has_another_vector_in_another_sentence():
    bank = encode(["The", "bank", "lent", "Peru", "a", "billion", "."]).words[1]
    shore = encode(["The", "bank", "was", "flooded", "by", "the", "river", "."]).words[1]
    assert likeness(bank, shore) < 0.99


def test_a_word_of_another_sentence_has_no_vector():
    doc = load_model()("Norway will send tanks. Chile will not.")
    first, second = list(doc.sents)
    vectors = SentenceVectors(doc)
    assert vectors.word(first[0], first).any()
    assert not vectors.word(second[0], first).any()


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_token_has_a_vector_whatever_it_is(words):
    found = encode(words)
    assert found.words.shape == (len(words), WIDTH)
    assert found.whole.shape == (WIDTH,)
    assert np.isfinite(found.words).all()


def test_a_sentence_longer_than_the_encoder_takes_is_cut():
    found = encode(["word"] * 400)
    assert found.words[0].any()
    assert not found.words[399].any()


@pytest.mark.parametrize(("word", "plain"), [("Zelenskýy", "zelenskyy"), ("ÎLE", "ile")])
def test_case_and_accents_make_no_difference(word, plain):
    assert np.array_equal(encode([word, "met"]).words, encode([plain, "met"]).words)


def test_white_space_has_no_vector():
    found = encode(["left", "\n", "right"])
    assert not found.words[1].any()
    assert found.words[0].any()
    alone = encode(["\n"])
    assert not alone.words.any()
    assert not alone.whole.any()

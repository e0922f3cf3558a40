"""Patterns for any of many words find what the words tried one after the other, longest first, would."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.alternatives import any_of

WORDS = ("aid", "aid package", "aide", "air", "a.i.", "$", "us$")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an aid package", ["aid package"]),
        ("aid packages", ["aid"]),  # the longer word does not fit
        ("Aide of the AIR", ["Aide", "AIR"]),
        ("US$ 5, $ 6", ["US$", "$"]),
        ("axi. and aids", []),
    ],
)
def test_the_longest_word_that_fits_is_found(text, found):
    assert re.findall(rf"(?<!\w){any_of(WORDS)}(?!\w)", text, re.IGNORECASE) == found


def test_a_part_of_several_characters_is_a_pattern():
    pattern = any_of([["a", r"[\s-]", "b"], ["a", r"[\s-]", "c"]])
    assert re.findall(pattern, "a-b a c ab") == ["a-b", "a c"]


@given(st.sets(st.text("ab.", min_size=1, max_size=4), min_size=1), st.text("ab. ", max_size=12))
def test_it_finds_what_the_words_one_after_the_other_find(words, text):
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(any_of(words), text) == re.findall(listed, text)

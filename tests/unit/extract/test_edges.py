"""Names at the very ends of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.rows import read_doc

WORDS = st.sampled_from(
    [
        *[
            "Minister",
            "Foreign",
            "Defence",
            "Energy",
            "Anna",
            "Keller",
            "Canada",
            "Kyiv",
            "NATO",
            "met",
            "gave",
            "with",
            "to",
            "the",
            "of",
            "by",
            ",",
            ".",
            ":",
            "(",
            ")",
            "and",
        ]
    ]
)


@pytest.mark.parametrize("text", ["Anna Keller, Minister of Foreign", "Canada gave Anna Keller Energy", "by Anna"])
def test_a_text_may_end_in_a_name(text):
    read_doc(load_model()(text), "art_x", text, None, load_reference())


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_no_order_of_words_breaks_the_reading(words):
    text = " ".join(words)
    read_doc(load_model()(text), "art_x", text, None, load_reference())

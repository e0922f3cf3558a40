"""What a contact was about: its words, and which topics they are weighed for."""

import pytest

from pipelines.extract import topics
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.topics import TopicReader
from pipelines.extract.weights import BIAS

TEXT = (
    "Emmanuel Macron met with Olaf Scholz in Paris and discussed sanctions. Grain was on the table. Wheat too. "
    "Donald Tusk called Ulf Kristersson. Steel was on the table."
)


@pytest.fixture(scope="module")
def read():
    """Return the reader of topics and the first contact of a text."""
    coreference = Coreference(load_model()(TEXT), load_reference(), None, None)
    contacts = MeetingReader(coreference, None, None).read()
    assert len(contacts) == 2
    return TopicReader(coreference.doc, "", contacts), contacts[0]


def test_the_words_of_a_contact_go_up_to_the_next_and_fade(read):
    reader, contact = read
    words = reader.words_of(contact)
    assert words["told sanction"] == 1 == words["after grain"]
    assert 0 < words["after wheat"] < 1
    assert not any(word in words for word in ("after steel", "after be", "told and"))


def test_a_topic_that_no_word_shows_is_not_told(read, monkeypatch):
    reader, contact = read
    monkeypatch.setattr(topics, "weights", lambda _: {BIAS: 9.0})
    found = reader.read(contact)
    assert "sanctions" in found
    assert "nuclear" not in found
    assert all(words.text for words in found.values())

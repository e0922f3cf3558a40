"""Learning what a contact was about."""

import pytest

from pipelines.extract.topics import PLACES, topic_codes
from pipelines.learn.topics import Talk, TopicLessons, agreement, talks_of


def talk(number, topic):
    places = {t: [float(t == topic), *[0.0] * (len(PLACES) - 1)] for t in topic_codes()}
    return Talk(f"set/{number}", places, frozenset({topic}))


def test_words_in_the_sentence_of_a_contact_speak_for_their_topic():
    lessons = TopicLessons()
    lessons.talks = [talk(i, topic_codes()[i % 3]) for i in range(30)]
    (table,) = lessons.tables()
    assert table.weights["sentence"] > 1
    assert table.weights["bias"] < 0
    assert {*PLACES, *(f"topic:{t}" for t in topic_codes()), "bias", "least"} == table.weights.keys()
    assert lessons.figures() == [
        {"model": "topic_weights", "measure": "agreement", "value": "1.000", "examples": "30", "articles": "30"}
    ]


def test_a_contact_is_compared_with_the_coded_one_of_its_parties(article):
    (found,) = talks_of(article)
    assert found.coded == {"energy"}
    assert found.places["energy"][PLACES.index("following")] > 0


@pytest.mark.parametrize(
    ("got", "coded", "value"), [((), (), 1), (("energy",), (), 0), (("energy", "trade"), ("energy",), 2 / 3)]
)
def test_agreement_of_topics(got, coded, value):
    assert agreement({*got}, frozenset(coded)) == pytest.approx(value)

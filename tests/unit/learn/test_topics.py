"""Learning what a contact was about."""

import pytest

from pipelines.extract.topics import PLACES, topic_codes
from pipelines.learn.topics import Talk, TopicLessons, agreement, talks_of


def talk(number, topic):
    """Return a contact whose sentence holds words of a topic, and one word that is told with it only."""
    places = {t: [float(t == topic), *[0.0] * (len(PLACES) - 1)] for t in topic_codes()}
    return Talk(f"set/{number}", places, {f"told sign-of-{topic}": 1.0, "told all": 1.0}, frozenset({topic}))


def test_words_in_the_sentence_of_a_contact_speak_for_their_topic():
    lessons = TopicLessons()
    lessons.talks = [talk(i, topic_codes()[i % 3]) for i in range(60)]
    (table,) = lessons.tables()
    first, second, *_ = topic_codes()
    assert table.weights["sentence"] > 0
    assert table.weights[f"{first} told sign-of-{first}"] > 0 > table.weights[f"{first} told sign-of-{second}"]
    assert lessons.figures() == [
        {"model": "contact_topics", "measure": "agreement", "value": "1.000", "examples": "60", "articles": "60"}
    ]


def test_a_word_of_few_contacts_is_not_learned():
    lessons = TopicLessons()
    lessons.talks = [talk(i, topic_codes()[i % 3]) for i in range(21)]
    (table,) = lessons.tables()
    assert not any("sign-of" in trait for trait in table.weights)


def test_a_contact_is_compared_with_the_coded_one_of_its_parties(article):
    (found,) = talks_of(article)
    assert found.coded == {"energy"}
    assert found.places["energy"][PLACES.index("following")] > 0
    assert {kind for kind, *_ in map(str.split, found.words)} == {"told", "after"}


@pytest.mark.parametrize(
    ("got", "coded", "value"), [((), (), 1), (("energy",), (), 0), (("energy", "trade"), ("energy",), 2 / 3)]
)
def test_agreement_of_topics(got, coded, value):
    assert agreement({*got}, frozenset(coded)) == pytest.approx(value)

"""Learning what a contact was about, and how it took place."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.extract.encoder import HEADS, Encoder, Spot
from pipelines.extract.ruled_codes import FORMAT
from pipelines.extract.topics import PLACES, SIGNS, topic_codes
from pipelines.learn.talks import Talk, TalkLessons, agreement, judged, talks_of
from pipelines.schema.paths import MODELS

SPOT = Spot(("They", "met", "."), (1,))


def talk(number, topic):
    """Make a contact about a topic whose words stand everywhere; the rules take its format for another each time."""
    places = {t: [float(t == topic), *[0.0] * (len(PLACES) - 1)] for t in topic_codes()}
    said = np.zeros(HEADS["contact"].width, dtype=np.float32)
    ruled, right = FORMAT.codes[number % 2], FORMAT.codes[1 - number % 2]
    return Talk(f"set/{number}", places, frozenset({topic}), SPOT, SPOT, ruled, right, said=said)


@pytest.fixture
def lessons():
    made = TalkLessons()
    made.talks = [talk(i, topic_codes()[i % 3]) for i in range(30)]
    return made


def test_words_in_the_sentence_of_a_contact_speak_for_their_topic(lessons):
    topics, _ = lessons.tables()
    assert topics.weights["sentence"] > 1
    assert topics.weights["bias"] < 0
    assert {*SIGNS, *(f"topic:{t}" for t in topic_codes()), "bias", "least"} == topics.weights.keys()


def test_a_rule_that_is_always_wrong_is_not_trusted(lessons):
    _, formats = lessons.tables()
    assert formats.weights["as ruled"] < 0 < formats.weights["other"]


def test_figures_are_of_contacts_left_out(lessons):
    assert [(row["model"], row["measure"], row["value"]) for row in lessons.figures()] == [
        ("topic_weights", "agreement", "1.000"),
        ("contact_format", "share right", "1.000"),
    ]


def test_what_the_encoder_says_speaks_for_a_topic(lessons):
    for i, made in enumerate(lessons.talks):
        told = {t: 3.0 * (2 * (t in made.coded) - 1) for t in topic_codes()}
        lessons.talks[i] = replace(made, places={t: [0.0] * len(PLACES) for t in topic_codes()}, told=told)
    assert lessons.tables()[0].weights["said"] > 0


def test_a_contact_is_compared_with_the_coded_one_of_its_parties(article):
    (found,) = talks_of(article)
    assert found.coded == {"energy"}
    assert (found.ruled, found.format) == ("in_person", "in_person")
    assert found.places["energy"][PLACES.index("following")] > 0


def test_the_encoder_is_asked_of_a_contact_with_what_follows(article):
    (found,) = talks_of(article)
    assert " ".join(found.spot.sentence).startswith("Emmanuel Macron met with Olaf Scholz in Paris . Gas prices fell .")
    assert found.spot.sentence[found.spot.places[0]] == "met"
    heard = judged(found, Encoder(MODELS / "encoder"))
    assert heard.told.keys() == {*topic_codes()}
    assert len(heard.said) == HEADS["contact"].width


@pytest.mark.parametrize(
    ("got", "coded", "value"), [((), (), 1), (("energy",), (), 0), (("energy", "trade"), ("energy",), 2 / 3)]
)
def test_agreement_of_topics(got, coded, value):
    assert agreement({*got}, frozenset(coded)) == pytest.approx(value)

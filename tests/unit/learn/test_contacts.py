"""Learning which words report a contact."""

from pathlib import Path

import numpy as np
import pytest

from pipelines.extract.encoder import HEADS
from pipelines.learn.contacts import ContactLessons
from pipelines.learn.encoders import Encoders


class Saying:
    """An encoder that answers everything by one number."""

    def __init__(self, number):
        self.number = number

    def judge(self, head, spots):
        return np.full((len(spots), HEADS[head].width), self.number, dtype=np.float32)


@pytest.fixture
def lessons(article):
    made = ContactLessons()
    made.take(article)
    return made


def test_a_word_and_those_who_took_part_are_what_the_encoder_learns(lessons):
    told = {(e.head, *(e.spot.sentence[i] for i in e.spot.places)): e.answers for e in lessons.examples()}
    in_person = HEADS["contact"].answers["format"].index("in_person")
    assert told["contact", "met"] == (1, in_person)
    assert told["contact", "visit"][0] == 0
    assert told["party", "met", "Macron"] == (1,)
    assert not any(head == "party" and word == "visit" for head, word, *_ in told)


def test_each_word_is_judged_by_the_encoder_of_its_own_article(lessons):
    lessons.hear(Encoders(Path("whole"), {"set/b": Saying(7.0), "set/a": Saying(3.0)}))
    assert {float(o.vectors["contact"][0]) for o in lessons.occurrences} == {3.0}
    assert {float(way.vectors["party"][0]) for o in lessons.occurrences for way in o.ways if way.named} == {3.0}

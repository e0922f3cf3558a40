"""Names across spellings and scripts, and items across wordings."""

import pytest

from pipelines.resolve.names import acronym_of, body_words, same_person, skeletons
from pipelines.resolve.objects import Vocabulary, object_words


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Volodymyr Zelenskyy", "Володимир Зеленський", True),
        ("Volodymyr Zelenskiy", "Vladimir Zelensky", True),
        ("Ola Nordmann", "O. Nordmann", True),
        ("Mikhail Gorin", "Mihail Gorin", True),
        ("Ivan Petrenko", "Taras Petrenko", False),
        ("Viktor Malik", "Viktoria Malik", False),
        ("Olena Zelenska", "Volodymyr Zelensky", False),
        ("Ana Lima", "Ana Lemos", False),
    ],
)
def test_two_names_can_be_one_persons(a, b, same):
    assert same_person(skeletons(a), skeletons(b)) is same


def test_bodies_are_compared_by_words_and_acronyms():
    dropped = frozenset({"of", "the", "norway"})
    assert body_words("Ministry of Defense of Norway", dropped) == body_words("the Defence Ministry", dropped)
    assert acronym_of("World Food Programme") == "wfp"


def test_items_are_told_apart_by_their_own_words():
    assert list(object_words("30 new F-16 fighter jets for Ukraine")) == ["f16", "fighter", "jet"]
    vocabulary = Vocabulary()
    plain, longer, other = (
        frozenset(vocabulary.numbers(text))
        for text in ("mine clearing vehicles", "armoured mine clearing vehicles", "field hospital")
    )
    assert vocabulary.likeness(plain, plain) == 1
    assert 0.8 < vocabulary.likeness(plain, longer) < 1
    assert vocabulary.likeness(plain, other) == 0

"""Learning which words report a contact, and between whom."""

from pipelines.extract.contact_weight import PARTIES, WORD
from pipelines.extract.weights import odds
from pipelines.learn.contacts import ContactLessons, Occurrence, Way, fit_contacts


def test_every_word_that_may_report_a_contact_is_taken_in(article):
    lessons = ContactLessons()
    lessons.take(article)
    assert [occurrence.group for occurrence in lessons.occurrences] == ["set/a"] * len(article.reader.drafts)


def met(number: int) -> Occurrence:
    """Return a word that reports a contact of the first two ways to tell who took part, not of the second."""
    right = Way(frozenset({"clause"}), frozenset({"met", "clause"}), right=True)
    wrong = Way(frozenset({"title"}), frozenset({"met", "title"}), right=False)
    return Occurrence(f"set/{number}", (wrong, right))


def seen(number: int) -> Occurrence:
    return Occurrence(f"set/{number}", (Way(frozenset({"clause"}), frozenset({"saw", "clause"}), right=False),))


def test_the_word_is_weighed_with_the_parties_that_are_likeliest():
    models = fit_contacts([of(i) for i in range(6) for of in (met, seen)])
    parties, word = models[PARTIES], models[WORD]
    assert odds(parties, {"clause"}) > odds(parties, {"title"})
    assert odds(word, {"met", "clause"}) > odds(word, {"saw", "clause"})
    assert "title" not in word

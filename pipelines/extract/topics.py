"""What a contact was about: topic codes from the words of the sentences that tell of it.

Each topic that the story has words for is weighed by where those words stand (in the sentence of the contact, in one
that speaks of it again, in those that follow, in the headline), and by all words of the sentences that tell of the
contact or follow them. seeds/models/contact_topics.csv holds the weights of this logistic regression;
`python -m pipelines learn` makes it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract.alternatives import any_of
from pipelines.extract.contacts import Contact
from pipelines.extract.tables import frame_rows
from pipelines.extract.weights import amount_odds, likelihood, weights

PLACES: Final = (
    "sentence",
    "after_trigger",
    "told_again",
    "following",
    "following_cued",
    "title",
    "before",
    "share",
    "alone",
)
TOPICS: Final = "contact_topics"
_LEAST: Final = 0.28  # probability from which a topic is reported: near the best agreement by cross-validation
_CUED_REACH: Final = 12  # sentences in which `they also discussed` goes on about one contact
_REACH: Final = 5  # sentences after a contact whose words may be about it
_FADING: Final = 0.3  # how fast the word of one after the other counts less


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    topics = {row["stem"].lower(): row["topic"] for row in frame_rows("topics", "stem", "topic")}
    return re.compile(rf"\b({any_of(topics)})", re.IGNORECASE), topics


@cache
def topic_codes() -> tuple[str, ...]:
    """Return the topics that seeds/frames/topics.csv has words for."""
    return tuple(sorted(set(_pattern()[1].values())))


@cache
def _office_words() -> frozenset[str]:
    return frozenset(row["word"] for row in frame_rows("topic_offices", "word"))


def topic_words(span: Span) -> list[tuple[str, Span]]:
    """Return the topics that the words of a span show, each with its words.

    The office of a person (`Minister of Defence`) is no topic: words inside a capitalised run are passed over.
    """
    pattern, topics = _pattern()
    out = []
    for match in pattern.finditer(span.text):
        start = span.start_char + match.start()
        found = span.doc.char_span(start, start + len(match.group(0)), alignment_mode="expand")
        if found is not None and not _is_office(found[0]):
            out.append((topics[match.group(0).lower()], found))
    return out


def _is_office(token: Token) -> bool:
    if not token.text[:1].isupper() or token.is_sent_start:
        return False
    before = token.doc[max(0, token.i - 3) : token.i + 3].text.lower()
    return any(word in before for word in _office_words())


class TopicReader:
    """Reads the topics of the contacts of one article."""

    def __init__(self, doc: Doc, title: str, contacts: list[Contact]) -> None:
        self.sentences = list(doc.sents)
        self.number = {s.start: i for i, s in enumerate(self.sentences)}
        self.starts = {c.sentence.start for c in contacts}
        self.alone = len(contacts) == 1
        self.shown = topic_words(doc[:])
        self.everywhere = Counter(topic for topic, _ in self.shown)
        self._of_sentence: dict[int, list[tuple[str, Span]]] = {}
        pattern, topics = _pattern()
        self.title = {topics[word.lower()] for word in pattern.findall(title)}

    def read(self, contact: Contact) -> dict[str, Span]:
        """Return the topics of a contact, each with the words that show it best."""
        shown = self._shown(contact)
        likely = likely_topics(weights(TOPICS), self.places_of(contact), self.words_of(contact))
        return {t: shown[t] for t in topic_codes() if t in likely}

    def _shown(self, contact: Contact) -> dict[str, Span]:
        """Map each topic to its words that stand nearest to the contact: in its sentence, in another of it, after."""
        told = [contact.sentence, *contact.told_in, *self._following(contact)]
        out: dict[str, Span] = {}
        for topic, words in [*(pair for sentence in told for pair in self._words(sentence)), *self.shown]:
            if words.start != contact.trigger.i:
                out.setdefault(topic, words)
        return out

    def _words(self, sentence: Span) -> list[tuple[str, Span]]:
        """Return the topics that the words of a sentence show; those of one sentence are asked for many times."""
        if sentence.start not in self._of_sentence:
            self._of_sentence[sentence.start] = topic_words(sentence)
        return self._of_sentence[sentence.start]

    def _count(self, sentences: Iterable[Span]) -> Counter[str]:
        return Counter(topic for sentence in sentences for topic, _ in self._words(sentence))

    def places_of(self, contact: Contact) -> dict[str, list[float]]:
        """Return how much each topic that the story has words for is told of in each of PLACES."""
        own = [(topic, words) for topic, words in self._words(contact.sentence) if words.start != contact.trigger.i]
        after = {t for t, words in own if words.start > contact.trigger.i}
        own_topics = {t for t, _ in own}
        told = self._count(s for s in contact.told_in if s.start != contact.sentence.start)
        following = self._following(contact)
        rest, cued = self._count(following), self._count(s for s in following[:_CUED_REACH] if _is_cued(s))
        number = self.number[contact.sentence.start]
        before = self._count(self.sentences[number - 1 : number] if number else [])
        total = self.everywhere.total() or 1
        return {
            t: [
                float(t in own_topics),
                float(t in after),
                float(told[t] > 0),
                math.log1p(rest[t]),
                math.log1p(cued[t]),
                float(t in self.title),
                float(before[t] > 0 and t not in own_topics),
                self.everywhere[t] / total,
                self.alone * math.log1p(self.everywhere[t]),
            ]
            for t in self._shown(contact)
        }

    def words_of(self, contact: Contact) -> dict[str, float]:
        """Return the words of the sentences that tell of a contact, and of those that follow: how much each counts."""
        out = {f"told {word}": 1.0 for span in (contact.sentence, *contact.told_in) for word in _content(span)}
        for n, span in enumerate(self._following(contact)[:_REACH]):
            for word in _content(span):
                out.setdefault(f"after {word}", 1 / (1 + _FADING * n))
        return out

    def _following(self, contact: Contact) -> list[Span]:
        """Return the sentences after a contact up to the next one."""
        out: list[Span] = []
        for sentence in self.sentences[self.number[contact.sentence.start] + 1 :]:
            if sentence.start in self.starts:
                break
            out.append(sentence)
        return out


def signs_of(topic: str, values: Sequence[float], words: Mapping[str, float]) -> dict[str, float]:
    """Name what speaks for a topic: what all topics have in common, and what is said of this one; how much of each."""
    places = dict(zip(PLACES, values, strict=True))
    return {topic: 1.0, **places, **{f"{topic} {name}": amount for name, amount in {**places, **words}.items()}}


def likely_topics(
    model: Mapping[str, float], places: Mapping[str, Sequence[float]], words: Mapping[str, float]
) -> set[str]:
    """Return the topics that a model finds likely, by where the words of each stand and by all words."""
    return {t for t, values in places.items() if likelihood(amount_odds(model, signs_of(t, values, words))) > _LEAST}


def _content(span: Span) -> Iterator[str]:
    return (token.lemma_.lower() for token in span if token.is_alpha and not token.is_stop)


@cache
def _cues() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("topic_cues", "lemma"))


def _is_cued(sentence: Span) -> bool:
    return any(token.lemma_.lower() in _cues() for token in sentence)

"""What hand-coded articles teach of topics: where the words for a topic stand if a contact was about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.accuracy.model import Meeting
from pipelines.extract.contacts import Contact
from pipelines.extract.reference import fold_name
from pipelines.extract.topics import PLACES, TopicReader, topic_codes
from pipelines.extract.weights import BIAS, likelihood
from pipelines.learn.articles import CodedArticle
from pipelines.learn.crossing import crossed
from pipelines.learn.fit import Model, fit_logistic, odds_of
from pipelines.learn.tables import Figure, WeightTable, figure
from pipelines.schema.paths import FRAMES

_TABLE: Final = "topic_weights"
_C: Final = 0.5
_FOLDS: Final = 10
_DIGITS: Final = 3
_LEAST: Final = 0.36  # the probability from which a topic is reported; chosen by cross-validation
_SAME: Final = 0.5  # share of the parties that one contact has in common with another, at least
_QUOTED: Final = 0.1  # what the same sentence adds


@dataclass(frozen=True)
class Talk:
    """A contact with where the words of each topic stand, and the topics that a coder found."""

    group: str
    places: dict[str, list[float]]
    coded: frozenset[str]


class TopicLessons:
    """Learns the weights of where the words of a topic stand: topic_weights."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the contacts of an article that a coder found too."""
        self.talks.extend(talks_of(article))

    def tables(self) -> list[WeightTable]:
        """Fit the weights to all contacts."""
        model = fit_topics(self.talks)
        names = [*PLACES, *map(_sign, topic_codes())]
        weights = {name: model[name] for name in names} | {"bias": model[BIAS]}
        rounded = {name: round(weight, _DIGITS) for name, weight in weights.items()}
        return [WeightTable(_TABLE, {**rounded, "least": _LEAST}, "feature", FRAMES)]

    def figures(self) -> list[Figure]:
        """Cross-validate: the mean agreement (F1) of the topics of a contact."""
        groups, agreed = [talk.group for talk in self.talks], []
        for model, hold in crossed(groups, _FOLDS, lambda places: fit_topics([self.talks[i] for i in places])):
            agreed += [agreement(_told(model, self.talks[i]), self.talks[i].coded) for i in hold]
        return [figure(_TABLE, "agreement", float(np.mean(agreed)), groups)]


def talks_of(article: CodedArticle) -> Iterator[Talk]:
    """Yield the contacts of an article that the reader and a coder found."""
    reader = TopicReader(article.found.doc, article.title or "", article.contacts)
    for contact in article.contacts:
        coded = max(article.coded.meetings, key=lambda m: _shared(m, contact), default=None)
        if coded is not None and _shared(coded, contact) > 0:
            yield Talk(article.group, reader.places_of(contact), coded.topics)


def _shared(coded: Meeting, contact: Contact) -> float:
    """Return how much the parties agree by their last names, and more where the sentence is the same one."""
    ours, theirs = (
        {fold_name(p.name).split()[-1] for p in parties if fold_name(p.name)}
        for parties in (contact.parties, coded.participants)
    )
    same = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours | theirs else 0.0
    return same + _QUOTED * (contact.sentence.text.strip() in (coded.evidence or "")) if same >= _SAME else 0.0


def _sign(topic: str) -> str:
    return f"topic:{topic}"


def _signs(topic: str, values: Sequence[float]) -> dict[str, float]:
    return dict(zip(PLACES, values, strict=True)) | {_sign(topic): 1.0}


def fit_topics(talks: Sequence[Talk]) -> Model:
    """Fit whether a contact was about a topic: one example for each contact and topic."""
    examples = [(_signs(topic, values), topic in talk.coded) for talk in talks for topic, values in talk.places.items()]
    return fit_logistic([signs for signs, _ in examples], [right for _, right in examples], c=_C, least=0)


def _told(model: Model, talk: Talk) -> set[str]:
    """Return the topics that weights report of a contact."""
    return {t for t, values in talk.places.items() if likelihood(odds_of(model, _signs(t, values))) > _LEAST}


def agreement(got: set[str], coded: frozenset[str]) -> float:
    """Return the F1 of two sets of topics; 1 where both are empty."""
    total = len(got) + len(coded)
    return 2 * len(got & coded) / total if total else 1.0

"""What hand-coded articles teach of topics: which words stand where if a contact was about one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.accuracy.model import Meeting
from pipelines.extract.contacts import Contact
from pipelines.extract.reference import fold_name
from pipelines.extract.topics import TOPICS, TopicReader, likely_topics, signs_of
from pipelines.extract.weights import BIAS
from pipelines.learn.articles import CodedArticle
from pipelines.learn.crossing import crossed
from pipelines.learn.fit import Model, fit_logistic
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table

_C: Final = 0.1
_FOLDS: Final = 5
_RARE: Final = 8  # a word of fewer contacts is left out
_SLIGHT: Final = 0.05  # as is one that weighs less than this for a topic
_SAME: Final = 0.5  # share of the parties that one contact has in common with another, at least
_QUOTED: Final = 0.1  # what the same sentence adds


@dataclass(frozen=True)
class Talk:
    """A contact with where the words of each topic stand and all words about it, and the topics that a coder found.

    `weight` tells how much it counts.
    """

    group: str
    places: dict[str, list[float]]
    words: dict[str, float]
    coded: frozenset[str]
    weight: float = 1.0


class TopicLessons:
    """Learns the model of topics: contact_topics."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the contacts of an article that a coder found too."""
        self.talks.extend(talks_of(article))

    def tables(self) -> list[WeightTable]:
        """Fit the model to all contacts."""
        return [trait_table(TOPICS, fit_topics(self.talks))]

    def figures(self) -> list[Figure]:
        """Cross-validate: the mean agreement (F1) of the topics of a contact."""
        groups, agreed = [talk.group for talk in self.talks], []
        for model, hold in crossed(groups, _FOLDS, lambda places: fit_topics([self.talks[i] for i in places])):
            held = [self.talks[i] for i in hold]
            agreed += [agreement(likely_topics(model, talk.places, talk.words), talk.coded) for talk in held]
        return [figure(TOPICS, "agreement", float(np.mean(agreed)), groups)]


def talks_of(article: CodedArticle) -> Iterator[Talk]:
    """Yield the contacts of an article that the reader and a coder found."""
    reader = TopicReader(article.found.doc, article.title or "", article.contacts)
    for contact in article.contacts:
        coded = max(article.coded.meetings, key=lambda m: _shared(m, contact), default=None)
        if coded is not None and _shared(coded, contact) > 0:
            yield Talk(article.group, reader.places_of(contact), reader.words_of(contact), coded.topics, article.weight)


def _shared(coded: Meeting, contact: Contact) -> float:
    """Return how much the parties agree by their last names, and more where the sentence is the same one."""
    ours, theirs = (
        {fold_name(p.name).split()[-1] for p in parties if fold_name(p.name)}
        for parties in (contact.parties, coded.participants)
    )
    same = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours | theirs else 0.0
    return same + _QUOTED * (contact.sentence.text.strip() in (coded.evidence or "")) if same >= _SAME else 0.0


def fit_topics(talks: Sequence[Talk]) -> Model:
    """Fit whether a contact was about a topic: one example for each contact and topic that its story has words for.

    Words that are rare, or weigh next to nothing, are left out.

    Raises:
        LessonError: no contact was about any of them, or all were about all.

    """
    examples = [
        (signs_of(topic, values, talk.words), topic in talk.coded, talk.weight)
        for talk in talks
        for topic, values in talk.places.items()
    ]
    signs, right, counts = zip(*examples, strict=True) if examples else ((), (), ())
    model = fit_logistic(signs, right, c=_C, least=_RARE, counts=counts)
    return {trait: weight for trait, weight in model.items() if abs(weight) >= _SLIGHT or trait == BIAS}


def agreement(got: set[str], coded: frozenset[str]) -> float:
    """Return the F1 of two sets of topics; 1 where both are empty."""
    total = len(got) + len(coded)
    return 2 * len(got & coded) / total if total else 1.0

"""What hand-coded articles teach of contacts: which words report one, and between whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from pipelines.accuracy.agreement import FOUND, participants
from pipelines.accuracy.model import Account, Actor, Meeting
from pipelines.extract.contact_drafts import Draft
from pipelines.extract.contact_weight import OWN, PARTIES, WORD
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.weights import odds
from pipelines.learn.articles import CodedArticle
from pipelines.learn.crossing import crossed
from pipelines.learn.fit import Choice, Model, Question, fit_logistic, fit_parts
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table

_PARTIES_C: Final = 0.1
_WORD_C: Final = 0.1
_LEAST: Final = 3
_FOLDS: Final = 8
_ALIKE: Final = 1e-9


@dataclass(frozen=True)
class Way:
    """One way to tell who took part: the traits of the parties, those of the word with them, whether it is right."""

    parties: frozenset[str]
    word: frozenset[str]
    right: bool


@dataclass(frozen=True)
class Occurrence:
    """One word that may report a contact; `group` is its article, or the event that its article tells with others."""

    group: str
    ways: tuple[Way, ...]


class ContactLessons:
    """Learns the models of contacts: contact_word and contact_parties."""

    def __init__(self) -> None:
        self.occurrences: list[Occurrence] = []

    def take(self, article: CodedArticle) -> None:
        """Take in every word of an article that may report a contact."""
        self.occurrences.extend(occurrences(article.group, article.reader, article.coded))

    def tables(self) -> list[WeightTable]:
        """Fit the models to all words."""
        return [trait_table(name, model) for name, model in fit_contacts(self.occurrences).items()]

    def figures(self) -> list[Figure]:
        """Cross-validate: average precision of the words, share of true ones with the right parties."""
        examples, groups = self.occurrences, [example.group for example in self.occurrences]
        weighed, right = np.zeros(len(examples)), np.zeros(len(examples), dtype=bool)
        for models, hold in crossed(groups, _FOLDS, lambda places: fit_contacts([examples[i] for i in places])):
            for i in hold:
                way = _chosen(models[PARTIES], examples[i])
                weighed[i], right[i] = odds(models[WORD], way.word), way.right
        true = [i for i, example in enumerate(examples) if any(way.right for way in example.ways)]
        return [
            figure(WORD, "average precision", average_precision_score(right, weighed), groups),
            figure(PARTIES, "share right", right[true].mean(), groups),
        ]


def occurrences(group: str, reader: MeetingReader, coded: Account) -> Iterator[Occurrence]:
    """Yield every word of an article that may report a contact, with what a coder found.

    A word is right where its own clause names the parties of a coded contact of its status; in the coded evidence of
    a contact that no clause so names, where the parties are best told from around it.
    """
    values = [_agreements(draft, coded.meetings) for draft in reader.drafts]
    right: list[set[int]] = [set() for _ in reader.drafts]
    for number, meeting in enumerate(coded.meetings):
        for i in _telling(reader.drafts, values, number, meeting):
            best = max(value[number] for value in values[i])
            right[i] |= {j for j, value in enumerate(values[i]) if value[number] >= max(best - _ALIKE, FOUND)}
    of, of_parties = reader.weigher.traits, reader.weigher.party_traits
    for draft, known in zip(reader.drafts, right, strict=True):
        ways = (Way(of_parties(draft, r), of(draft, r), j in known) for j, r in enumerate(draft.readings))
        yield Occurrence(group, tuple(ways))


def _agreements(draft: Draft, coded: Sequence[Meeting]) -> list[list[float]]:
    """Return how far each way to read the parties agrees with each coded contact; not at all in another status."""
    said = [[Actor(a.name, a.kind, a.country) for a in reading.actors] for reading in draft.readings]
    return [[participants(m.participants, actors) * (m.status == draft.status) for m in coded] for actors in said]


def _telling(
    drafts: Sequence[Draft], values: Sequence[list[list[float]]], number: int, meeting: Meeting
) -> Iterable[int]:
    """Return which drafts tell of a coded contact."""
    by_clause = [
        i
        for i, draft in enumerate(drafts)
        if any(v[number] >= FOUND and r.sources & OWN for v, r in zip(values[i], draft.readings, strict=True))
    ]
    here = [i for i, draft in enumerate(drafts) if _is_quoted(draft, meeting.evidence or "")]
    if {*by_clause} & {*here}:
        return by_clause
    top = {i: max(value[number] for value in values[i]) for i in here}
    best = max(top.values(), default=0.0)
    return [*by_clause, *(i for i in here if top[i] >= max(best - _ALIKE, FOUND))]


def _is_quoted(draft: Draft, evidence: str) -> bool:
    sentence, quote = ("".join(text.split()) for text in (draft.trigger.sent.text, evidence))
    return bool(quote) and (quote in sentence or sentence in quote)


def fit_contacts(examples: Sequence[Occurrence]) -> dict[str, Model]:
    """Fit which parties are right (contact_parties), and then whether the word reports a contact of them."""
    parties = fit_parts([_question(example.ways) for example in examples], c=_PARTIES_C, least=_LEAST)
    chosen = [_chosen(parties, example) for example in examples]
    word = fit_logistic([way.word for way in chosen], [way.right for way in chosen], c=_WORD_C, least=_LEAST)
    return {PARTIES: parties, WORD: word}


def _question(ways: Sequence[Way]) -> Question:
    choices = tuple(Choice((i,), way.right) for i, way in enumerate(ways))
    return Question(tuple(way.parties for way in ways), choices)


def _chosen(parties: Model, example: Occurrence) -> Way:
    return max(example.ways, key=lambda way: odds(parties, way.parties))

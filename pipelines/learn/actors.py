"""What hand-coded articles teach of actors: which names are people's, and which bodies play a part in a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.accuracy.model import Account
from pipelines.extract.reference import fold_name
from pipelines.extract.relevance import KINDS, LEAST, Relevance
from pipelines.extract.weights import amount_odds
from pipelines.learn.articles import CodedArticle
from pipelines.learn.crossing import crossed
from pipelines.learn.fit import Model, fit_logistic
from pipelines.learn.tables import Figure, WeightTable, figure
from pipelines.schema.paths import FRAMES

_FOLDS: Final = 10
_C: Final = 0.2
_RAREST: Final = 5  # samples in which a sign must occur
_DIGITS: Final = 2
_SAME: Final = 0.66  # share of words that two names of one body have in common
_SMALL: Final = frozenset({"a", "an", "the", "of", "for", "to", "in", "on", "and"})


@dataclass(frozen=True)
class Sample:
    """The signs of one actor of one article, and whether the answer has it.

    `group` is the article, or the event that it tells with others.
    """

    group: str
    signs: dict[str, float]
    right: bool


class ActorLessons:
    """Learns the weights of the signs of people and organisations: person_weights and organisation_weights."""

    def __init__(self) -> None:
        self.samples: dict[str, list[Sample]] = {kind: [] for kind in KINDS}

    def take(self, article: CodedArticle) -> None:
        """Take in the people and organisations that an article names."""
        for kind, samples in self.samples.items():
            samples.extend(samples_of(article, kind))

    def tables(self) -> list[WeightTable]:
        """Fit the weights of both kinds to all samples; the heaviest come first."""
        found = {kind: fit_actors(samples) for kind, samples in self.samples.items()}
        ordered = {kind: dict(sorted(model.items(), key=_heaviest_first)) for kind, model in found.items()}
        return [WeightTable(_table(kind), model, "sign", FRAMES) for kind, model in ordered.items()]

    def figures(self) -> list[Figure]:
        """Cross-validate: how many of those kept are in the answers, how many of those in the answers are kept."""
        return [row for kind, samples in self.samples.items() for row in _figures(kind, samples)]


def _figures(kind: str, samples: Sequence[Sample]) -> list[Figure]:
    groups = [sample.group for sample in samples]
    kept = np.zeros(len(samples), dtype=bool)
    for model, hold in crossed(groups, _FOLDS, lambda places: fit_actors([samples[i] for i in places])):
        kept[hold] = [amount_odds(model, samples[i].signs) >= LEAST[kind] for i in hold]
    right = np.array([sample.right for sample in samples])
    hits = int((kept & right).sum())
    return [
        figure(_table(kind), "precision", hits / max(1, int(kept.sum())), groups),
        figure(_table(kind), "recall", hits / max(1, int(right.sum())), groups),
    ]


def _table(kind: str) -> str:
    return f"{kind}_weights"


def _heaviest_first(pair: tuple[str, float]) -> float:
    return -pair[1]


def samples_of(article: CodedArticle, kind: str) -> Iterator[Sample]:
    """Compare the people or organisations that one article names with those that its answer has."""
    same = is_same_body if kind == "organisation" else is_same_person
    relevance, coded = Relevance(article.found.finder.page), _coded(article.coded, kind)
    for actor, mentions in relevance.named(kind).items():
        right = any(same(name, gold) for name in (actor.name, *actor.aliases) for gold in coded)
        yield Sample(article.group, relevance.signs(actor, mentions), right)


def _coded(account: Account, kind: str) -> list[str]:
    return [actor.name for actor in (account.organisations if kind == "organisation" else account.persons)]


def fit_actors(samples: Sequence[Sample]) -> Model:
    """Return the weight of each frequent sign; `always`, a sign like the others, stands for a bias."""
    signs, right = [sample.signs for sample in samples], [sample.right for sample in samples]
    model = fit_logistic(signs, right, c=_C, least=_RAREST, bias=False)
    return {name: round(weight, _DIGITS) for name, weight in model.items()}


def is_same_body(first: str, second: str) -> bool:
    """Tell whether two names can be one organisation's: mostly the same words, or one the other's acronym."""
    a, b = _content(first), _content(second)
    if not a or not b:
        return False
    acronyms = {"".join(w[0] for w in a), "".join(w[0] for w in b)}
    return bool(acronyms & {"".join(a), "".join(b)}) or 2 * len({*a} & {*b}) / (len({*a}) + len({*b})) >= _SAME


def _content(name: str) -> list[str]:
    return [w for w in re.findall(r"\w+", name.lower()) if w not in _SMALL]


def is_same_person(first: str, second: str) -> bool:
    """Tell whether two names can be one person's: one has all the words of the other, or the surnames agree."""
    a, b = fold_name(first).split(), fold_name(second).split()
    return bool(a and b) and ({*a} <= {*b} or {*b} <= {*a} or a[-1] == b[-1])

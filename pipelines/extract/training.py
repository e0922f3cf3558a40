"""Learning the weights of the signs of people and organisations from hand-coded answers, by logistic regression."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.extract.reference import fold_name
from pipelines.extract.relevance import Relevance

_FOLDS: Final = 10
_PENALTY: Final = 5.0
_ROUNDS: Final = 60
_RAREST: Final = 5  # samples in which a sign must occur
_SAME: Final = 0.66  # share of words that two names of one body have in common
_SMALL: Final = frozenset({"a", "an", "the", "of", "for", "to", "in", "on", "and"})

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """The signs of one actor of one article, and whether the answer has it."""

    article: str
    signs: dict[str, float]
    right: bool


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


def samples_of(article: str, relevance: Relevance, kind: str, coded: list[str]) -> Iterator[Sample]:
    """Compare the people or organisations that one article names with those that its answer has."""
    same = is_same_body if kind == "organisation" else is_same_person
    for actor, mentions in relevance.named(kind).items():
        right = any(same(name, gold) for name in (actor.name, *actor.aliases) for gold in coded)
        yield Sample(article, relevance.signs(actor, mentions), right)


def learn(samples: list[Sample]) -> dict[str, float]:
    """Fit a logistic regression with an L2 penalty by Newton's method; return the weight of each frequent sign."""
    names = sorted({n for s in samples for n in s.signs})
    names = [n for n in names if sum(n in s.signs for s in samples) >= _RAREST]
    signs = np.array([[s.signs.get(n, 0.0) for n in names] for s in samples])
    right = np.array([float(s.right) for s in samples])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        step = _newton_step(signs, right, weights)
        weights += step
        if float(np.abs(step).max()) < 1e-6:  # noqa: PLR2004 - converged
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _newton_step(signs: Matrix, right: Matrix, weights: Matrix) -> Matrix:
    likely = 1 / (1 + np.exp(-signs @ weights))
    gradient = signs.T @ (right - likely) - _PENALTY * weights
    curvature = (signs.T * (likely * (1 - likely))) @ signs + _PENALTY * np.eye(len(weights))
    return np.asarray(np.linalg.solve(curvature, gradient))


def keeps(sample: Sample, weights: dict[str, float], bias: float = 0.0) -> bool:
    """Tell whether weights keep an actor."""
    return sum(weights.get(n, 0.0) * v for n, v in sample.signs.items()) + bias >= 0


def crossed(samples: list[Sample], bias: float = 0.0) -> tuple[float, float]:
    """Return precision and recall of what is kept by weights learned from the other articles."""
    articles = sorted({s.article for s in samples})
    kept: list[Sample] = []
    for fold in range(_FOLDS):
        out = set(articles[fold::_FOLDS])
        weights = learn([s for s in samples if s.article not in out])
        kept += [s for s in samples if s.article in out and keeps(s, weights, bias)]
    hits = sum(s.right for s in kept)
    return hits / max(1, len(kept)), hits / max(1, sum(s.right for s in samples))

"""Learning the weights of organisations' signs from hand-coded answers, by logistic regression."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.extract.relevance import Relevance

_FOLDS: Final = 10
_PENALTY: Final = 2.0
_ROUNDS: Final = 60
_RAREST: Final = 5  # samples in which a sign must occur
_SAME: Final = 0.66  # share of words that two names of one body have in common
_SMALL: Final = frozenset({"a", "an", "the", "of", "for", "to", "in", "on", "and"})

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """The signs of one organisation of one article, and whether the answer has it."""

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


def samples_of(article: str, relevance: Relevance, coded: list[str]) -> Iterator[Sample]:
    """Compare the organisations that one article names with those that its answer has."""
    for actor, mentions in relevance.organisations().items():
        right = any(is_same_body(name, gold) for name in (actor.name, *actor.aliases) for gold in coded)
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


def keeps(sample: Sample, weights: dict[str, float]) -> bool:
    """Tell whether weights keep an organisation."""
    return sum(weights.get(n, 0.0) * v for n, v in sample.signs.items()) >= 0


def crossed(samples: list[Sample]) -> tuple[float, float]:
    """Return precision and recall of what is kept by weights learned from the other articles."""
    articles = sorted({s.article for s in samples})
    kept: list[Sample] = []
    for fold in range(_FOLDS):
        out = set(articles[fold::_FOLDS])
        weights = learn([s for s in samples if s.article not in out])
        kept += [s for s in samples if s.article in out and keeps(s, weights)]
    hits = sum(s.right for s in kept)
    return hits / max(1, len(kept)), hits / max(1, sum(s.right for s in samples))

"""Fitting linear models over named traits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from pipelines.extract.weights import BIAS, Vectors, numbered

Floats = NDArray[np.float64]
Model = dict[str, float]
"""The weight (log odds) of each trait."""
Traits = frozenset[str] | Mapping[str, float]
"""What holds of an example, or how much of each holds."""


class LessonError(ValueError):
    """Hand-coded articles that do not teach what they are asked to teach."""


@dataclass(frozen=True)
class Choice:
    """One answer to a question: its parts, by their place in the question, and whether it is right."""

    parts: tuple[int, ...]
    right: bool


@dataclass(frozen=True)
class Question:
    """A question with several answers, which share parts: each part has its traits, and vectors if there are any."""

    parts: tuple[frozenset[str], ...]
    choices: tuple[Choice, ...]
    vectors: tuple[Vectors, ...] = ()

    @property
    def right(self) -> bool:
        """Whether some answer is right."""
        return any(choice.right for choice in self.choices)


def fit_logistic(
    examples: Sequence[Traits],
    right: Sequence[bool],
    *,
    c: float,
    least: int,
    counts: Sequence[float] | None = None,
    vectors: Sequence[Vectors] = (),
    bias: bool = True,
) -> Model:
    """Fit an L2-regularised logistic regression.

    Args:
        examples: the traits of each example; traits that are rare are left out.
        right: whether each example is one.
        c: inverse strength of the regularisation.
        least: the fewest examples that a trait must have.
        counts: how much each example counts; None counts all alike.
        vectors: those of each example, or none at all; each part is of one width, and zero where an example lacks it.
        bias: whether there is a weight of BIAS, which is not held close to none as the others are.

    Returns the weight of each trait, and that of BIAS.

    Raises:
        LessonError: there are no examples, or all are right, or none is.

    """
    if len({*right}) < len((True, False)):
        message = "the articles hold no right and wrong examples to learn from"
        raise LessonError(message)
    signs = _Signs.of(examples, vectors, least)
    model = LogisticRegression(C=c, max_iter=5000, fit_intercept=bias)
    model.fit(signs.matrix, np.asarray(right), sample_weight=counts)
    weights = dict(zip(signs.names, model.coef_[0].tolist(), strict=True))
    return weights | ({BIAS: float(model.intercept_[0])} if bias else {})


def fit_parts(questions: Sequence[Question], *, c: float, least: int) -> Model:
    """Fit a conditional logit: which of the answers of a question is right, by the traits of its parts.

    Args:
        questions: those without a right and a wrong answer teach nothing and are left out. Several right ones share
            the likelihood.
        c: inverse strength of the L2 regularisation.
        least: traits of fewer parts are left out.

    Source: D. McFadden, Conditional logit analysis of qualitative choice behavior, 1974.

    Raises:
        LessonError: no question has a right and a wrong answer.

    """
    asked = [q for q in questions if {choice.right for choice in q.choices} == {True, False}]
    if not asked:
        message = "the articles hold no question with a right and a wrong answer to learn from"
        raise LessonError(message)
    signs = _Signs.of([part for q in asked for part in q.parts], [v for q in asked for v in q.vectors], least)
    problem = _Problem.of(asked, signs.matrix, c)
    found = minimize(problem.loss, np.zeros(len(signs.names)), method="L-BFGS-B", jac=True, options={"maxiter": 300})
    return dict(zip(signs.names, found.x.tolist(), strict=True))


@dataclass(frozen=True)
class _Signs:
    """What is known of examples, one a row: their traits, then the numbers of their vectors."""

    names: list[str]
    matrix: csr_matrix

    @classmethod
    def of(cls, examples: Sequence[Traits], vectors: Sequence[Vectors], least: int) -> "_Signs":
        places = _places(examples, least)
        traits = _matrix(examples, places)
        widths = {part: len(vector) for found in vectors for part, vector in found.items()}
        numbers = [np.array([_vector(found, part, width) for found in vectors]) for part, width in widths.items()]
        named = [numbered(part, i) for part, width in widths.items() for i in range(width)]
        return cls([*places, *named], hstack([traits, *(csr_matrix(block) for block in numbers)], format="csr"))


def _vector(found: Vectors, part: str, width: int) -> NDArray[np.float32]:
    return found[part] if part in found else np.zeros(width, dtype=np.float32)


@dataclass(frozen=True)
class _Problem:
    """The likelihood of the right answers: `signs` of each part, `parts` and question (`owner`) of each answer."""

    signs: csr_matrix
    parts: csr_matrix
    owner: NDArray[np.int64]
    right: NDArray[np.bool_]
    c: float

    @classmethod
    def of(cls, questions: Sequence[Question], signs: csr_matrix, c: float) -> "_Problem":
        starts = np.cumsum([0, *[len(q.parts) for q in questions]]).tolist()
        parts = [
            [start + i for i in choice.parts]
            for q, start in zip(questions, starts, strict=False)
            for choice in q.choices
        ]
        owner = np.repeat(np.arange(len(questions)), [len(q.choices) for q in questions])
        right = np.array([choice.right for q in questions for choice in q.choices])
        return cls(signs, _rows(parts, starts[-1]), owner, right, c)

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Return the penalised negative log likelihood and its gradient."""
        scores = self.parts @ (self.signs @ weights)
        top = np.full(int(self.owner.max()) + 1, -np.inf)
        np.maximum.at(top, self.owner, scores)
        raised = np.exp(scores - top[self.owner])
        of_all, of_right = np.bincount(self.owner, raised), np.bincount(self.owner, raised * self.right)
        loss = -np.log(of_right / of_all).sum() + weights @ weights / (2 * self.c)
        pull = raised / of_all[self.owner] - raised * self.right / of_right[self.owner]
        return float(loss), self.signs.T @ (self.parts.T @ pull) + weights / self.c


def _places(examples: Sequence[Traits], least: int) -> dict[str, int]:
    """Number the traits that are not rare, in the order of their names."""
    counts = Counter(trait for traits in examples for trait in traits)
    return {trait: i for i, trait in enumerate(sorted(t for t, count in counts.items() if count >= least))}


def _matrix(examples: Sequence[Traits], places: dict[str, int]) -> csr_matrix:
    """Return how much of each trait holds of each example, one a row."""
    rows = [sorted((places[t], value) for t, value in _amounts(traits) if t in places) for traits in examples]
    return _rows([[i for i, _ in row] for row in rows], len(places), [value for row in rows for _, value in row])


def _amounts(traits: Traits) -> Iterable[tuple[str, float]]:
    return traits.items() if isinstance(traits, Mapping) else ((trait, 1.0) for trait in traits)


def _rows(rows: Sequence[Sequence[int]], width: int, values: Sequence[float] | None = None) -> csr_matrix:
    """Return a matrix of values, one after the other, at the places of each row; ones if none are given."""
    places = np.array([i for row in rows for i in row], dtype=np.int64)
    starts = np.cumsum([0, *[len(row) for row in rows]])
    filled = np.ones(len(places)) if values is None else np.array(values, dtype=np.float64)
    return csr_matrix((filled, places, starts), shape=(len(rows), width))

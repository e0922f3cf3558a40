"""Fitting linear models over named traits."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipelines.extract.weights import BIAS


def fit_logistic(
    examples: Sequence[frozenset[str]], right: Sequence[bool], *, c: float, least: int
) -> dict[str, float]:
    """Fit an L2-regularised logistic regression.

    Args:
        examples: the traits of each example; traits that are rare are left out.
        right: whether each example is one.
        c: inverse strength of the regularisation.
        least: the fewest examples that a trait must have.

    Returns the weight of each trait, and that of BIAS.

    """
    known = _common(examples, least)
    vectors = DictVectorizer(dtype=np.float64)
    matrix = vectors.fit_transform([dict.fromkeys(traits & known, 1) for traits in examples])
    model = LogisticRegression(C=c, max_iter=5000).fit(matrix, np.asarray(right))
    weights = dict(zip(vectors.feature_names_, model.coef_[0].tolist(), strict=True))
    return weights | {BIAS: float(model.intercept_[0])}


def fit_choice(questions: Sequence[Sequence[tuple[frozenset[str], bool]]], *, c: float, least: int) -> dict[str, float]:
    """Fit a conditional logit: which of the choices of a question is right, by their traits alone.

    Args:
        questions: the choices of each question, with whether each is right; those without a right and a wrong one
            teach nothing and are left out. Several right ones share the likelihood.
        c: inverse strength of the L2 regularisation.
        least: traits of fewer choices are left out.

    Source: D. McFadden, Conditional logit analysis of qualitative choice behavior, 1974.

    """
    asked = [q for q in questions if {right for _, right in q} == {True, False}]
    choices = [traits for q in asked for traits, _ in q]
    known = _common(choices, least)
    vectors = DictVectorizer(dtype=np.float64)
    matrix = vectors.fit_transform([dict.fromkeys(traits & known, 1) for traits in choices]).tocsr()
    right = np.array([r for q in asked for _, r in q])
    owner = np.repeat(np.arange(len(asked)), [len(q) for q in asked])
    found = minimize(_loss, np.zeros(matrix.shape[1]), (matrix, right, owner, c), method="L-BFGS-B", jac=True)
    return dict(zip(vectors.feature_names_, found.x.tolist(), strict=True))


def _loss(
    weights: NDArray[np.float64],
    matrix: csr_matrix,
    right: NDArray[np.bool_],
    owner: NDArray[np.int64],
    c: float,
) -> tuple[float, NDArray[np.float64]]:
    """Return the penalised negative log likelihood of a conditional logit and its gradient."""
    scores = matrix @ weights
    top = np.full(int(owner.max()) + 1, -np.inf)
    np.maximum.at(top, owner, scores)
    raised = np.exp(scores - top[owner])
    of_all, of_right = np.bincount(owner, raised), np.bincount(owner, raised * right)
    loss = -np.log(of_right / of_all).sum() + weights @ weights / (2 * c)
    pull = raised * right / of_right[owner] - raised / of_all[owner]
    return float(loss), -(matrix.T @ pull) + weights / c


def _common(examples: Sequence[frozenset[str]], least: int) -> frozenset[str]:
    counts = Counter(trait for traits in examples for trait in traits)
    return frozenset(trait for trait, count in counts.items() if count >= least)

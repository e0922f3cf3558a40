"""What hand-coded articles teach of pledges: whether a clause is one, and between whom."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from pipelines.extract.pledge_weight import CLAUSE, SCREEN, SIDES
from pipelines.extract.weights import Vectors, odds, vector_odds, vectors_of
from pipelines.learn.articles import CodedArticle
from pipelines.learn.clauses import Clause, clauses_of
from pipelines.learn.crossing import crossed
from pipelines.learn.fit import Floats, Model, Question, fit_logistic, fit_parts
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table

_CLAUSE_C: Final = 0.05
_SIDES_C: Final = 0.2
_LEAST: Final = 3
_FOLDS: Final = 6


class PledgeLessons:
    """Learns the models of pledges: pledge_screen, pledge_clause and pledge_sides."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the drafts of an article."""
        self.clauses += clauses_of(article)

    def tables(self) -> list[WeightTable]:
        """Fit the models to all drafts."""
        return [trait_table(name, model) for name, model in fit_pledges(self.clauses).items()]

    def figures(self) -> list[Figure]:
        """Cross-validate: average precision of the clauses, share of true ones with the right sides."""
        groups = [c.group for c in self.clauses]
        weighed, hit = np.zeros((2, len(groups))), np.zeros(len(groups), dtype=bool)
        for models, hold in crossed(groups, _FOLDS, lambda places: fit_pledges([self.clauses[i] for i in places])):
            held = [self.clauses[i] for i in hold]
            weighed[:, hold] = _odds(models, held)
            hit[hold] = list(chosen_right(models[SIDES], [clause.sides for clause in held]))
        true = np.array([c.right for c in self.clauses])
        return [
            figure(SCREEN, "average precision", average_precision_score(true, weighed[0]), groups),
            figure(CLAUSE, "average precision", average_precision_score(true, weighed[1]), groups),
            figure(SIDES, "share right", hit[true].mean(), groups),
        ]


def _odds(models: dict[str, Model], clauses: Sequence[Clause]) -> Floats:
    """Return the log odds of clauses by their traits alone (first row), and with the vectors of their words."""
    screen, clause = models[SCREEN], models[CLAUSE]
    numbers = vectors_of(clause)
    by_traits = [odds(screen, c.traits) for c in clauses]
    by_words = [odds(clause, c.traits) + vector_odds(numbers, c.vectors) for c in clauses]
    return np.array([by_traits, by_words])


def fit_pledges(clauses: Sequence[Clause]) -> dict[str, Model]:
    """Fit the models of pledges; what only repeats one that another draft tells better is left out but for sides."""
    telling = [c for c in clauses if c.best or not c.right]
    return {
        SCREEN: _fit_clauses(telling, ()),
        CLAUSE: _fit_clauses(telling, [c.vectors for c in telling]),
        SIDES: fit_parts([c.sides for c in clauses], c=_SIDES_C, least=_LEAST),
    }


def _fit_clauses(clauses: Sequence[Clause], vectors: Sequence[Vectors]) -> Model:
    traits, right = [c.traits for c in clauses], [c.right for c in clauses]
    counts = [c.weight for c in clauses]
    return fit_logistic(traits, right, c=_CLAUSE_C, least=_LEAST, counts=counts, vectors=vectors)


def chosen_right(sides: Model, questions: Sequence[Question]) -> Iterator[bool]:
    """Yield for each question whether the answer that the weights find likeliest is right."""
    numbers = vectors_of(sides)
    for question in questions:
        parts = zip(question.parts, question.vectors, strict=True)
        own = [odds(sides, traits) + vector_odds(numbers, vectors) for traits, vectors in parts]
        yield max(question.choices, key=lambda choice: sum(own[i] for i in choice.parts)).right

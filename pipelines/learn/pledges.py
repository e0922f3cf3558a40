"""What hand-coded articles teach of pledges: whether a clause is one, between whom, and of which status and kind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from pipelines.extract.pledge_weight import CLAUSE, SCREEN, SIDES, is_worth
from pipelines.extract.ruled_codes import KIND, STATUS, Asked
from pipelines.extract.weights import Vectors, odds, vector_odds, vectors_of
from pipelines.learn.articles import CodedArticle
from pipelines.learn.clauses import Clause, clauses_of, examples_of, judged
from pipelines.learn.codes import CODES_C, chosen_right, code_question
from pipelines.learn.crossing import crossed
from pipelines.learn.encoders import Encoders
from pipelines.learn.fit import Floats, Model, Question, fit_logistic, fit_parts
from pipelines.learn.network import Example
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table

_CLAUSE_C: Final = 0.05
_SIDES_C: Final = 0.2
_LEAST: Final = 3
_FOLDS: Final = 6
_NEVER: Final = -100.0  # log odds of a draft that is not worth a closer look
_CODES: Final = (STATUS, KIND)


class PledgeLessons:
    """Learns the models of pledges: pledge_screen, pledge_clause, pledge_sides, pledge_status and pledge_kind."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the drafts of an article."""
        self.clauses += clauses_of(article)

    def examples(self) -> Iterator[Example]:
        """Return what the encoder learns from the drafts that are worth it, by screens that have not seen them."""
        for screen, hold in crossed([c.group for c in self.clauses], _FOLDS, self._screen):
            for i in hold:
                worth = is_worth(odds(screen, self.clauses[i].traits))
                self.clauses[i] = replace(self.clauses[i], worth=worth)
        return (example for clause in self.clauses for example in examples_of(clause))

    def _screen(self, places: list[int]) -> Model:
        return _fit_clauses(_telling([self.clauses[i] for i in places]), ())

    def hear(self, encoders: Encoders) -> None:
        """Take in what the encoder of each group says of its drafts."""
        self.clauses = [judged(clause, encoders.of(clause.group)) for clause in self.clauses]

    def tables(self) -> list[WeightTable]:
        """Fit the models to all drafts."""
        return [trait_table(name, model) for name, model in fit_pledges(self.clauses).items()]

    def figures(self) -> list[Figure]:
        """Cross-validate: average precision of clauses; share of true ones with the right sides, status and kind."""
        groups = [c.group for c in self.clauses]
        weighed, hit = np.zeros((2, len(groups))), np.full((1 + len(_CODES), len(groups)), np.nan)
        for models, hold in crossed(groups, _FOLDS, lambda places: fit_pledges([self.clauses[i] for i in places])):
            held = [self.clauses[i] for i in hold]
            weighed[:, hold] = _odds(models, held)
            hit[:, hold] = [*zip(*(_hits(models, clause) for clause in held), strict=True)]
        true = [c.right for c in self.clauses]
        shares = zip((SIDES, *(asked.model for asked in _CODES)), np.nanmean(hit, axis=1), strict=True)
        return [
            figure(SCREEN, "average precision", average_precision_score(true, weighed[0]), groups),
            figure(CLAUSE, "average precision", average_precision_score(true, weighed[1]), groups),
            *(figure(name, "share right", share, groups) for name, share in shares),
        ]


def _odds(models: dict[str, Model], clauses: Sequence[Clause]) -> Floats:
    """Return the log odds of clauses by their traits alone (first row), and with what the encoder says."""
    screen, clause = models[SCREEN], models[CLAUSE]
    numbers = vectors_of(clause)
    by_traits = [odds(screen, c.traits) for c in clauses]
    by_encoder = [odds(clause, c.traits) + vector_odds(numbers, c.vectors) if c.worth else _NEVER for c in clauses]
    return np.array([by_traits, by_encoder])


def _hits(models: dict[str, Model], clause: Clause) -> list[float]:
    """Tell whether sides, status and kind of a pledge are told right; not a number where that is not asked."""
    if not (clause.right and clause.worth):
        return [np.nan] * (1 + len(_CODES))
    asked = {SIDES: clause.sides, **{code.model: _code_of(clause, code) for code in _CODES}}
    return [float(chosen_right(models[name], question)) for name, question in asked.items()]


def fit_pledges(clauses: Sequence[Clause]) -> dict[str, Model]:
    """Fit the models of pledges; what only repeats one that another draft tells better is left out but for sides."""
    telling = _telling(clauses)
    worth = [c for c in telling if c.worth]
    codes = {code.model: [_code_of(c, code) for c in worth if c.right] for code in _CODES}
    return {
        SCREEN: _fit_clauses(telling, ()),
        CLAUSE: _fit_clauses(worth, [c.vectors for c in worth]),
        SIDES: fit_parts([c.sides for c in clauses if c.worth], c=_SIDES_C, least=_LEAST),
        **{name: fit_parts(asked, c=CODES_C, least=_LEAST) for name, asked in codes.items()},
    }


def _telling(clauses: Sequence[Clause]) -> list[Clause]:
    return [c for c in clauses if c.best or not c.right]


def _code_of(clause: Clause, asked: Asked) -> Question:
    """Ask which code a pledge has."""
    place = _CODES.index(asked)
    return code_question(asked, clause.ruled[place], clause.vectors[asked.head], clause.answers[1 + place])


def _fit_clauses(clauses: Sequence[Clause], vectors: Sequence[Vectors]) -> Model:
    traits, right = [c.traits for c in clauses], [c.right for c in clauses]
    counts = [c.weight for c in clauses]
    return fit_logistic(traits, right, c=_CLAUSE_C, least=_LEAST, counts=counts, vectors=vectors)

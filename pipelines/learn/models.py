"""The models: is a clause a pledge and between whom, does a word report a contact and of whom."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from pipelines.extract.pledge_weight import CLAUSE, SCREEN, SIDES
from pipelines.extract.weights import Vectors, odds, vector_odds, vectors_of
from pipelines.learn.contacts import contact_figures, fit_contacts
from pipelines.learn.examples import Clause, read_examples
from pipelines.learn.fit import Question, fit_logistic, fit_parts

_CLAUSE_C: Final = 0.05
_SIDES_C: Final = 0.2
_LEAST: Final = 3
_FOLDS: Final = 6
_DIGITS: Final = 4


@dataclass(frozen=True)
class LearnedModels:
    """The weights of the models, and how they do on articles that they have not seen (cross-validation)."""

    models: dict[str, dict[str, float]]
    figures: list[dict[str, str]]

    def write(self, folder: Path) -> None:
        """Write a table (trait, weight; sorted) for each model, and figures.csv, into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in self.models.items():
            rounded = {trait: round(weight, _DIGITS) for trait, weight in sorted(model.items())}
            rows = [{"trait": trait, "weight": str(weight)} for trait, weight in rounded.items() if weight]
            _write(folder / f"{name}.csv", rows)
        _write(folder / "figures.csv", self.figures)


def learn(folders: Sequence[Path], light: Sequence[Path] = ()) -> LearnedModels:
    """Learn the models from sets of hand-coded articles (folders of ID.txt with ID.json).

    Args:
        folders: sets of articles of the kinds that are to be read.
        light: sets of other kinds of articles; where clauses are learned, they count half of the others.

    Raises:
        AnswerError: an answer is not well formed.

    """
    examples = read_examples(folders, light)
    models = _fit(examples.clauses) | fit_contacts(examples.contacts)
    sets = {"sets": " ".join(sorted(folder.name for folder in [*folders, *light]))}
    figures = [*_figures(examples.clauses), *contact_figures(examples.contacts)]
    return LearnedModels(models, [figure | sets for figure in figures])


def _fit(clauses: Sequence[Clause]) -> dict[str, dict[str, float]]:
    """Fit the models of pledges; what only repeats one that another draft tells better is left out but for sides."""
    telling = [c for c in clauses if c.best or not c.right]
    vectors = [c.vectors for c in telling]
    return {
        SCREEN: _fit_clauses(telling, ()),
        CLAUSE: _fit_clauses(telling, vectors),
        SIDES: fit_parts([c.sides for c in clauses], c=_SIDES_C, least=_LEAST),
    }


def _fit_clauses(clauses: Sequence[Clause], vectors: Sequence[Vectors]) -> dict[str, float]:
    traits, right = [c.traits for c in clauses], [c.right for c in clauses]
    counts = [c.weight for c in clauses]
    return fit_logistic(traits, right, c=_CLAUSE_C, least=_LEAST, counts=counts, vectors=vectors)


def _figures(clauses: Sequence[Clause]) -> list[dict[str, str]]:
    """Cross-validate by article: average precision of the clauses, share of true ones with the right sides."""
    groups = [c.group for c in clauses]
    weighed, hit = np.zeros((2, len(clauses))), np.zeros(len(clauses), dtype=bool)
    for learn, hold in GroupKFold(_FOLDS).split(clauses, groups=groups):
        models = _fit([clauses[i] for i in learn])
        numbers = vectors_of(models[CLAUSE])
        for i in hold:
            own = odds(models[CLAUSE], clauses[i].traits) + vector_odds(numbers, clauses[i].vectors)
            weighed[:, i] = odds(models[SCREEN], clauses[i].traits), own
        for i, right in zip(hold, chosen_right(models[SIDES], [clauses[i].sides for i in hold]), strict=True):
            hit[i] = right
    true = np.array([c.right for c in clauses])
    screened, accepted = (f"{average_precision_score(true, row):.3f}" for row in weighed)
    counts = {"examples": str(len(clauses)), "articles": str(len(set(groups)))}
    return [
        {"model": SCREEN, "measure": "average precision", "value": screened, **counts},
        {"model": CLAUSE, "measure": "average precision", "value": accepted, **counts},
        {"model": SIDES, "measure": "share right", "value": f"{hit[true].mean():.3f}", **counts},
    ]


def chosen_right(sides: dict[str, float], questions: Sequence[Question]) -> Iterator[bool]:
    """Yield for each question whether the answer that the weights find likeliest is right."""
    numbers = vectors_of(sides)
    for question in questions:
        parts = zip(question.parts, question.vectors, strict=True)
        own = [odds(sides, traits) + vector_odds(numbers, vectors) for traits, vectors in parts]
        yield max(question.choices, key=lambda choice: sum(own[i] for i in choice.parts)).right


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

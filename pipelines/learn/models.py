"""The models: is a clause a pledge and between whom, does a word report a contact and of whom."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from pipelines.extract.pledge_weight import CLAUSE, SIDES
from pipelines.extract.weights import odds, probability
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
        light: sets of other kinds of articles; where clauses are learned, they count a quarter of the others.

    Raises:
        AnswerError: an answer is not well formed.

    """
    examples = read_examples(folders, light)
    models = dict(zip((CLAUSE, SIDES), _fit(examples.clauses), strict=True)) | fit_contacts(examples.contacts)
    sets = {"sets": " ".join(sorted(folder.name for folder in [*folders, *light]))}
    figures = [*_figures(examples.clauses), *contact_figures(examples.contacts)]
    return LearnedModels(models, [figure | sets for figure in figures])


def _fit(clauses: Sequence[Clause]) -> tuple[dict[str, float], dict[str, float]]:
    """Fit both models; what only repeats a pledge that another draft tells better is left out of the first."""
    telling = [c for c in clauses if c.best or not c.right]
    clause = fit_logistic(
        [c.traits for c in telling],
        [c.right for c in telling],
        c=_CLAUSE_C,
        least=_LEAST,
        counts=[c.weight for c in telling],
    )
    return clause, fit_parts([c.sides for c in clauses], c=_SIDES_C, least=_LEAST)


def _figures(clauses: Sequence[Clause]) -> list[dict[str, str]]:
    """Cross-validate by article: average precision of the clauses, share of true ones with the right sides."""
    groups = [c.group for c in clauses]
    weighed, hit = np.zeros(len(clauses)), np.zeros(len(clauses), dtype=bool)
    for learn, hold in GroupKFold(_FOLDS).split(clauses, groups=groups):
        clause, sides = _fit([clauses[i] for i in learn])
        for i in hold:
            weighed[i], hit[i] = probability(clause, clauses[i].traits), _chosen_right(sides, clauses[i].sides)
    true = np.array([c.right for c in clauses])
    precision = average_precision_score(true, weighed)
    counts = {"examples": str(len(clauses)), "articles": str(len(set(groups)))}
    return [
        {"model": CLAUSE, "measure": "average precision", "value": f"{precision:.3f}", **counts},
        {"model": SIDES, "measure": "share right", "value": f"{hit[true].mean():.3f}", **counts},
    ]


def _chosen_right(sides: dict[str, float], question: Question) -> bool:
    own = [odds(sides, part) for part in question.parts]
    best = max(question.choices, key=lambda choice: sum(own[i] for i in choice.parts))
    return best.right


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

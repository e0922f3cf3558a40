"""The models: is a clause a pledge and between whom, does a word report a contact and of whom."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from pipelines.extract.weights import probability, shares
from pipelines.learn.contacts import contact_figures, fit_contacts
from pipelines.learn.examples import Clause, read_examples
from pipelines.learn.fit import fit_choice, fit_logistic

_CLAUSE_C: Final = 0.05
_SIDES_C: Final = 0.3
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


def learn(folders: Sequence[Path]) -> LearnedModels:
    """Learn the models from sets of hand-coded articles (folders of ID.txt with ID.json).

    Raises:
        AnswerError: an answer is not well formed.

    """
    examples = read_examples(folders)
    clause, sides = _fit(examples.clauses)
    models = {"pledge_clause": clause, "pledge_sides": sides, **fit_contacts(examples.contacts)}
    sets = {"sets": " ".join(sorted(folder.name for folder in folders))}
    figures = [*_figures(examples.clauses), *contact_figures(examples.contacts)]
    return LearnedModels(models, [figure | sets for figure in figures])


def _fit(clauses: Sequence[Clause]) -> tuple[dict[str, float], dict[str, float]]:
    clause = fit_logistic([c.traits for c in clauses], [c.right for c in clauses], c=_CLAUSE_C, least=_LEAST)
    questions = [[(choice.traits, choice.right) for choice in c.choices] for c in clauses]
    return clause, fit_choice(questions, c=_SIDES_C, least=_LEAST)


def _figures(clauses: Sequence[Clause]) -> list[dict[str, str]]:
    """Cross-validate by article: average precision of the clauses, share of true ones with the right sides."""
    weighed = np.zeros(len(clauses))
    hits: list[bool] = []
    groups = [c.group for c in clauses]
    for learn, hold in GroupKFold(_FOLDS).split(clauses, groups=groups):
        clause, sides = _fit([clauses[i] for i in learn])
        for i in hold:
            weighed[i] = probability(clause, clauses[i].traits)
            if clauses[i].right:
                hits.append(_chosen_right(sides, clauses[i]))
    precision = average_precision_score([c.right for c in clauses], weighed)
    counts = {"examples": str(len(clauses)), "articles": str(len(set(groups)))}
    return [
        {"model": "pledge_clause", "measure": "average precision", "value": f"{precision:.3f}", **counts},
        {"model": "pledge_sides", "measure": "share right", "value": f"{np.mean(hits):.3f}", **counts},
    ]


def _chosen_right(sides: dict[str, float], clause: Clause) -> bool:
    parts = shares(sides, [choice.traits for choice in clause.choices])
    return clause.choices[parts.index(max(parts))].right


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

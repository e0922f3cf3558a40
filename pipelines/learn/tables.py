"""What has been learned, as the small tables that the reader weighs with, and how well it does."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pipelines.learn.articles import CodedArticle
from pipelines.schema.paths import MODELS

FIGURES: Final = "figures.csv"
_DIGITS: Final = 4

Figure = dict[str, str]
"""model, measure, value, examples (how many), articles (of how many articles or events)."""


@dataclass(frozen=True)
class WeightTable:
    """The weights of one model in the order and with the digits of its table, NAME.csv; `key` heads their names."""

    name: str
    weights: dict[str, float]
    key: str
    home: Path

    def write(self, folder: Path | None = None) -> None:
        """Write the table to a folder, else to its home."""
        rows = [{self.key: name, "weight": str(weight)} for name, weight in self.weights.items()]
        _write(folder or self.home, f"{self.name}.csv", (self.key, "weight"), rows)


class Written(Protocol):
    """What was learned, as files."""

    def write(self, folder: Path | None = None) -> None:
        """Write the files to a folder, else to their place in seeds."""


class Lessons(Protocol):
    """One thing to learn: takes article by article in, then fits its models."""

    def take(self, article: CodedArticle) -> None:
        """Take in what an article teaches."""

    def tables(self) -> Sequence[Written]:
        """Fit the models to all that was taken in.

        Raises:
            LessonError: there is nothing to tell apart.

        """

    def figures(self) -> list[Figure]:
        """Cross-validate by article: say how the models do on articles that they have not seen.

        Raises:
            LessonError: all is of one article.

        """


def trait_table(name: str, model: Mapping[str, float]) -> WeightTable:
    """Return the table of a model as pipelines.extract.weights reads it: sorted, without weights that round to none."""
    rounded = {trait: round(weight, _DIGITS) for trait, weight in sorted(model.items())}
    return WeightTable(name, {trait: weight for trait, weight in rounded.items() if weight}, "trait", MODELS)


def figure(model: str, measure: str, value: float, groups: Sequence[str]) -> Figure:
    """Return one figure of a model over examples of the groups given."""
    counts = {"examples": str(len(groups)), "articles": str(len(set(groups)))}
    return {"model": model, "measure": measure, "value": f"{value:.3f}", **counts}


def write_figures(figures: Sequence[Figure], folder: Path | None = None) -> None:
    """Write figures.csv to a folder, else to seeds/models; the rows of models that were not learned now stay."""
    home = folder or MODELS
    learned = {row["model"] for row in figures}
    kept = [row for row in _read(home / FIGURES) if row["model"] not in learned]
    _write(home, FIGURES, tuple(figures[0]), [*kept, *figures])


def _read(path: Path) -> list[Figure]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, name: str, header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

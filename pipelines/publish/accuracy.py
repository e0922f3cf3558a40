"""The accuracy report of a release, made from the tables accuracy and accuracy_sets."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from pipelines.schema import code_list
from pipelines.schema.paths import MODELS

COMMAND: Final = "python -m pipelines accuracy --gold FOLDER"
_FIGURES: Final = ("precision", "recall", "f1", "share")
_HEADS: Final = ("table", "field", "measure", *_FIGURES, "n")
_TABLES: Final = ("articles", "persons", "organisations", "meetings", "pledges")
_NOT_YET: Final = f"Not measured yet: run `{COMMAND}`."
_WHAT: Final = """\
Texts were coded one by one: every article, person, organisation, meeting and pledge that a careful reader finds in
them. The reader was a person, or a language model that was given the rules of coding; the notes of a set say which.
The program read the same texts, each set by itself and from nothing, and its tables were compared with the answers,
article by article. The figures speak of the program as it was then (column `extractor`), not of the rows of this
release. The same figures stand in `accuracy.parquet`, the sets in `accuracy_sets.parquet`."""
_HOW: Final = """\
- A reported meeting is a coded one when the participants agree by half or more (F1 of the two sets; a person counts
  half for its country). A pledge is, when giver and recipient are the same or act for the same state, and the object
  agrees: equal sums (within 1 %), or a third of the words of the item. Rows are paired one to one, the best first.
- Two names are one person's when the surnames are nearly equal and the first names do not clash; one organisation's
  when two thirds of the words agree, or one is the acronym of the other.
- `right` counts the rows that were found, and says nothing of those that were missed: multiply it by the recall to
  learn how many of all coded rows have the field right.
- A day that is not known is right only where the coder left it open too; a window is right when both its ends are."""
_LIMITS: Final = """\
- One coder's answer is taken for the truth. Where two careful readers would differ, the figures are lower than
  the quality that a reader perceives.
- Texts that were looked at while the program was improved flatter it; a set that was kept aside tells more. Where `n`
  is small, a few rows move a figure a good deal.
- The figures hold for texts like those of the sets; texts of another field or manner will be read differently.
- Not compared are roles of persons, countries of places, joint givers beyond the first that is reported, `confidence`
  and `evidence`."""


def accuracy_report(tables: Mapping[str, pa.Table]) -> str:
    """Return the report as Markdown; it says so where nothing was measured."""
    sets, figures = tables["accuracy_sets"].to_pylist(), tables["accuracy"].to_pylist()
    lines = ["# Accuracy", ""]
    if not sets:
        return "\n".join([*lines, _NOT_YET, ""])
    lines += [_WHAT, "", "## Sets", "", *_sets(sets), "", *_measures(), ""]
    for row in sets:
        lines += [f"## {row['set']}", "", *_figures(f for f in figures if f["set"] == row["set"]), ""]
    return "\n".join(
        [*lines, "## How to read the figures", "", _HOW, "", "## Limits", "", _LIMITS, _learned_from(), ""]
    )


def _learned_from() -> str:
    """Say which sets taught the reader, by seeds/models/figures.csv: they are no measure of other texts."""
    with (MODELS / "figures.csv").open(encoding="utf-8", newline="") as file:
        sets = sorted({name for row in csv.DictReader(file) for name in row["sets"].split()})
    named = ", ".join(f"`{name}`" for name in sets)
    return f"- The weights in `seeds/models` were learned from {named}: their figures flatter the program most."


def accuracy_source(tables: Mapping[str, pa.Table]) -> str:
    """Return one sentence on what the accuracy was measured on, for the codebook."""
    sets = tables["accuracy_sets"].to_pylist()
    if not sets:
        return "Its accuracy was not measured yet."
    named = "; ".join(f"`{s['set']}` of {s['newest_on']}, SHA-256 `{s['sha256'][:16]}…`" for s in sets)
    return f"[ACCURACY.md](ACCURACY.md) says how much, measured on coded articles ({named})."


def _sets(rows: list[dict[str, Any]]) -> Iterator[str]:
    names = list(rows[0])
    yield from _table(names, ([str(row[name]) for name in names] for row in rows))
    yield ""
    yield (
        "`newest_on` is the day (UTC) of the newest file. `sha256` is that of the listing of the set's files: "
        "`ls *.json *.txt | LC_ALL=C sort | xargs sha256sum | sha256sum`. "
        f"To measure again: `{COMMAND}`."
    )


def _measures() -> Iterator[str]:
    yield "## Measures"
    yield ""
    yield from (f"- `{row['code']}`: {row['definition']}." for row in code_list("accuracy_measure").rows)


def _figures(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one set's figures: tables in the order of the text, whole rows before fields."""
    order = {name: n for n, name in enumerate(_TABLES)}
    measures = code_list("accuracy_measure").codes
    ranked = sorted(rows, key=lambda r: (order[r["table"]], measures.index(r["measure"]), r["field"]))
    yield from _table(_HEADS, ([_cell(row[head]) for head in _HEADS] for row in ranked))


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)

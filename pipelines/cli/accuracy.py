"""Measuring the accuracy, and releasing the figures with the tables that stand in the release."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from pipelines.accuracy import KEPT, gold_folder, measure, write_record
from pipelines.cli.released import released
from pipelines.publish import write_release
from pipelines.schema import RELEASED


def run(
    gold: Sequence[Path], datasets: Path, record: Path, workers: int, say: Callable[[str], None]
) -> dict[str, pa.Table]:
    """Measure on folders of hand-coded sets (none: the usual one), keep the figures, and put them into the release.

    Nothing is written unless all sets were measured. Returns the tables accuracy and accuracy_sets.

    Raises:
        GoldError: there are no answers; AnswerError: one is not well formed.
        NoReleaseError: a table of the release is missing; SchemaError: one is of an earlier form.
        LockedError, ReleaseFolderError: the release cannot be replaced now.
        ReadingError: a reading process died.

    """
    others = released(datasets, [t.name for t in RELEASED if t.name not in KEPT])
    tables = measure(gold or [gold_folder()], workers, say)
    write_release({**others, **tables}, datasets)
    write_record(tables, record)
    return tables


def lines(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Yield one line for each set and table: how much was found."""
    for row in tables["accuracy"].to_pylist():
        if row["measure"] == "found":
            rates = ", ".join(f"{name} {row[name]:.3f}" for name in ("precision", "recall", "f1"))
            yield f"  {row['set']:<20}{row['table']:<15}{rates}, n {row['n']}"

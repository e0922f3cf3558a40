"""The figures that were measured last, kept as CSV in seeds/accuracy: a build has no hand-coded answers at hand."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import csv as pa_csv

from pipelines.schema import TABLES
from pipelines.schema.paths import ACCURACY

KEPT: Final = ("accuracy", "accuracy_sets")


def read_record(folder: Path = ACCURACY) -> dict[str, pa.Table]:
    """Read the tables of KEPT, by name; they are empty where nothing was measured yet.

    Raises:
        SchemaError: a file does not fit the declaration of its table.

    """
    return {name: _read(name, folder / f"{name}.csv") for name in KEPT}


def _read(name: str, path: Path) -> pa.Table:
    table = TABLES[name]
    if not path.is_file():
        return table.empty()
    options = pa_csv.ConvertOptions(column_types=table.arrow_schema(), strings_can_be_null=True)
    return table.conform(pa_csv.read_csv(path, convert_options=options))


def write_record(tables: Mapping[str, pa.Table], folder: Path = ACCURACY) -> None:
    """Write the tables of KEPT, in the order of their keys."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        table = TABLES[name].conform(tables[name])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.column_names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(table.to_pylist())

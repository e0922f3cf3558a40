"""Reading the small tables of seeds/frames, with errors that name the file and the row."""

import csv
from functools import cache
from pathlib import Path

from pipelines.schema.paths import FRAMES


class FrameError(ValueError):
    """A table of seeds/frames that cannot be used as it stands."""


@cache
def frame_rows(name: str, *required: str, folder: Path = FRAMES) -> tuple[dict[str, str], ...]:
    """Read seeds/frames/NAME.csv.

    Raises:
        FrameError: a required column is missing, or a row has more or fewer cells than the header.

    """
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(required) - set(reader.fieldnames or ())
        if missing:
            message = f"{path}: columns missing: {', '.join(sorted(missing))}"
            raise FrameError(message)
        rows = tuple(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            message = f"{path}, line {number}: a row needs as many cells as the header; quote cells that hold commas"
            raise FrameError(message)
    return rows


@cache
def word_map(name: str, key: str, value: str) -> dict[str, str]:
    """Map one column of a frame table to another.

    Raises:
        FrameError: a key stands twice with different values.

    """
    out: dict[str, str] = {}
    for row in frame_rows(name, key, value):
        if out.setdefault(row[key], row[value]) != row[value]:
            message = f"seeds/frames/{name}.csv: {row[key]!r} stands twice, with different {value}"
            raise FrameError(message)
    return out

"""Who held which office when, by seeds/reference/office_holders.csv, and for whom each body speaks."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa

from pipelines.schema.paths import REFERENCE, RESOLUTION

_FIRST: Final = dt.date(1900, 1, 1)
_LAST: Final = dt.date(2999, 12, 31)
_MONTHS: Final = 2  # parts of a date that names a month and no day
_TERMS: Final = pa.schema(
    [
        ("person", pa.string()),
        ("wikidata_id", pa.string()),
        ("country", pa.string()),
        ("organisation", pa.string()),
        ("position", pa.string()),
        ("starts", pa.date32()),
        ("ends", pa.date32()),
    ]
)
_SIDES: Final = pa.schema([("organisation", pa.string()), ("side", pa.string())])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str, *, last: bool) -> dt.date:
    """Read a day, month or year; an open term reaches to the end of time."""
    if not text:
        return _LAST if last else _FIRST
    parts = [int(part) for part in text.split("-")]
    if len(parts) > _MONTHS:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == _MONTHS else (12 if last else 1)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1) if last else dt.date(year, month, 1)


@cache
def terms(folder: Path = REFERENCE) -> pa.Table:
    """Return all terms of office: person, wikidata_id, country, organisation, position, starts, ends (inclusive)."""
    rows = [
        {
            "person": row["person"],
            "wikidata_id": row["wikidata"] or None,
            "country": row["country"] or None,
            "organisation": row["organisation"] or None,
            "position": row["position"],
            "starts": _day(row["start"], last=False),
            "ends": _day(row["end"], last=True),
        }
        for row in _rows(folder / "office_holders.csv")
    ]
    return pa.Table.from_pylist(rows, schema=_TERMS)


@cache
def organisation_sides(folder: Path = RESOLUTION) -> pa.Table:
    """Return for whom a body speaks, where that is another one (the European Commission: the European Union)."""
    return pa.Table.from_pylist(_rows(folder / "organisation_sides.csv"), schema=_SIDES)

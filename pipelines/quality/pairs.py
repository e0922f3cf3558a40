"""Pairs of reports to judge by eye: such as were joined, and the nearest of those that were not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa

from pipelines.schema.paths import EXPECTATIONS

SORTS: Final = ("joined", "not joined")
NEEDED: Final = ("articles", "actors", "meeting_reports", "pledge_reports")
_CLOSEST: Final = 4  # of the nearest pairs, for one that is drawn
_SHOWN: Final = ("report_id", "row_id", "source_file", "published_on", "told", "evidence")


def sample_pairs(
    tables: Mapping[str, pa.Table], count: int, seed: int = 1, folder: Path = EXPECTATIONS / "pairs"
) -> pa.Table:
    """Draw pairs of reports of different stories, for a reader to say whether both tell of one event.

    Joined pairs are drawn from all meetings and pledges with reports of two stories, one pair a row. Of those not
    joined, each meeting or pledge has one nearest neighbour (alike in participants, day, format and place; in sum,
    object and day between the same sides); the pairs are drawn from the nearest of these.

    Args:
        tables: those in `NEEDED`, by name.
        count: how many pairs to draw, at most, of meetings and of pledges, joined and not joined.
        seed: another one draws other pairs.
        folder: the queries.

    Returns a table with columns `events` (meetings, pledges), `sort` (one of `SORTS`), `nearness`, `one_event` (null:
    for the verdict), and for both reports, ending in _a and _b: report_id, row_id, source_file, published_on, told
    (what was read of it, as text) and evidence (the sentence).
    """
    import duckdb  # noqa: PLC0415 - a module that Dagster holds on to must not hold DuckDB: it complains at the end

    with duckdb.connect() as connection:
        for name in NEEDED:
            connection.register(name, tables[name])
        drawn = [
            connection.sql(_query(folder, events, sort), params=_values(events, sort, count, seed)).to_arrow_table()
            for events in ("meetings", "pledges")
            for sort in SORTS
        ]
    return pa.concat_tables(drawn, promote_options="permissive")


def _query(folder: Path, events: str, sort: str) -> str:
    parts = [(folder / f"{name}.sql").read_text(encoding="utf-8") for name in (events, sort.replace(" ", "_"))]
    shown = ", ".join(f"{side}.{column} AS {column}_{side}" for column in _SHOWN for side in "ab")
    head = "$events AS events, $sort AS sort, nearness, NULL::BOOLEAN AS one_event"
    return f"{parts[0]}{parts[1]}SELECT {head}, {shown} FROM drawn ORDER BY a.report_id, b.report_id"  # noqa: S608 - the project's own


def _values(events: str, sort: str, count: int, seed: int) -> dict[str, object]:
    values: dict[str, object] = {"events": events, "sort": sort, "count": count, "seed": str(seed)}
    return values if sort == "joined" else values | {"closest": _CLOSEST * count}

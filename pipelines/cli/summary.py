"""What a build says when it has ended."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.defs.run import BuildResult
from pipelines.publish import DATABASE
from pipelines.schema import RELEASED


def summary(result: BuildResult, datasets: Path) -> Iterator[str]:
    """Yield the lines: rows of each table, rejects with reasons, checks, files, and how to query them."""
    yield "released" if result.changed else "nothing has changed"
    for table in RELEASED:
        yield f"  {table.name:<22}{pq.read_metadata(datasets / f'{table.name}.parquet').num_rows:>8} rows"
    for (stage, reason), count in _rejects(datasets):
        yield f"  rejected at {stage}: {reason}: {count}"
    warned = f", {len(result.warned)} with a warning ({', '.join(result.warned)})" if result.warned else ""
    yield f"checks: {result.n_checks - len(result.warned)} passed{warned}"
    yield f"files: {datasets}"
    database = datasets / DATABASE
    yield f'query: python -m pipelines sql -c "SELECT * FROM who_met_whom" --database {database}'  # noqa: S608 - text to read


def _rejects(datasets: Path) -> list[tuple[tuple[str, str], int]]:
    rows = pq.read_table(datasets / "rejects.parquet").to_pylist()
    return sorted(Counter((r["stage"], r["reason"]) for r in rows).items())

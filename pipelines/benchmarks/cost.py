"""What resolving costs and how right it is, on made-up reports with a known truth."""

import re
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.benchmarks.bcubed import Agreement, bcubed
from pipelines.benchmarks.generate import generate
from pipelines.publish import write_parquet
from pipelines.resolve import resolve

T = TypeVar("T")

READ: Final = (
    "articles",
    "article_actors",
    "read_mentions",
    "read_meeting_reports",
    "read_pledge_reports",
    "evidence",
)
EVENTS: Final = {"meetings": "meeting", "pledges": "pledge"}


@dataclass(frozen=True)
class Cost:
    """What one resolution took: seconds, those of them that processors worked, peak resident memory, pairs, rows out.

    Memory is that of the process, its input included, in units of 2**20 bytes.
    """

    seconds: float
    worked: float
    megabytes: float
    pairs: Mapping[str, int]
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Result:
    """Cost of resolving a number of reports, and its agreement with the truth: by `meetings`, `pledges: near call`."""

    reports: int
    cost: Cost
    agreement: Mapping[str, Agreement]

    def lines(self) -> list[str]:
        """Tell the result in lines of text."""
        pairs = (
            ", ".join(f"{count:,} pairs of {name} compared" for name, count in self.cost.pairs.items())
            or "pairs not counted"
        )
        rows = ", ".join(f"{self.cost.rows[name]:,} {name}" for name in ("actors", *EVENTS))
        head = f"{self.reports:,} reports: {self.cost.seconds:.1f} s ({self.cost.worked:.1f} s of work)"
        told = [
            f"  {name}: B-cubed precision {a.precision:.3f}, recall {a.recall:.3f}, F1 {a.f1:.3f} ({a.n:,} reports)"
            for name, a in self.agreement.items()
        ]
        return [f"{head}, peak {self.cost.megabytes:.0f} MiB; {pairs}; out: {rows}", *told]


def measure(reports: int, seed: int = 1) -> Result:
    """Make reports, resolve them, each in a process of its own, and compare the outcome with the truth."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _alone(_make, folder, reports, seed)
        cost = _alone(_resolve, folder)
        agreement = {k: v for events in EVENTS for k, v in _agreement(folder, events).items()}
    return Result(made, cost, agreement)


def _alone(work: Callable[..., T], *args: object) -> T:
    """Do work in a new process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def _make(folder: Path, reports: int, seed: int) -> int:
    made = generate(reports, seed)
    for name, table in {**made.tables, "true_meetings": made.meetings, "true_pledges": made.pledges}.items():
        write_parquet(table, folder / f"{name}.parquet")
    return int(made.meetings.num_rows + made.pledges.num_rows)


def _resolve(folder: Path) -> Cost:
    tables = {name: pq.read_table(folder / f"{name}.parquet") for name in READ if name != "evidence"}
    pairs: dict[str, int] = {}
    start, worked = time.perf_counter(), time.process_time()
    resolved = resolve(**tables, observe=pairs.__setitem__)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    for events, event in EVENTS.items():
        write_parquet(resolved[f"{event}_reports"].select(["report_id", f"{event}_id"]), folder / f"{events}.parquet")
    return Cost(seconds, worked, peak_megabytes(), pairs, {name: table.num_rows for name, table in resolved.items()})


def peak_megabytes() -> float:
    """Return the peak resident memory of this process, in units of 2**20 bytes.

    Unlike that of getrusage, it is not that of the process that started it.
    """
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _agreement(folder: Path, events: str) -> dict[str, Agreement]:
    """Return the agreement on all reports of events of one sort, and on those of each trap."""
    found = pq.read_table(folder / f"{events}.parquet").sort_by("report_id")
    true = pq.read_table(folder / f"true_{events}.parquet").sort_by("report_id")
    groups = labels(found[f"{EVENTS[events]}_id"])
    truth = true["event"].to_numpy()
    traps = labels(true["trap"])
    names = true["trap"].combine_chunks().dictionary_encode().dictionary.to_pylist()
    parts = {f"{events}, {name}": bcubed(groups, truth, traps == i) for i, name in enumerate(names)}
    return {events: bcubed(groups, truth), **dict(sorted(parts.items()))}


def labels(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Number the values of a column in the order in which they first come."""
    return np.asarray(column.combine_chunks().dictionary_encode().indices, dtype=np.int64)

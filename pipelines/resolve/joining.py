"""Joining a stream of reports, in the order of publication, to events: what meetings and pledges share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_BATCH: Final = 10_000  # reports


class Numbered(Protocol):
    """An event: what reports are joined to."""

    number: int


Event = TypeVar("Event", bound=Numbered)
Report = TypeVar("Report")


def each_once(found: Iterable[Event]) -> Iterator[Event]:
    """Yield events that were found on several ways, each once."""
    seen: set[int] = set()
    for event in found:
        if event.number not in seen:
            seen.add(event.number)
            yield event


def join(
    stream: pa.Table, reports_of: Callable[[pa.RecordBatch], Iterable[Report]], place: Callable[[Report], int]
) -> npt.NDArray[np.int64]:
    """Return the number of the event of each report of a stream, in its order.

    Args:
        stream: one row a report.
        reports_of: reads the reports of a batch of it.
        place: joins a report to an event, or makes one of it, and returns its number.

    """
    reports = (report for batch in stream.to_batches(max_chunksize=_BATCH) for report in reports_of(batch))
    return np.fromiter(map(place, reports), np.int64, stream.num_rows)

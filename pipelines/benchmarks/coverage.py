"""How often, when and in which articles events are told: what reports of meetings and of pledges share."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.benchmarks.arrays import Arrays, Ints

UNKNOWN: Final = np.iinfo(np.int64).min  # a day that is not known
MOST_REPORTS: Final = 50  # of one event
_TAIL: Final = 2.0  # the share of events told k times falls with k to this power
_COPIES: Final = 0.35  # of reports after the first: a copy of the report before
_NEXT_DAY: Final = 0.2  # of copies: a day after the original
_LAGS: Final = (0.6, 0.25, 0.05, 0.04, 0.03, 0.02, 0.01)  # days from event to report
_MONTH: Final = 30


@dataclass(frozen=True)
class Coverage(Arrays):
    """One entry of each array a report, those of one event beside each other.

    `event` is the event told; `place` counts the reports of one event from 0; `original` is the report that it copies
    (itself, if it is no copy); `article` numbers articles from 0.
    """

    event: Ints
    place: Ints
    original: Ints
    article: Ints


@dataclass(frozen=True)
class Articles(Arrays):
    """One entry of each array an article: day of publication (or `UNKNOWN`), and the story that it tells."""

    published: Ints
    story: Ints


def mean_reports() -> float:
    """Return how many reports an event has on average."""
    counts = np.arange(1, MOST_REPORTS + 1)
    return float((counts * _shares()).sum())


def cover(n_events: int, n_reports: int, rng: np.random.Generator) -> Coverage:
    """Tell events, in all at most as many times as asked for, each report in an article of its own."""
    counts = rng.choice(np.arange(1, MOST_REPORTS + 1), n_events, p=_shares())
    order = rng.permutation(n_events)
    counts[order[np.cumsum(counts[order]) > n_reports]] = 0
    event = np.repeat(np.arange(n_events), counts)
    place = np.arange(len(event)) - np.searchsorted(event, event)
    row = np.arange(len(event))
    copied = (place > 0) & (rng.random(len(event)) < _COPIES)
    original = np.maximum.accumulate(np.where(copied, 0, row))
    return Coverage(event, place, original, row)


def publication(day: Ints, coverage: Coverage, rng: np.random.Generator) -> Ints:
    """Return the day of publication of each report, at or soon after its `day`; copies follow within a day."""
    lag = rng.choice(len(_LAGS), len(coverage), p=_LAGS)
    own = (day + lag)[coverage.original]
    late = (rng.random(len(coverage)) < _NEXT_DAY) & (coverage.original != np.arange(len(coverage)))
    return np.asarray(own + late)


def window(day: Ints, shares: tuple[float, float, float], rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return the first and last day that reports give for a day.

    Args:
        day: the true day of each report.
        shares: of reports that give the day, a week around it and a month around it; the others give none.
        rng: the source of chance.

    """
    kind = rng.choice(4, len(day), p=(*shares, 1 - sum(shares)))
    start_of_week = day - rng.integers(0, 7, len(day))
    start_of_month = day - rng.integers(0, _MONTH, len(day))
    unknown = np.full(len(day), UNKNOWN)
    first = np.choose(kind, [day, start_of_week, start_of_month, unknown])
    last = np.choose(kind, [day, start_of_week + 6, start_of_month + _MONTH - 1, unknown])
    return first, last


def _shares() -> npt.NDArray[np.float64]:
    shares = np.arange(1, MOST_REPORTS + 1) ** -_TAIL
    return np.asarray(shares / shares.sum())

"""What articles say of the meetings of the made-up world, with the gaps and slips of real reports."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pipelines.benchmarks.arrays import Arrays, Flags, Ints
from pipelines.benchmarks.coverage import UNKNOWN, Articles, Coverage, publication, window
from pipelines.benchmarks.meetings import IN_PERSON, SLOTS, TRAPS, Meetings
from pipelines.benchmarks.world import VARIANTS, World

FORMATS: Final = ("in_person", "phone", "video", "unspecified")
STATUSES: Final = ("held", "planned", "cancelled")
_UNSPECIFIED: Final = FORMATS.index("unspecified")
_HELD, _PLANNED, _CANCELLED = range(len(STATUSES))
_DATES: Final = (0.6, 0.08, 0.05)  # day, week, month; the others give no date
_LATER_DATES: Final = (0.8, 0.0, 0.05)  # where an article on one meeting mentions an earlier one
_BOTH_STATES, _ONE_STATE = 0.08, 0.2  # reports that name only the states of both sides, of one side (or both)
_OTHER_NAME: Final = 0.15  # of people that the reference does not know
_LEFT_OUT: Final = 0.25  # of the third and further participants
_NO_FORMAT, _OFF_BY_A_DAY = 0.25, 0.01
_CITY, _STATE = 0.4, 0.1  # reports of meetings in person that name the city, only the state
_ANNOUNCED: Final = 0.4  # of the reports of a meeting that was planned: written before its day
_NO_PUBLICATION_DAY: Final = 0.02
_RECALLED: Final = 0.3  # of stories on a meeting: they recall the one that it is easily taken for


@dataclass(frozen=True)
class ContactReports(Arrays):
    """One entry of each array a report; `first` and `last` are days or `UNKNOWN`, `place` 0 none, 1 city, 2 state."""

    event: Ints
    article: Ints
    names: Ints  # (reports, SLOTS): rows of World.surfaces, or -1
    format: Ints
    status: Ints
    first: Ints
    last: Ints
    place: Ints


def report_contacts(
    world: World, meetings: Meetings, coverage: Coverage, rng: np.random.Generator
) -> tuple[ContactReports, Articles]:
    """Tell every meeting in its articles; some of them recall another one as well."""
    of = meetings.take(coverage.event)
    status = _status(of, rng)[coverage.original]
    told_on = np.where(status == _HELD, of.day, of.day - rng.integers(1, 10, len(of)))
    published = publication(told_on, coverage, rng)
    articles = Articles(published.copy(), coverage.original)
    articles.published[rng.random(len(articles)) < _NO_PUBLICATION_DAY] = UNKNOWN
    own = _reports(world, of, coverage, status, _DATES, rng)
    own = _as_copied(own, coverage)
    recalling = np.flatnonzero(_chosen(of.partner >= 0, coverage, _RECALLED, rng))
    return own.followed_by([_recalled(world, meetings, coverage, recalling, rng)]), articles


def _chosen(can: Flags, coverage: Coverage, share: float, rng: np.random.Generator) -> Flags:
    """Choose a share of those reports that can be; copies do as their original."""
    return np.asarray((can & (rng.random(len(coverage)) < share))[coverage.original])


def _status(of: Meetings, rng: np.random.Generator) -> Ints:
    early = of.planned & (rng.random(len(of)) < _ANNOUNCED)
    late = np.where(of.cancelled, _CANCELLED, _HELD)
    return np.where(early, _PLANNED, late)


def _reports(
    world: World,
    of: Meetings,
    coverage: Coverage,
    status: Ints,
    dates: tuple[float, float, float],
    rng: np.random.Generator,
) -> ContactReports:
    slip = (rng.random(len(of)) < _OFF_BY_A_DAY) * rng.choice((-1, 1), len(of))
    first, last = window(of.day + slip, dates, rng)
    unsaid = rng.random(len(of)) < _NO_FORMAT
    where = rng.choice(3, len(of), p=(1 - _CITY - _STATE, _CITY, _STATE))
    return ContactReports(
        event=coverage.event,
        article=coverage.article,
        names=_names(world, of.people, rng),
        format=np.where(unsaid, _UNSPECIFIED, of.format),
        status=status,
        first=first,
        last=last,
        place=np.where(of.format == IN_PERSON, where, 0),
    )


def _names(world: World, people: Ints, rng: np.random.Generator) -> Ints:
    """Name participants as texts do: some left out, some by another name, some only by their state."""
    count = len(people)
    there = people >= 0
    there[:, 2:] &= rng.random((count, SLOTS - 2)) >= _LEFT_OUT
    variant = np.where(rng.random(people.shape) < _OTHER_NAME, rng.integers(1, VARIANTS, people.shape), 0)
    draw = rng.random(count)
    silent = rng.integers(0, 2, count)
    sides = world.side_of[people]
    only_state = (draw < _BOTH_STATES)[:, None] | (
        (draw < _ONE_STATE)[:, None] & (sides == np.take_along_axis(sides, silent[:, None], axis=1))
    )
    actors = np.where(only_state, sides, people)
    return np.where(there, world.names[actors, np.where(only_state, 0, variant)], -1)


def _as_copied(reports: ContactReports, coverage: Coverage) -> ContactReports:
    """Let copies say what their original says."""
    told = reports.take(coverage.original)
    return replace(told, article=coverage.article)


def _recalled(
    world: World, meetings: Meetings, coverage: Coverage, rows: Ints, rng: np.random.Generator
) -> ContactReports:
    events = meetings.partner[coverage.event[rows]]
    place = np.searchsorted(rows, coverage.original[rows])
    told = Coverage(events, place, place, coverage.article[rows])
    of = meetings.take(events)
    status = np.where(of.cancelled, _CANCELLED, _HELD)
    return _as_copied(_reports(world, of, told, status, _LATER_DATES, rng), told)


def traps_of(reports: ContactReports, meetings: Meetings) -> dict[str, Flags]:
    """Return which reports tell of a meeting that is easily taken for another one, by the kind of trap."""
    trap = meetings.trap.copy()
    twins = np.flatnonzero(meetings.partner >= 0)
    trap[meetings.partner[twins]] = trap[twins]
    return {name: trap[reports.event] == i for i, name in enumerate(TRAPS)}

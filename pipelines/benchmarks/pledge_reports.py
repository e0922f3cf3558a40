"""What articles say of the pledges of the made-up world: rounded, converted, by other words, early and late."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.benchmarks.arrays import Arrays, Flags, Ints
from pipelines.benchmarks.coverage import UNKNOWN, Articles, Coverage, publication, window
from pipelines.benchmarks.meetings import month_of
from pipelines.benchmarks.objects import GENERIC, NO_ITEM, WORDINGS, item_rows
from pipelines.benchmarks.pledges import (
    COMMITTED,
    DELIVERED,
    OFFERED,
    SAME_SUM,
    TRAPS,
    Pledges,
    currencies,
    dollars,
)
from pipelines.benchmarks.world import World

QUALIFIERS: Final = ("exact", "about", "at_least", "up_to")
_DATES: Final = (0.5, 0.04, 0.1)
_EARLIER, _LATER = 0.3, 0.4  # reports that tell of the offer before, or already of the delivery
_ROUNDED, _CONVERTED, _WRONG_DOLLAR = 0.15, 0.1, 0.05
_WORDING_SHARES: Final = (0.55, 0.2, 0.15, 0.1)
_GENERIC, _NO_ITEM = 0.3, 0.2  # of reports that name a sum
_NO_QUANTITY, _OTHER_KIND, _BY_LEADER = 0.2, 0.05, 0.05
_LATE: Final = 0.05  # reports that recall a pledge of 30 to 300 days ago, with its month
_NO_PUBLICATION_DAY: Final = 0.02
_SAME_ARTICLE: Final = 0.5  # parts, totals and requests told in the article on their partner


@dataclass(frozen=True)
class PledgeReports(Arrays):
    """One entry of each array a report.

    `giver` and `recipient` are rows of World.surfaces; `amount` and `quantity` are 0, and `item`, a row of item_texts,
    is -1 where the report names none.
    """

    event: Ints
    article: Ints
    giver: Ints
    recipient: Ints
    status: Ints
    kind: Ints
    item: Ints
    quantity: Ints
    amount: npt.NDArray[np.float64]
    qualifier: Ints
    currency: Ints
    symbol: Flags
    cumulative: Flags
    first: Ints
    last: Ints


def report_pledges(
    world: World, pledges: Pledges, coverage: Coverage, rng: np.random.Generator
) -> tuple[PledgeReports, Articles]:
    """Tell every pledge, each report in an article of its own."""
    of = pledges.take(coverage.event)
    status, told_on = _stage(of, rng)
    late = (rng.random(len(of)) < _LATE) & (coverage.original == np.arange(len(coverage)))
    published = publication(told_on + late * rng.integers(30, 300, len(of)), coverage, rng)
    published[rng.random(len(of)) < _NO_PUBLICATION_DAY] = UNKNOWN
    first, last = window(told_on, _DATES, rng)
    month, end = window(told_on, (0.3, 0.0, 0.7), rng)
    amount, currency, qualifier = _money(of, rng)
    dollar = np.flatnonzero(np.isin(currencies(), ("CAD", "AUD", "NZD", "SGD", "HKD")))
    mistaken = np.isin(currency, dollar) & (rng.random(len(of)) < _WRONG_DOLLAR)
    reports = PledgeReports(
        event=coverage.event,
        article=coverage.article,
        giver=_giver(world, of, rng),
        recipient=world.names[of.recipient, 0],
        status=status,
        kind=np.where(rng.random(len(of)) < _OTHER_KIND, (of.kind + 1) % 3, of.kind),
        item=item_rows(of.kind, of.item, _wording(of, rng)),
        quantity=np.where(rng.random(len(of)) < _NO_QUANTITY, 0, of.quantity),
        amount=amount,
        qualifier=qualifier,
        currency=np.where(mistaken, currencies().index("USD"), currency),
        symbol=mistaken,
        cumulative=of.cumulative,
        first=np.where(late, month, first),
        last=np.where(late, end, last),
    )
    told = reports.take(coverage.original)
    return replace(told, article=coverage.article), Articles(published, coverage.original)


def _stage(of: Pledges, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return the status that each report tells, and the day of that stage."""
    count = len(of)
    draw = rng.random(count)
    status = np.where(of.fate == DELIVERED, COMMITTED, of.fate)
    status[(of.fate == DELIVERED) & (draw < _LATER)] = DELIVERED
    status[(status == COMMITTED) & (draw > 1 - _EARLIER)] = OFFERED
    ahead = np.where((status == OFFERED) & (of.fate != OFFERED), of.ahead, 0)
    return status, of.day - ahead + np.where(status == DELIVERED, of.wait, 0)


def _giver(world: World, of: Pledges, rng: np.random.Generator) -> Ints:
    leader = world.holders[of.giver, 0, month_of(of.day)]
    return np.asarray(np.where(rng.random(len(of)) < _BY_LEADER, world.names[leader, 0], world.names[of.giver, 0]))


def _wording(of: Pledges, rng: np.random.Generator) -> Ints:
    said = rng.choice(len(WORDINGS), len(of), p=_WORDING_SHARES)
    draw = rng.random(len(of))
    short = np.where(draw < _NO_ITEM, NO_ITEM, np.where(draw < _NO_ITEM + _GENERIC, GENERIC, said))
    return np.where(of.amount > 0, short, said)


def _money(of: Pledges, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], Ints, Ints]:
    """Return the sum, currency and qualifier that each report names: exact, rounded, or in dollars or euros."""
    count = len(of)
    converted = (rng.random(count) < _CONVERTED) & (of.amount > 0)
    usd, eur = (currencies().index(c) for c in ("USD", "EUR"))
    target = np.where(of.currency == usd, eur, usd)
    month = month_of(of.day)
    rate = dollars()[of.currency, month] / dollars()[target, month]
    amount = np.where(converted, of.amount * rate, of.amount)
    digits = np.where(converted, rng.choice((2, 3), count, p=(0.3, 0.7)), 2)
    rounded = converted | (rng.random(count) < _ROUNDED)
    qualifier = np.where(rounded, rng.choice(3, count, p=(0.4, 0.4, 0.2)), 0)
    return np.where(rounded, _rounded(amount, digits), amount), np.where(converted, target, of.currency), qualifier


def _rounded(values: npt.NDArray[np.float64], digits: Ints) -> npt.NDArray[np.float64]:
    unit = 10.0 ** (np.floor(np.log10(np.maximum(values, 1))) - digits + 1)
    return np.asarray(np.round(values / unit) * unit)


def articles_of(
    reports: PledgeReports, pledges: Pledges, coverage: Coverage, meetings: Coverage, rng: np.random.Generator
) -> Ints:
    """Return the article of each report, with some moved into the articles on another event.

    Pledges made at a meeting are told in the articles on it, as far as there are enough; parts, totals and requests
    often in those on their partner. Articles of meetings come first, those of pledges after them.
    """
    article = reports.article + len(meetings)
    early = (reports.status != DELIVERED) & (pledges.trap[reports.event] != SAME_SUM)
    for host, hosts, shift, share in (
        (pledges.partner[reports.event], coverage, len(meetings), _SAME_ARTICLE),
        (pledges.meeting[reports.event], meetings, 0, 1.0),
    ):
        can = early & (host >= 0) & (rng.random(len(reports)) < share)
        target = np.searchsorted(hosts.event, host) + coverage.place
        fits = can & (target < len(hosts)) & (hosts.event[np.minimum(target, len(hosts) - 1)] == host)
        article[fits] = hosts.article[target[fits]] + shift
    return article


def traps_of(reports: PledgeReports, pledges: Pledges) -> dict[str, Flags]:
    """Return which reports tell of a pledge that is easily taken for another one, by the kind of trap."""
    trap = pledges.trap.copy()
    twins = np.flatnonzero(pledges.partner >= 0)
    trap[pledges.partner[twins]] = trap[twins]
    return {name: trap[reports.event] == i for i, name in enumerate(TRAPS)}

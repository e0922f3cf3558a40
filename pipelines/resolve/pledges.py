"""Which reports of pledges are of one undertaking: each joins the one that it fits best, among those told before.

An undertaking holds together as a whole: all its reports agree in givers and recipient, in the sum within rounding
and across currencies, and in their days, where a later step (promised, delivered) may be told later. A request, a
refusal and a running total are never one with a gift.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.resolve.joining import each_once, join
from pipelines.resolve.objects import Vocabulary
from pipelines.resolve.weights import weights

Key = tuple[int, int, int, bool]
_MONTH: Final = 31
_NEVER: Final = 10**6  # days since 1970 that stand for no day known
_LONG: Final = 62  # days from which on a window tells little
_APART: Final = 7  # days by which reports of one step may differ
_DAYS_APART: Final = 3  # days by which known days of one step may differ
_STEP: Final = 400  # days from one step of an undertaking to the next
_ROUNDING: Final = 0.01
_LOOSE: Final = 0.1  # the most that `about`, `more than`, `up to` may leave out
_TELLING: Final = 2  # digits of a figure that is seldom that of another pledge
_EXCHANGE: Final = 0.08  # by which one sum told in two currencies differs
_ALIKE: Final = 0.8  # likeness of items from which on the object is the same for sure
_HARDLY: Final = 0.34  # likeness of items up to which they speak against one object
_MOST_KNOWN: Final = 64  # undertakings of one object that are looked up over a long time
_BUCKET: Final = log(1.1)
_WEEK: Final = 7
_DAYS_NEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Report:
    """One report in numbers: see sql/pledge_stream.sql."""

    report: int
    article: int
    story: int
    givers: tuple[int, ...]
    recipient: int
    sort: int
    stage: int
    kind: str
    cumulative: bool
    amount: float | None
    currency: str | None
    dollars: float | None
    open_currency: bool
    qualifier: str
    quantity: int | None
    words: frozenset[int]
    raised_from: tuple[str, ...] | None
    told: int | None
    lo: int
    hi: int
    is_day: bool
    dated: bool
    occasions: frozenset[int]

    @property
    def timeless(self) -> bool:
        """Whether neither it nor its article gives a day."""
        return self.hi == _NEVER

    @property
    def keys(self) -> list[Key]:
        """What it is looked up by: each giver, with recipient and sort."""
        return [(giver, self.recipient, self.sort, self.cumulative) for giver in dict.fromkeys(self.givers)]


class Undertaking:
    """The reports of one undertaking so far."""

    __slots__ = (
        "articles", "before", "dated", "days", "first", "givers", "hi", "kinds", "last", "lo", "number", "occasions",
        "quantities", "raised", "stories", "sums", "words",
    )  # fmt: skip

    def __init__(self, number: int) -> None:
        self.number = number
        self.givers: frozenset[int] = frozenset()
        self.kinds: frozenset[str] = frozenset()
        self.lo: dict[int, int] = {}  # by step: the latest first day and the earliest last day of its reports
        self.hi: dict[int, int] = {}
        self.days: dict[int, int] = {}
        self.dated: frozenset[int] = frozenset()
        self.occasions: frozenset[int] = frozenset()
        self.sums: list[Report] = []
        self.words: list[frozenset[int]] = []
        self.quantities: frozenset[int] = frozenset()
        self.articles: dict[int, int] = {}  # the steps that each told, as bits
        self.stories: frozenset[int] = frozenset()
        self.raised = False
        self.before: list[tuple[int, int]] = []  # what the reports left open before the sum was raised
        self.first: int | None = None
        self.last: int | None = None

    def begin_again(self, step: int) -> None:
        """Count the days of a step anew: its sum is raised."""
        self.raised = True
        if step in self.lo:
            self.before.append((self.lo.pop(step), self.hi.pop(step)))
            self.days.pop(step, None)

    def add(self, report: Report) -> None:
        """Take a report in."""
        step = report.stage
        self.givers |= set(report.givers)
        self.kinds |= {report.kind}
        self.lo[step] = max(self.lo.get(step, report.lo), report.lo)
        self.hi[step] = min(self.hi.get(step, report.hi), report.hi)
        if report.is_day:
            self.days.setdefault(step, report.lo)
        if report.amount is not None and all(
            (s.amount, s.currency) != (report.amount, report.currency) for s in self.sums
        ):
            self.sums.append(report)
        if report.words and report.words not in self.words:
            self.words.append(report.words)
        if report.quantity:
            self.quantities |= {report.quantity}
        self.articles[report.article] = self.articles.get(report.article, 0) | 1 << step
        if report.story:
            self.stories |= {report.story}
        self.occasions |= report.occasions
        if report.dated:
            self.dated |= {step}
        if report.told is not None:
            self.first = report.told if self.first is None else min(self.first, report.told)
            self.last = report.told if self.last is None else max(self.last, report.told)


def figure(amount: float) -> str:
    """Return the figure that a text prints of a sum: 100 of 100,000,000; 1.5 of 1,500,000,000."""
    while amount >= 1000:  # noqa: PLR2004 - thousands, millions, billions
        amount /= 1000
    return f"{amount:g}"


def digits_of(amount: float) -> int:
    """Return how many digits a sum gives: 1 of 300,000,000, 3 of 53,700,000."""
    return len(f"{amount:.0f}".rstrip("0"))


def unit_of(amount: float, least: int) -> float:
    """Return the unit of the last digit that a sum gives, of `least` digits at the least."""
    return float(10 ** (len(f"{amount:.0f}") - max(digits_of(amount), least)))


def rounded_to(exact: float, stated: float, qualifier: str) -> bool:
    """Tell whether a text may state one sum for another: the nearest, or with `more than`, `up to` the next, round one.

    A plain figure is taken to be rounded to two digits or more: 1.3 billion stands for 1.25, 300 million not for 310.
    """
    if abs(exact - stated) <= _ROUNDING * max(exact, stated):
        return True
    if qualifier == "exact":
        return abs(exact - stated) <= unit_of(stated, _TELLING) / 2
    unit = min(unit_of(stated, 1), _LOOSE * max(exact, stated))
    if qualifier == "about":
        return abs(exact - stated) <= unit
    return 0 <= (exact - stated if qualifier == "at_least" else stated - exact) <= unit


def sums_agree(a: Report, b: Report) -> str | None:
    """Return in which way two sums are one (a trait of pledge_weights.csv); None where they are not."""
    if a.amount is None or b.amount is None:
        return None
    if a.currency == b.currency:
        one = rounded_to(a.amount, b.amount, b.qualifier) or rounded_to(b.amount, a.amount, a.qualifier)
        return "same_amount" if one else None
    if a.dollars and b.dollars and abs(a.dollars - b.dollars) / max(a.dollars, b.dollars) <= _EXCHANGE:
        return "same_value"
    if abs(a.amount - b.amount) <= _ROUNDING * max(a.amount, b.amount):
        return "same_value" if a.open_currency or b.open_currency else "same_figure"
    return None


class Undertakings:
    """Joins reports, which come in the order of publication, to undertakings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.weights = weights("pledge")
        self.vocabulary = vocabulary
        self.count = 0
        self.compared = 0
        self._months: dict[tuple[Key, int], list[Undertaking]] = {}
        self._objects: dict[tuple[Key, int], list[Undertaking]] = {}

    def place(self, report: Report) -> int:
        """Return the number of the undertaking of a report."""
        found = self._best(report)
        if found is None:
            found = Undertaking(self.count)
            self.count += 1
        elif report.raised_from is not None and any(sums_agree(report, other) is None for other in found.sums):
            found.begin_again(report.stage)
        found.add(report)
        self._enter(found, report)
        return found.number

    def _enter(self, found: Undertaking, report: Report) -> None:
        for key in report.keys:
            if report.hi - report.lo <= _STEP:
                for month in range(report.lo // _MONTH, report.hi // _MONTH + 1):
                    _listed(self._months.setdefault((key, month), []), found)
            for mark in self._marks(report):
                known = self._objects.setdefault((key, mark), [])
                _listed(known, found)
                if len(known) > _MOST_KNOWN:
                    known.pop(0)

    def _marks(self, report: Report) -> list[int]:
        """Return what tells the object over a long time: its words that weigh most, and the size of its sum."""
        weight = self.vocabulary.weight
        marks = [w for w in sorted(report.words) if weight[w] >= 1.0] or sorted(report.words)
        return marks[:6] + [-1 - floor(log(d) / _BUCKET) for d in {report.dollars, report.amount} if d and d > 1]

    def _looked_up(self, report: Report) -> Iterator[Undertaking]:
        near = report.hi - report.lo <= _STEP
        for key in report.keys:
            if near:
                for month in range((report.lo - _APART) // _MONTH, (report.hi + _APART) // _MONTH + 1):
                    yield from self._months.get((key, month), ())
            for mark in self._marks(report):
                yield from self._objects.get((key, mark), ())
                if mark < 0:
                    yield from self._objects.get((key, mark - 1), ())
                    yield from self._objects.get((key, mark + 1), ()) if mark < -1 else ()

    def _best(self, report: Report) -> Undertaking | None:
        best: Undertaking | None = None
        most = second = 0.0
        for found in each_once(self._looked_up(report)):
            self.compared += 1
            score = self._score(found, report)
            if score is None:
                continue
            if score > most:
                best, most, second = found, score, most
            elif score > second:
                second = score
        needed = self.weights["needed"]
        if most < needed:
            return None
        open_time = report.timeless or report.hi - report.lo > _LONG
        return None if open_time and second >= needed and most - second < self.weights["lead"] else best

    def _score(self, found: Undertaking, report: Report) -> float | None:
        """Weigh how well a report fits an undertaking; None where something contradicts."""
        money = self._money(found, report)
        if money is None:
            return None
        likeness = self._likeness(found, report)
        told_of_one = self._is_told_of_one(found, report)
        sure = money >= self.weights["same_value"] or (likeness >= _ALIKE and told_of_one)
        told_twice = found.articles.get(report.article)
        raised = found.raised or report.raised_from is not None
        if told_twice and not (raised and sure) and (told_twice >> report.stage & 1 or not sure):
            return None  # an article tells its own pledges apart, but for the steps of one and what a sum was before
        raises = money == self.weights["raised"] and report.raised_from is not None
        time = self._time(found, report, sure=sure, raises=raises)
        if time is None or not self._count_agrees(found, report, money):
            return None
        if money == self.weights["amount_missing"] and not (told_of_one or self._near(found, report)):
            return None
        return money + time + self._object(found, report, likeness) + self._figure(found, report, money)

    def _figure(self, found: Undertaking, report: Report, money: float) -> float:
        """Weigh that both give one figure that few pledges have, within days of each other."""
        same = money == self.weights["same_amount"] and report.amount is not None
        if not same or digits_of(report.amount or 0.0) < _TELLING or self._gap(found, report) > _DAYS_NEAR:
            return 0.0
        return self.weights["telling_figure"]

    def _is_told_of_one(self, found: Undertaking, report: Report) -> bool:
        """Tell whether something but general words speaks for one undertaking: a word of its own, or days of both."""
        if report.dated and found.dated:
            return True
        weight = self.vocabulary.weight
        return any(weight[w] >= 1.0 for words in found.words for w in words & report.words)

    def _money(self, found: Undertaking, report: Report) -> float | None:
        if report.amount is None or not found.sums:
            return self.weights["amount_missing"]
        ways = [sums_agree(report, other) for other in found.sums]
        if all(ways) or (found.raised and any(ways)):
            return min(self.weights[way] for way in ways if way)
        if report.raised_from is not None and self._raises(found, report):
            return self.weights["raised"]
        return None

    def _raises(self, found: Undertaking, report: Report) -> bool:
        """Tell whether a report raises the sum of an undertaking: by what it was, else by the object."""
        largest = max(s.amount or 0.0 for s in found.sums)
        if (report.amount or 0.0) <= largest or any(s.currency != report.currency for s in found.sums):
            return False
        if report.raised_from:
            return figure(largest) in report.raised_from
        return self._likeness(found, report) >= _ALIKE

    def _likeness(self, found: Undertaking, report: Report) -> float:
        return max((self.vocabulary.likeness(report.words, other) for other in found.words), default=0.0)

    def _count_agrees(self, found: Undertaking, report: Report, money: float) -> bool:
        if not report.quantity or not found.quantities or report.quantity in found.quantities:
            return True
        return money >= self.weights["same_value"]

    def _object(self, found: Undertaking, report: Report, likeness: float) -> float:
        score = self.weights["same_item"] * likeness
        if report.words and found.words:
            score += self.weights["other_item"] * max(0.0, 1 - likeness / _HARDLY)
        if report.quantity and report.quantity in found.quantities:
            score += self.weights["same_quantity"]
        score += self.weights["same_kind" if report.kind in found.kinds else "other_kind"]
        if not report.occasions.isdisjoint(found.occasions):
            score += self.weights["same_occasion"]
        return score + (self.weights["same_story"] if report.story in found.stories else 0.0)

    def _time(self, found: Undertaking, report: Report, *, sure: bool, raises: bool) -> float | None:
        """Weigh the days; None where they contradict: within one step by more than a week, or steps in wrong order."""
        if raises and report.stage in found.lo:
            if not 0 <= report.hi - found.lo[report.stage] <= _STEP:
                return None
        elif report.stage in found.lo:
            if not self._one_step(found, report):
                return None
        elif not (self._in_order(found, report) and (sure or self._near(found, report))):
            return None
        if found.days.get(report.stage) == report.lo and report.is_day:
            return self.weights["same_day"]
        if report.dated and report.stage in found.dated:
            return self.weights["vague_time" if report.hi - report.lo > _LONG else "same_time"]
        return self._telling(found, report)

    def _one_step(self, found: Undertaking, report: Report) -> bool:
        step = report.stage
        least = _DAYS_APART if report.is_day and step in found.days else _APART
        bounds = [(found.lo[step], found.hi[step]), *found.before]
        return any(max(lo - report.hi, report.lo - hi) <= least for lo, hi in bounds)

    def _in_order(self, found: Undertaking, report: Report) -> bool:
        """Tell whether the steps follow each other, and the later one within a year or so of the earlier."""
        for step in found.lo:
            before, after = (found, report) if step < report.stage else (report, found)
            first, last = _bounds(before, step), _bounds(after, step)
            if first[0] > last[1] + _APART or last[0] > first[1] + _STEP:
                return False
        return True

    def _near(self, found: Undertaking, report: Report) -> bool:
        if report.told is None or found.last is None:
            return True
        return abs(report.told - found.last) <= _MONTH

    def _gap(self, found: Undertaking, report: Report) -> int:
        """Return how many days lie between the telling of a report and that of the others."""
        if report.told is None or found.first is None or found.last is None:
            return _NEVER
        return max(found.first - report.told, report.told - found.last, 0)

    def _telling(self, found: Undertaking, report: Report) -> float:
        gap = self._gap(found, report)
        if gap == _NEVER:
            return 0.0
        names = ((_DAYS_NEAR, "within_two_days"), (_WEEK, "within_week"), (_MONTH, "within_month"))
        score = next((self.weights[name] for days, name in names if gap <= days), self.weights["later"])
        return score + (self.weights["further"] if report.stage > max(found.lo) and gap > _WEEK else 0.0)


def _bounds(side: Report | Undertaking, step: int) -> tuple[int, int]:
    """Return the first and last day that a report, or one step of an undertaking, leaves open."""
    return (side.lo, side.hi) if isinstance(side, Report) else (side.lo[step], side.hi[step])


def _listed(known: list[Undertaking], found: Undertaking) -> None:
    if found not in known[-8:]:
        known.append(found)


def reports_of(batch: pa.RecordBatch) -> Iterator[Report]:
    """Yield the reports of a batch of pledge_stream."""
    names = batch.schema.names
    columns: list[list[Any]] = [batch.column(i).to_pylist() for i in range(batch.num_columns)]
    givers, words, raised = names.index("givers"), names.index("words"), names.index("raised_from")
    columns[givers] = [tuple(x) for x in columns[givers]]
    columns[words] = [frozenset(x) for x in columns[words]]
    columns[-1] = [frozenset(x) for x in columns[-1]]
    columns[raised] = [None if x is None else tuple(x) for x in columns[raised]]
    for values in zip(*columns, strict=True):
        yield Report(*values)


def join_pledges(stream: pa.Table, vocabulary: Vocabulary) -> tuple[npt.NDArray[np.int64], int]:
    """Return the undertaking of each report of pledge_stream, in its order; and how many pairs were compared."""
    undertakings = Undertakings(vocabulary)
    return join(stream, reports_of, undertakings.place), undertakings.compared

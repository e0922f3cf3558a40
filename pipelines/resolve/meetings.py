"""Which reports of meetings are of one contact: each joins the contact that it fits best, among those told before.

A contact holds together as a whole, never by a chain: the days that all its reports leave open overlap, no two of them
name different people for one side, different cities or contradicting ways, and no article has two of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.resolve.joining import each_once, join
from pipelines.resolve.weights import weights

Key = tuple[int, int]
Parties = dict[int, frozenset[int]]
_WEEK: Final = 7
_DAYS_NEAR: Final = 2
_LONG: Final = 62  # days from which on a window tells little
_NEVER: Final = 10**6  # days since 1970 that stand for no day known
_MOST_SIDES: Final = 12  # of a summit, by which its reports are looked up
_MOST_NAMESAKES: Final = 64  # contacts of the same two people among which a report of no known time is looked up
_MULTILATERAL: Final = 3
_AT_A_DISTANCE: Final = 2  # by phone or video
_MANY: Final = 4
_NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """One report in numbers: see sql/meeting_stream.sql."""

    report: int
    article: int
    story: int
    parties: Parties
    core: tuple[int, ...]
    way: int
    status: str
    told: int | None
    lo: int
    hi: int
    dated: bool
    city: int
    land: int
    topics: int

    @property
    def is_day(self) -> bool:
        """Whether it gives a known day."""
        return self.dated and self.lo == self.hi

    @property
    def telling(self) -> int:
        """The parties, status and known day as one number; 0 without a known day."""
        return hash((tuple(self.people), *self.parties, self.lo, self.status)) if self.is_day else 0

    @property
    def timeless(self) -> bool:
        """Whether neither it nor its article gives a day."""
        return self.hi == _NEVER

    @property
    def vague(self) -> bool:
        """Whether it leaves more than two months open."""
        return self.hi - self.lo > _LONG

    @property
    def people(self) -> list[int]:
        """All people it names."""
        return sorted(p for people in self.parties.values() for p in people)


class Contact:
    """The reports of one contact so far, and what they leave open together."""

    __slots__ = (
        "articles", "city", "core", "day", "first", "hi", "land", "last", "lo", "number", "parties", "stories",
        "topics", "way",
    )  # fmt: skip

    def __init__(self, number: int, report: Report) -> None:
        self.number = number
        self.lo, self.hi = report.lo, report.hi
        self.day: int | None = None
        self.parties: Parties = {}
        self.core: tuple[int, ...] = ()
        self.articles: dict[int, int] = {}  # what each told, by hash, where it could be told twice; else 0
        self.stories = _NOBODY
        self.city = self.land = self.way = self.topics = 0
        self.first = self.last = report.told
        self.add(report)

    def add(self, report: Report) -> None:
        """Take a report in."""
        self.lo, self.hi = max(self.lo, report.lo), min(self.hi, report.hi)
        self.day = report.lo if report.is_day else self.day
        for side, people in report.parties.items():
            self.parties[side] = self.parties.get(side, frozenset()) | people
        self.core = tuple(sorted({*self.core, *report.core}))
        self.articles.setdefault(report.article, report.telling)
        self.stories = _group(self.stories, report.story)
        self.city = self.city or report.city
        self.land = self.land or report.land
        self.way = self.way or report.way
        self.topics |= report.topics
        if report.told is not None:
            self.first = report.told if self.first is None else min(self.first, report.told)
            self.last = report.told if self.last is None else max(self.last, report.told)


def core_of(parties: Parties) -> tuple[int, ...]:
    """Return the sides that matter: those with people where two have some, else all.

    A state that stands beside two named people is as often one they spoke about. People of one state are their own
    sides, by negative numbers.
    """
    personal = [side for side, people in parties.items() if people]
    if len(parties) == 1:
        return tuple(sorted(-p for people in parties.values() for p in people))
    return tuple(sorted(personal if len(personal) > 1 else parties))


class Contacts:
    """Joins reports, which come in the order of publication, to contacts."""

    def __init__(self) -> None:
        self.weights = weights("meeting")
        self.count = 0
        self.compared = 0
        self._weeks: dict[tuple[int, int, int], list[Contact]] = {}
        self._namesakes: dict[Key, list[Contact]] = {}
        self._stories: dict[int, list[Contact]] = {}

    def place(self, report: Report) -> int:
        """Return the number of the contact of a report."""
        contact = self._best(report)
        if contact is None:
            contact = Contact(self.count, report)
            self.count += 1
            new_keys, new_pairs = _keys(report.core), set(_pairs(report))
        else:
            old_keys, old_pairs = set(_keys(contact.core)), set(combinations(_people(contact.parties), 2))
            contact.add(report)
            new_keys = [key for key in _keys(contact.core) if key not in old_keys]
            new_pairs = set(_pairs(report)) - old_pairs
        self._enter(contact, new_keys, new_pairs)
        if report.story and contact not in self._stories.setdefault(report.story, []):
            self._stories[report.story].append(contact)
        return contact.number

    def _enter(self, contact: Contact, keys: Iterable[Key], pairs: Iterable[Key]) -> None:
        if not contact.hi - contact.lo > 6 * _LONG:
            for key in keys:
                for week in range(contact.lo // _WEEK, contact.hi // _WEEK + 1):
                    self._weeks.setdefault((*key, week), []).append(contact)
        for pair in pairs:
            known = self._namesakes.setdefault(pair, [])
            if len(known) <= _MOST_NAMESAKES:
                known.append(contact)

    def _looked_up(self, report: Report) -> Iterator[Contact]:
        yield from self._stories.get(report.story, ()) if report.story else ()
        if report.hi - report.lo > 6 * _LONG:
            for pair in _pairs(report):
                known = self._namesakes.get(pair, [])
                if len(known) <= _MOST_NAMESAKES:
                    yield from known
            return
        for key in _keys(report.core):
            for week in range(report.lo // _WEEK, report.hi // _WEEK + 1):
                yield from self._weeks.get((*key, week), ())

    def _best(self, report: Report) -> Contact | None:
        best: Contact | None = None
        most = second = 0.0
        for contact in each_once(self._looked_up(report)):
            self.compared += 1
            if not admits(contact, report):
                continue
            score = self._score(contact, report)
            if score > most:
                best, most, second = contact, score, most
            elif score > second:
                second = score
        needed = self.weights["needed"]
        if best is None or most < needed:
            return None
        if (report.timeless or report.vague) and second >= needed and most - second < self.weights["lead"]:
            return None
        return best

    def _score(self, contact: Contact, report: Report) -> float:
        return (
            self._who(contact, report)
            + self._when(contact, report)
            + self._how_and_where(contact, report)
            + self._about(contact, report)
            + (self.weights["same_story"] if report.story in contact.stories else 0.0)
        )

    def _who(self, contact: Contact, report: Report) -> float:
        common = [s for s in report.parties if s in contact.parties]
        agreed = sum(1 for s in common if report.parties[s] & contact.parties[s])
        name = "people_of_two_sides" if agreed > 1 else "people_of_one_side" if agreed else "states_alone"
        return self.weights[name] + (self.weights["many_sides"] if len(common) >= _MANY else 0.0)

    def _when(self, contact: Contact, report: Report) -> float:
        if report.timeless or contact.hi == _NEVER:
            return 0.0
        if report.is_day and contact.day == report.lo:
            return self.weights["same_day"]
        lo, hi = max(contact.lo, report.lo), min(contact.hi, report.hi)
        if report.dated:
            return self.weights["vague_time" if report.vague else "same_time"]
        told = report.told if report.told is not None else hi
        near = contact.day if contact.day is not None else min(max(told, contact.first or lo), contact.last or hi)
        apart = abs(told - near)
        far = report.way == _AT_A_DISTANCE and apart > _DAYS_NEAR
        late = self.weights["beyond_two_days"] if far else 0.0
        return self.weights["same_time"] + self.weights["days_apart"] * apart + late

    def _how_and_where(self, contact: Contact, report: Report) -> float:
        score = self.weights["same_format" if report.way and report.way == contact.way else "format_not_told"]
        if report.city and report.city == contact.city:
            return score + self.weights["same_place"]
        if report.land and report.land == contact.land:
            return score + self.weights["same_country"]
        return score

    def _about(self, contact: Contact, report: Report) -> float:
        if not report.topics or not contact.topics:
            return 0.0
        return self.weights["same_topic" if report.topics & contact.topics else "other_topic"]


def admits(contact: Contact, report: Report) -> bool:
    """Tell whether nothing in a report contradicts what the reports of a contact leave open together."""
    if report.lo > contact.hi or report.hi < contact.lo:
        return False
    if report.way and contact.way and report.way != contact.way:
        return False
    told = contact.articles.get(report.article)
    if told is not None and not (told and told == report.telling):
        return False  # an article tells its contacts apart, but for the same parties on the same known day
    if report.city and contact.city and report.city != contact.city and report.way != _AT_A_DISTANCE:
        return False
    return _sides_agree(contact, report) and _people_agree(contact, report)


def _sides_agree(contact: Contact, report: Report) -> bool:
    """Tell whether the sides are the same: all of two; of a summit, of which each report names some, half.

    On one known day the same three sides or more are one summit, though a report names people for two of them only.
    """
    same_day = report.is_day and contact.day == report.lo
    if same_day and len(report.parties) >= _MULTILATERAL and report.parties.keys() == contact.parties.keys():
        return True
    if (len(report.core) >= _MULTILATERAL) != (len(contact.core) >= _MULTILATERAL):
        return False
    if len(report.core) < _MULTILATERAL:
        return report.core == contact.core
    common = sum(1 for side in report.core if side in contact.core)
    return common > 1 and 2 * common >= min(len(report.core), len(contact.core))


def _people_agree(contact: Contact, report: Report) -> bool:
    for side in report.core:
        mine, theirs = report.parties.get(side), contact.parties.get(side)
        if mine and theirs and not mine & theirs:
            return False
    return True


def _keys(core: tuple[int, ...]) -> list[Key]:
    return list(combinations(core[:_MOST_SIDES], 2))


def _people(parties: Parties) -> list[int]:
    return sorted(p for people in parties.values() for p in people)[:_MOST_SIDES]


def _pairs(report: Report) -> Iterator[Key]:
    return combinations(_people(report.parties), 2)


@cache
def _group(people: frozenset[int], person: int) -> frozenset[int]:
    """Return the people with one more (0: none); one set for all that have the same people."""
    return people | {person} if person else people


def reports_of(batch: pa.RecordBatch) -> Iterator[Report]:
    """Yield the reports of a batch of meeting_stream."""
    columns: list[list[Any]] = [batch.column(i).to_pylist() for i in range(batch.num_columns)]
    for report, article, story, sides, people, *rest in zip(*columns, strict=True):
        parties: Parties = {}
        for side, person in zip(sides, people, strict=True):
            parties[side] = _group(parties.get(side, _NOBODY), person)
        yield Report(report, article, story, parties, core_of(parties), *rest)


def join_meetings(stream: pa.Table) -> tuple[npt.NDArray[np.int64], int]:
    """Return the contact of each report of meeting_stream, in its order; and how many pairs were compared."""
    contacts = Contacts()
    return join(stream, reports_of, contacts.place), contacts.compared

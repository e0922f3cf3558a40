"""Dates in running text, as windows of days, resolved against the day of publication.

What is decided here comes from the codebook: a weekday in the past tense is the latest such day on or before the day
of publication; `this week` of a dated text is the month; a day without a year that cannot be resolved has no window.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateparser.date import DateDataParser

from pipelines.extract.tables import word_map

_MONTH: Final = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:%]|\.\d)"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VAGUE: Final = ("several", "a few")


@cache
def _counts() -> dict[str, int]:
    """Map the words for whole numbers to them: `a`, `ten`, `a dozen`."""
    values = {word: float(value) for word, value in word_map("number_words", "surface", "value").items()}
    return {word: int(value) for word, value in values.items() if value.is_integer()}


@cache
def _small() -> str:
    """Return a regular expression for the count of days, weeks, months or years that have passed."""
    words = sorted({*_counts(), *_VAGUE}, key=lambda word: (-len(word), word))
    return "|".join([r"\d{1,2}", *(r"\s+".join(map(re.escape, word.split())) for word in words)])


_FORMS: Final = rf"""
    (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    |(?P<dotted>\b\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d\b)
    |(?P<mdy>\b{_MONTH}\s+{_DAY}(?:\s?(?:-|–|and|to)\s?{_DAY})?(?:,?\s+{_YEAR})?)
    |(?P<dmy>\b{_DAY}(?:\s?(?:-|–|and|to)\s?{_DAY})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)
    |(?P<my>\b{_MONTH}(?:\s+of)?,?\s+{_YEAR}|\b{_MONTH}\s+(?:of\s+)?(?:last|this|next)\s+year)
    |(?P<lastmonth>\b(?:last|next|this)\s+{_MONTH})
    |(?P<month>\b(?:in|since|of|early|late|mid|until|by|from|to)[\s-]+(?:(?:early|late|mid|earlier)[\s-]+)?(?P<bare>{_MONTH})(?!,?\s+(?:of\s+)?{_YEAR}|\s+{_DAY}|\s+(?:of\s+)?(?:last|this|next)\s+year))
    |(?P<weekday>\b(?:(?P<side>last|next|this|past|coming|previous)\s+)?(?:week['’]s\s+)?(?P<name>{_WEEKDAY})(?:,?\s+last\s+week)?\b)
    |(?P<relday>\b(?:today|tonight|yesterday|tomorrow|this\s+(?:morning|afternoon|evening)|earlier\s+in\s+the\s+day
        |the\s+day\s+before\s+yesterday|last\s+night)\b)
    |(?P<ago>\b(?:_SMALL_)\s+(?:day|week|month|year)s?\s+(?:ago|earlier))
    |(?P<unit>\b(?:(?P<which>last|previous|past|this|current|next|coming|following)\s+(?P<span>week(?:end)?|month|year)))\b
    |(?P<year>\b(?:in|since|during|of|by|for)\s+(?P<bareyear>{_YEAR})(?![-/]))
    """
_FUTURE: Final = {"next", "coming", "following"}
_PAST: Final = {"last", "previous", "past"}


@dataclass(frozen=True)
class DatePhrase:
    """One date phrase. `first` and `last` are None where the text does not let it be resolved."""

    first: dt.date | None
    last: dt.date | None
    start: int
    end: int

    @property
    def days(self) -> int:
        """Length of the window in days; a very long one where nothing is known."""
        return (self.last - self.first).days + 1 if self.first and self.last else 10**6


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_FORMS.replace("_SMALL_", _small()), re.IGNORECASE | re.VERBOSE)


def find_dates(text: str, published: dt.date | None, *, future: bool = False) -> list[DatePhrase]:
    """Find every date phrase, in order of place.

    Args:
        text: running text.
        published: the day against which relative phrases are resolved; None if the text prints none.
        future: whether a bare weekday or month lies ahead (`will meet on Friday`) or back.

    """
    out = []
    for match in _pattern().finditer(text):
        first, last = _resolve(match, published, future=future) or (None, None)
        start, end = _span(match)
        out.append(DatePhrase(first, last, start, end))
    return out


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("bare") if match["bare"] else match.span()


def _resolve(match: re.Match[str], published: dt.date | None, *, future: bool) -> tuple[dt.date, dt.date] | None:
    kind = str(match.lastgroup)
    for name in ("iso", "dotted", "mdy", "dmy", "my", "lastmonth", "month", "weekday", "relday", "ago", "unit", "year"):
        if match[name]:
            kind = name
            break
    try:
        return _RESOLVERS[kind](match, published, future)
    except (ValueError, OverflowError):  # 31 February
        return None


def _printed(match: re.Match[str], published: dt.date | None, future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    """Resolve a day with its month: of a range the first day; a missing year is the one nearest to publication."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)?\s?(?:-|–|\band\b|\bto\b)\s?\d{1,2}(?:st|nd|rd|th)?", "", match.group(0))
    if not re.search(_YEAR, text):
        if published is None:
            return None
        text = f"{text} {published.year}"
        day = _absolute(text)
        return _nearest_year(day, published, future=future) if day else None
    day = _absolute(text)
    return (day, day) if day else None


def _nearest_year(day: dt.date, published: dt.date, *, future: bool) -> tuple[dt.date, dt.date]:
    """Move a day of the year of publication to the year in which it most plausibly lies."""
    slack = dt.timedelta(days=31 if not future else 0)
    if not future and day > published + slack:
        day = _in_year(day, day.year - 1)
    elif future and day < published:
        day = _in_year(day, day.year + 1)
    return day, day


def _in_year(day: dt.date, year: int) -> dt.date:
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@cache
def _parser() -> DateDataParser:
    return DateDataParser(languages=["en"], settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})


@cache
def _absolute(text: str) -> dt.date | None:
    found = _parser().get_date_data(" ".join(text.replace("of", " ").split())).date_obj
    return found.date() if found else None


def _iso(match: re.Match[str], _published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date]:  # noqa: FBT001
    day = dt.date.fromisoformat(match.group(0))
    return day, day


def _month_number(text: str) -> int:
    word = re.search(_MONTH, text, re.IGNORECASE)
    return [m.lower() for m in calendar.month_abbr].index(str(word and word.group(0))[:3].lower())


def _whole_month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_year(match: re.Match[str], published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    text = match.group(0)
    year = re.search(_YEAR, text)
    if year:
        return _whole_month(int(year.group(0)), _month_number(text))
    if published is None:
        return None
    shift = -1 if "last" in text.lower() else 1 if "next" in text.lower() else 0
    return _whole_month(published.year + shift, _month_number(text))


def _bare_month(match: re.Match[str], published: dt.date | None, future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    if published is None:
        return None
    month = _month_number(match["bare"] or match.group(0))
    which = (match["lastmonth"] or "").split(maxsplit=1)[:1]
    if which in (["last"], ["next"]):  # `last May`, told in May, is that of the year before
        return _whole_month(published.year + _years_apart(which[0], month, published.month), month)
    if future:
        return _whole_month(published.year + (month < published.month), month)
    return _whole_month(published.year - (month > published.month), month)


def _years_apart(which: str, month: int, now: int) -> int:
    return -int(month >= now) if which == "last" else int(month <= now)


def _weekday(match: re.Match[str], published: dt.date | None, future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    if published is None:
        return None
    target = _WEEKDAYS.index(match["name"].lower())
    side = (match["side"] or "").lower()
    if side in _FUTURE or (future and side not in _PAST):
        day = published + dt.timedelta(days=(target - published.weekday()) % 7 or (7 if side in _FUTURE else 0))
    else:
        back = (published.weekday() - target) % 7
        day = published - dt.timedelta(days=back or (7 if side in _PAST else 0))
    return day, day


def _relative_day(match: re.Match[str], published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    if published is None:
        return None
    text = " ".join(match.group(0).lower().split())
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}.get(text, 0)
    day = published + dt.timedelta(days=shift)
    return day, day


def _ago(match: re.Match[str], published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    text = " ".join(match.group(0).lower().split())
    number = re.sub(r" (?:day|week|month|year)s? (?:ago|earlier)$", "", text)
    if published is None or number in _VAGUE:
        return None
    count = int(number) if number.isdigit() else _counts()[number]
    if "day" in text:
        day = published - dt.timedelta(days=count)
        return day, day
    if "week" in text:
        day = published - dt.timedelta(weeks=count)
        return _whole_month(day.year, day.month)
    if "month" in text:
        return _shifted_month(published, -count)
    return dt.date(published.year - count, 1, 1), dt.date(published.year - count, 12, 31)


def _shifted_month(day: dt.date, months: int) -> tuple[dt.date, dt.date]:
    index = day.year * 12 + day.month - 1 + months
    return _whole_month(index // 12, index % 12 + 1)


def _unit(match: re.Match[str], published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date] | None:  # noqa: FBT001
    if published is None:
        return None
    which, span = match["which"].lower(), match["span"].lower()
    shift = 1 if which in _FUTURE else -1 if which in _PAST else 0
    if span == "month":
        return _shifted_month(published, shift)
    if span == "year":
        return dt.date(published.year + shift, 1, 1), dt.date(published.year + shift, 12, 31)
    day = published + dt.timedelta(weeks=shift)
    return _whole_month(day.year, day.month)


def _year(match: re.Match[str], _published: dt.date | None, _future: bool) -> tuple[dt.date, dt.date]:  # noqa: FBT001
    year = int(match["bareyear"])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


_RESOLVERS: Final = {
    "iso": _iso,
    "dotted": _printed,
    "mdy": _printed,
    "dmy": _printed,
    "my": _month_year,
    "lastmonth": _bare_month,
    "month": _bare_month,
    "weekday": _weekday,
    "relday": _relative_day,
    "ago": _ago,
    "unit": _unit,
    "year": _year,
}

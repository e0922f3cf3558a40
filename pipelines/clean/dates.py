"""Full dates as news texts print them, in English and the other languages that sources write."""

import datetime as dt
import re
from functools import cache
from typing import Final

from babel.dates import get_month_names

# Where two languages give one name to two months (listopad), the earlier language of this list decides.
_LOCALES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "uk", "ru", "cs", "ro", "tr")
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\.?)?|\b[A-Z]{2,4}T\b|\bIST\b|GMT[+-]?\d*|UTC", re.IGNORECASE
)
_TIME_LINE: Final = re.compile(r"^\W*\d{1,2}[:.]\d{2}\s*[AaPp]\.?\s?[Mm]\.?(?:\s+\(?[A-Z]{2,5}\)?)?\W*$")
_LONGEST: Final = 140  # characters of a line that only says when
_DATE_WORDS: Final = 6  # words that such a line may hold beside its date
_DIVIDER: Final = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
_DIVIDED: Final = 2  # parts from which on a line is one of particulars: outlet | date | reading time
_BEFORE: Final = 60  # characters that may stand before the day in a dateline


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name, in small letters and without a final stop (CLDR, by babel)."""
    numbers = {"sept": 9}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    numbers.setdefault(name.lower().rstrip("."), number)
    return {name: number for name, number in numbers.items() if len(name) > 2 and not name.isdigit()}  # noqa: PLR2004


@cache
def month_pattern() -> str:
    """Return a regular expression for the name of a month."""
    return "(?i:" + "|".join(sorted(map(re.escape, months()), key=lambda name: (-len(name), name))) + r")\b\.?"


@cache
def _date() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th|º|er)?\.?[\s-]+(?:de\s+)?(?P<m1>{month})[,-]?\s*(?:de\s+)?(?P<y1>\d{{4}})"
        rf"|\b(?P<m2>{month})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<y2>\d{{4}})"
        r"|(?<!\d)(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})"
        r"|(?<!\d)(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>\d{4})",
        re.IGNORECASE,
    )


def printed_date(text: str) -> dt.date | None:
    """Read the first full date with its year: `22 September 2023`, `Sept. 22, 2023`, `22-Sep-2023`, ISO, `22.09.2023`.

    In figures the day stands first, unless that cannot be (`09/22/2023`).
    """
    match = _date().search(text)
    return None if match is None else _day(match)


def _day(match: re.Match[str]) -> dt.date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = parts["m"].lower().rstrip(".")
    number = int(month) if month.isdigit() else _month_number(month)
    day = int(parts["d"])
    if number is None:
        return None
    if number > 12 and match["m3"]:  # noqa: PLR2004 - months of a year
        day, number = number, day
    try:
        return dt.date(int(parts["y"]), number, day)
    except ValueError:
        return None


@cache
def _month_number(name: str) -> int | None:
    """Return the number of a month; its small letters may differ from CLDR's (MAYIS: `mayis` for `mayıs`)."""
    spelt = re.compile(re.escape(name), re.IGNORECASE)
    return months().get(name) or next((number for known, number in months().items() if spelt.fullmatch(known)), None)


def is_date_line(line: str) -> bool:
    """Tell whether a line says when the text was published, and little else."""
    match = _date().search(line) if len(line) <= _LONGEST else None
    if match is None:
        return False
    rest = _CLOCK.sub(" ", line.replace(match.group(0), " "))
    return len(re.findall(r"[^\W\d]{2,}", rest)) <= _DATE_WORDS


def particulars_date(line: str) -> dt.date | None:
    """Read the day from a line of particulars (`Wire | CAIRO | May 6, 2025`): a part of it that says only when."""
    parts = _DIVIDER.split(line) if len(line) <= _LONGEST else []
    if len(parts) < _DIVIDED:
        return None
    return next((printed_date(part) for part in parts if is_date_line(part)), None)


def opening_date(line: str) -> dt.date | None:
    """Read the day that stands before a story on its first line: `ROME, June 13, 2024 (Wire) - Ministers …`.

    What stands before the day is names alone, and a mark parts it from the story.
    """
    match = _date().search(line[: 2 * _BEFORE])
    if match is None or match.start() > _BEFORE:
        return None
    names = all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", line[: match.start()]))
    after = _CLOCK.sub("", line[match.end() :], count=1)
    parted = re.match(r"[\s,]*(?:[(\[/—–-]|\.\s)", after) is not None
    return _day(match) if names and parted and _has_place(line[: match.start()]) else None


def _has_place(before: str) -> bool:
    """Tell names before a day from a sentence that begins with it: `On May 5, 2024 …`."""
    words = re.findall(r"[^\W\d_]+", before)
    return not words or len(words[0]) > 3  # noqa: PLR2004


def is_time_line(line: str) -> bool:
    """Tell whether a line is a time of day alone: `3:39 P.M. EDT`, as transcripts print it."""
    return _TIME_LINE.match(line) is not None

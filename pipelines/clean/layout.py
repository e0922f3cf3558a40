"""The frame of a page around its story: menus, headline, date line, byline."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.clean.dateline import starts_with_dateline
from pipelines.clean.dates import is_date_line, is_time_line, months
from pipelines.clean.parts import Story, ends_sentence, folded, is_label, is_paragraph
from pipelines.clean.tables import is_outlet_like, known_outlet, menu_words

_ENTRY: Final = 6  # words of the longest entry of a menu
_MENU: Final = 6  # entries from which on lines are a menu
_LONG_MENU: Final = 12  # entries from which on they are one even without a word that tells it
_NEAR: Final = 15  # lines above a story that may hold its headline and byline
_TOP: Final = 12  # lines of a text that may hold its headline, date and byline
_BOTTOM: Final = 6  # lines below a story that may hold byline and sources
_TITLE_CHARACTERS: Final = 260
_TITLE_WORDS: Final = 30
_SHORT_LINE: Final = 80
_NAME: Final = r"[A-ZÀ-ŽА-Я][\w’'-]+(?: (?:[A-ZÀ-ŽА-Я][\w’'-]*\.?|de|van|von|der|da|al|el|bin)){1,3}"
_NAME_LINE: Final = re.compile(rf"^\W*(?P<name>{_NAME})[\s*_]*$")
_BY: Final = re.compile(
    rf"^\W*(?:[Bb]y|BY|Author|Author/author|Report by|Reporting by)\s*:?\s+(?P<name>{_NAME})(?P<rest>.*)$"
)
_AUTHOR: Final = re.compile(r"^\W*(?:Author/author|Author|By)\s*:\s+(?P<name>[^\n]{2,60}?)\s*$", re.IGNORECASE)
_ABOUT: Final = re.compile(
    rf"^\W*(?P<name>{_NAME}) is an? .{{0,60}}\b(?:reporter|correspondent|editor|writer|producer)\b"
)
_CREDIT: Final = re.compile(r"^\W*Sources?\s*:\s*(?P<names>[^\n:]{2,40})$")
_PLACE_OUTLET: Final = re.compile(r"^\s*(?P<place>[A-Z]\w+)\s+•\s+(?P<outlet>[A-Z][\w ]{1,30})\s*$")
_OUTLET_PLACE: Final = re.compile(r"^\s*(?P<outlet>[A-Z]\w+(?: [A-Z]\w+){0,2}), (?P<place>[A-Z]\w+(?: [A-Z]\w+)?),\s*$")
_WITH_AGENCIES: Final = re.compile(r"^\s*(?P<outlet>[A-Z]\w+(?: [A-Z]\w+){0,3}) with agencies\s*$")
_PLACE_LINE: Final = re.compile(r"^[A-ZÀ-Ž][\w’'.&-]*(?:,? (?:[A-ZÀ-Ž][\w’'.&-]*|of|the|and|de|du)){0,7}$")


def skip_menu(lines: Sequence[str], kept: Sequence[str], story: Story) -> list[str]:
    """Leave out a site's menus: of the one above the story keep headline, date and byline, of the one below nothing.

    Args:
        lines: all lines of the text, for the menus are known by their number of entries.
        kept: the same lines, those that are boilerplate by themselves emptied.
        story: takes the headline, if it stands in the menu.

    """
    paragraphs = [i for i, line in enumerate(kept) if is_paragraph(line)]
    if not paragraphs:
        return list(kept)
    start = _start(lines, paragraphs)
    end = _end(lines, kept, start)
    if not _is_menu([line for line in lines[:start] if line.strip()]):
        return list(kept[:end])
    return [*_of_menu([line.strip() for line in kept[:start] if line.strip()], story), *kept[start:end]]


def _start(lines: Sequence[str], paragraphs: Sequence[int]) -> int:
    """Return where the story starts below a menu: after the standfirst, if a date line parts it from the story."""
    first = paragraphs[0]
    if len(paragraphs) == 1 or not _is_menu([line for line in lines[:first] if line.strip()]):
        return first
    between = [line for line in lines[first + 1 : paragraphs[1]] if line.strip()]
    return paragraphs[1] if any(is_date_line(line) for line in between) else first


def _end(lines: Sequence[str], kept: Sequence[str], start: int) -> int:
    """Return where a menu begins below a story: at the first run of entries after which hardly a paragraph comes."""
    total = sum(is_paragraph(line) for line in kept[start:])
    told = max((i for i in range(start, len(lines)) if _tells_menu(lines[i : i + 1])), default=-1)
    first = length = seen = 0
    for i in range(start, len(lines)):
        if not lines[i].strip():
            continue
        seen += is_paragraph(kept[i])
        length = length + 1 if _is_entry(lines[i]) else 0
        first = i if length == 1 else first
        if length >= _MENU and 2 * seen > total and told >= first:
            return first
    return len(lines)


def _is_entry(line: str) -> bool:
    """Tell an entry of a menu from a list item, a line of dialogue and a sentence."""
    return (
        0 < len(line.split()) <= _ENTRY and not ends_sentence(line) and not re.match(r"^\s*(?:\d+[.)]|[-–•*]) ", line)
    )


def _tells_menu(lines: Sequence[str]) -> bool:
    return any(line.strip(" *#•·|").lower() in menu_words() for line in lines)


def _is_menu(lines: Sequence[str]) -> bool:
    """Tell a site's menu from the short or hard-wrapped lines of a text: many lines, most of them entries."""
    entries = sum(_is_entry(line) for line in lines)
    return len(lines) >= _MENU and 2 * entries > len(lines) and (len(lines) >= _LONG_MENU or _tells_menu(lines))


def _of_menu(above: Sequence[str], story: Story) -> list[str]:
    near = above[-_NEAR:]
    dated = next((line for line in reversed(near) if is_date_line(line)), None)
    dated = dated or next((line for line in above if is_date_line(line)), None)
    named = next((line for line in near if _BY.match(line) and len(line) < _SHORT_LINE), None)
    heads = [x for x in near if len(x.split()) > 4 and not is_date_line(x) and x != named]  # noqa: PLR2004
    if story.title is None and heads:
        story.title = max(heads, key=above.count).strip(" #*")
    names = [x for x, y in pairwise(near) if _NAME_LINE.match(x) and _follows_name(y)]
    return [*([dated] if dated else []), *([named] if named else [f"By {x}" for x in names[-1:]])]


def _follows_name(line: str) -> bool:
    return re.search(r"\b(?:reporter|correspondent|editor|writer)\b|@\w", line) is not None


def read_title(story: Story) -> None:
    """Take the first line for the title where it looks like one; drop every further print of it."""
    if story.title is None:
        _drop_labels(story)
        _find_title(story)
    if story.title:
        title = folded(story.title)
        repeats = [i for i, line in enumerate(story.lines[:_TOP]) if _repeats_title(line, title)]
        for i in repeats:
            _without_outlet(re.sub(r"\s+Skip to .*$", "", story.lines[i]), story)
            story.lines[i] = ""


def _filled(lines: Sequence[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.strip()]


def _drop_labels(story: Story) -> None:
    """Drop the names of sections that stand above a headline."""
    filled = _filled(story.lines)[:4]
    for i, following in pairwise(filled):
        if not is_label(story.lines[i]) or known_outlet(story.lines[i]) or is_paragraph(story.lines[following]):
            return
        story.lines[i] = ""


def _find_title(story: Story) -> None:
    filled = _filled(story.lines)
    if len(filled) < 2:  # noqa: PLR2004 - one line cannot be headline and story
        return
    line = story.lines[filled[0]]
    bare = line.strip(" *#\t\u00a0")
    if line.lstrip().startswith("# "):
        story.title = bare
    elif _is_title(bare) and (not bare.endswith(".") or starts_with_dateline(story.lines[filled[1]])):
        story.title = _without_outlet(bare, story)


def _is_title(line: str) -> bool:
    words = len(line.split())
    return (
        2 < words <= _TITLE_WORDS  # noqa: PLR2004 - fewer are the name of a section or a person
        and len(line) <= _TITLE_CHARACTERS
        and not is_date_line(line)
        and not re.search(r"(?:[—–:;,]|[!.][”\"])$", line)
        and len(re.findall(r"[a-z]{3}[.!?]\s+[A-Z]", line)) <= 1
        and not line.startswith("- ")
        and not _BY.match(line)
        and not starts_with_dateline(line)
    )


def _repeats_title(line: str, title: str) -> bool:
    text = folded(line)
    if not text.startswith(title):
        return False
    more = len(text) - len(title)
    return not more or more < 12 or ("skip to" in line.lower() and more < 200)  # noqa: PLR2004


def _without_outlet(line: str, story: Story) -> str:
    """Cut the outlet's name off the end of a title: `… : NPR`, `… | Euronews`, `… - House of Commons Library`."""
    match = re.match(
        r"^(?P<title>.{15,}\S)\s+(?P<mark>:|\||[-–—])\s+(?P<outlet>[A-Z][\w.]*(?: (?:of|and|[A-Z][\w.]*)){0,5})$", line
    )
    if match is None:
        return line
    known = known_outlet(match["outlet"])
    if known or match["mark"] == "|" or is_outlet_like(match["outlet"]):
        story.outlet = story.outlet or known or match["outlet"]
        return match["title"]
    return line


def read_top(story: Story) -> None:
    """Read date, place, outlet and byline lines that stand between title and story."""
    filled = _filled(story.lines)[:_TOP]
    for n, i in enumerate(filled):
        if is_paragraph(story.lines[i]):
            break
        following = story.lines[filled[n + 1]] if n + 1 < len(filled) else ""
        if _reads_top_line(story.lines[i], following, story):
            story.lines[i] = ""


def _reads_top_line(line: str, following: str, story: Story) -> bool:
    if is_date_line(line):
        _read_by(line, story)
        story.publish(line, "text")
        return True
    return (
        is_time_line(line)
        or _read_source(line, following, story)
        or _read_by(line, story)
        or _read_place(line, following, story)
    )


def _read_source(line: str, following: str, story: Story) -> bool:
    """Read a line that names the outlet, with or without a place."""
    for pattern in (_PLACE_OUTLET, _OUTLET_PLACE, _WITH_AGENCIES):
        if match := pattern.match(line):
            parts = match.groupdict()
            story.dateline_place = story.dateline_place or parts.get("place")
            story.outlet = story.outlet or parts["outlet"]
            story.byline = story.byline or (parts["outlet"] if pattern is _OUTLET_PLACE else None)
            return True
    known = known_outlet(line)
    story.outlet = story.outlet or known
    return known is not None or (bool(line.strip()) and following.startswith(f"{line.strip()}, "))


def _read_by(line: str, story: Story) -> bool:
    match = _BY.match(line)
    if match is None or len(line) > _TITLE_CHARACTERS / 2:
        return False
    name = " ".join(word for word in match["name"].split() if word.lower() not in months())
    story.byline = story.byline or name
    story.outlet = story.outlet or (name if is_outlet_like(name) else None)
    return True


def _read_place(line: str, following: str, story: Story) -> bool:
    """Read the place line of an official text (`Oval Office`, `Memphis, TN`), or a name above the date."""
    text = line.strip()
    if not _PLACE_LINE.match(text) or len(text) > _SHORT_LINE:
        return False
    if "," in text or is_time_line(following) or (_PLACE_LINE.match(following.strip()) and "," in following):
        story.dateline_place = text
        return True
    if any(is_time_line(other) for other in story.lines[:_TOP]):
        return False  # a transcript: it prints places, not authors
    name = _NAME_LINE.match(text)
    if name and is_date_line(following):
        story.byline = story.byline or name["name"]
    return bool(name) and is_date_line(following)


def read_bottom(story: Story, tail: Sequence[str]) -> None:
    """Read byline, sources and day below the story, where they stand or in the tail that was cut off."""
    _trim(story.lines)
    for line in [*story.lines[-_BOTTOM:], *tail[:_BOTTOM]]:
        match = _AUTHOR.match(line) or _BY.match(line) or _ABOUT.match(line)
        if match and len(line) < _TITLE_CHARACTERS:
            story.byline = story.byline or match["name"]
        if (match := _CREDIT.match(line)) and story.outlet is None:
            story.outlet = (
                match["names"].split(", ")[-1] if line.lstrip().startswith("Sources") else match["names"].strip()
            )
        if is_date_line(line) and len(line) < _SHORT_LINE / 2:
            story.publish(line, "text")
    _drop_name(story)
    while story.lines and (is_time_line(story.lines[-1]) or is_date_line(story.lines[-1])):
        story.lines.pop()
        _trim(story.lines)


def _drop_name(story: Story) -> None:
    """Take a name below the story, printed once or twice, for its byline; a list of names is no byline."""
    filled = _filled(story.lines)
    names = [_NAME_LINE.match(story.lines[i]) for i in filled[-3:]]
    if len(names) < 3 or names[2] is None or names[2]["name"].isupper():  # noqa: PLR2004
        return
    twice = names[1] is not None and names[1]["name"] == names[2]["name"]
    above = story.lines[filled[-3 if twice else -2]]
    if names[0] is not None or not (twice or ends_sentence(above)):
        return
    story.byline = story.byline or names[2]["name"]
    del story.lines[filled[-2 if twice else -1] :]
    _trim(story.lines)


def _trim(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()

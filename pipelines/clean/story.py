"""From the raw text of one record to the parts of a story: header, title, dateline, byline and body."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from pipelines.clean.tables import boilerplate, outlets

_HEADER: Final = re.compile(r"^\s*date (?P<date>\d{4}-\d{2}-\d{2})(?P<rest>[^\n]*)")
_TAGS: Final = re.compile(r"^\s*(?:[a-z]{2}){2,8}\s*$")
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_DATE: Final = re.compile(
    rf"(?P<d1>\d{{1,2}})\s+(?P<m1>{_MONTH}),?\s*(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<y2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<d3>\d{{1,2}})[./](?P<m3>\d{{1,2}})[./](?P<y3>\d{{4}})"
)
_FRONT_MATTER: Final = re.compile(r"^\s*---\n(?P<yaml>.*?)\n---\s*\n", re.DOTALL)
_CLOCK: Final = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b[A-Z]{2,4}T\b|GMT[+-]?\d*|UTC", re.IGNORECASE
)
_DATE_WORDS: Final = 6  # words that a line may hold beside its date and still be a date line
_CITY: Final = r"[A-ZÀ-Ž][\w’'.-]+(?: [A-ZÀ-Ž][\w’'.-]+){0,3}"
_DATELINE: Final = re.compile(
    rf"^\W{{0,3}}(?P<place>{_CITY}(?:,\s?{_CITY})?)\s*(?:\[(?P<country>[^\]]+)\])?"
    rf"(?:,\s*(?P<day>(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?))?"
    rf"\s*(?:\((?P<agency>[A-Z][\w ./]{{1,20}})\))?\s*(?P<mark>:|—|–|--?| - )\s+(?=[\"“‘'A-ZÀ-Ž0-9€$£])"
)
_PLACE_OUTLET: Final = re.compile(r"^\s*(?P<place>[A-Z]\w+)\s+•\s+(?P<outlet>[A-Z][\w ]{1,30})\s*$")
_NAME_LINE: Final = re.compile(
    r"^\W*(?:[Bb]y\s+|BY\s+)?(?P<name>[A-ZÀ-Ž][\w’'-]+(?: (?:[A-ZÀ-Ž][\w’'-]*\.?|de|van|von|der|da)){1,3})\W*$"
)
_AUTHOR: Final = re.compile(r"^\W*(?:Author/author|Author|By)\s*:?\s+(?P<name>[^\n]{2,60}?)\s*$", re.IGNORECASE)
_LONGEST_TITLE: Final = 260


@dataclass
class Story:
    """The parts of one story. `published_basis` is a code of the list of that name."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline_place: str | None = None
    published_on: dt.date | None = None
    published_basis: str = "none"
    body: str = ""
    lines: list[str] = field(default_factory=list)


def read_story(text: str, metadata: dict[str, str | None]) -> Story:
    """Read the parts of a story from its raw text and what its container says of it."""
    story = Story(title=metadata.get("title"), outlet=metadata.get("outlet"))
    story.outlet = story.outlet or _named_outlet(text)
    text = _read_header(_read_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"), story), story)
    story.lines = text.split("\n")
    _skip_menu(story)
    _read_title(story)
    _read_top(story)
    _read_bottom(story)
    story.lines = _without_boilerplate(story.lines, story)
    _read_dateline(story)
    story.body = _body(story.lines)
    if story.published_on is None and metadata.get("date"):
        story.published_on = printed_date(str(metadata["date"]))
        story.published_basis = "metadata" if story.published_on else "none"
    return story


def _read_front_matter(text: str, story: Story) -> str:
    """Read title and date of a YAML head (`---` … `---`), as static site generators and archives write it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text
    try:
        head: Any = yaml.safe_load(match["yaml"])
    except yaml.YAMLError:
        return text
    if not isinstance(head, dict):
        return text
    story.title = story.title or (" ".join(str(head["title"]).split()) if head.get("title") else None)
    day = printed_date(str(head.get("date") or head.get("published_time") or ""))
    if day is not None:
        story.published_on, story.published_basis = day, "header"
    return text[match.end() :]


def _is_paragraph(line: str) -> bool:
    """Tell a paragraph of a story from a menu entry, headline or caption: long, and with sentence punctuation."""
    words = len(line.split())
    return words >= _LONG or (words >= _MIDDLING and bool(re.search(r"[.!?…][\"”’)*_\s]*$", line)))


_LONG: Final = 30
_MIDDLING: Final = 12
_MENU: Final = 6  # short lines above the story from which on they are a menu
_NEAR: Final = 15


def _is_date_line(line: str) -> bool:
    match = _DATE.search(line)
    if match is None or len(line) > 140:  # noqa: PLR2004
        return False
    rest = _CLOCK.sub(" ", line.replace(match.group(0), " "))
    return len(re.findall(r"[^\W\d]{2,}", rest)) <= _DATE_WORDS


def _skip_menu(story: Story) -> None:
    """Where a site's menu stands above the story, keep of it only headline, date and byline; below it, nothing."""
    start = next((i for i, line in enumerate(story.lines) if _is_paragraph(line)), None)
    if start is None:
        return
    above = [line.strip() for line in story.lines[:start] if line.strip()]
    if _is_menu(above):
        story.lines = [*_of_menu(above, story), *story.lines[start:]]
    last = max(
        i for i, line in enumerate(story.lines) if _is_paragraph(line) or line.rstrip().endswith((".", ".”", '."'))
    )
    if _is_menu([line for line in story.lines[last + 1 :] if line.strip()]):
        story.lines = story.lines[: last + 1]


def _is_menu(lines: list[str]) -> bool:
    """Tell a site's menu from the short or hard-wrapped lines of a text: many lines, most of them of few words."""
    return len(lines) >= _MENU and sum(len(line.split()) <= _ENTRY for line in lines) > len(lines) / 2


_ENTRY: Final = 6


def _of_menu(above: list[str], story: Story) -> list[str]:
    dated = next((line for line in above if _is_date_line(line)), None)
    named = next((line for line in above[-_NEAR:] if re.match(r"^[Bb]y\s", line) and len(line) < 80), None)  # noqa: PLR2004
    heads = [line for line in above[-_NEAR:] if len(line.split()) > 4 and not _is_date_line(line) and line != named]  # noqa: PLR2004
    if story.title is None and heads:
        story.title = max(heads, key=lambda line: (above.count(line), len(line))).strip(" #*")
    return [line for line in (dated, named) if line]


def _read_header(text: str, story: Story) -> str:
    match = _HEADER.match(text)
    if match is None:
        return text.lstrip("\ufeff")
    day = printed_date(match["date"])
    if day is not None:
        story.published_on, story.published_basis = day, "header"
    rest = "" if _TAGS.match(match["rest"]) else match["rest"].strip()
    return f"{rest}\n{text[match.end() :]}"


def printed_date(text: str) -> dt.date | None:
    """Read a full date with its year (`22 September 2023`, `September 22, 2023`, ISO, `22.09.2023`)."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["y3"]:
            return dt.date(int(match["y3"]), int(match["m3"]), int(match["d3"]))
        month = match["m1"] or match["m2"]
        number = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(
            month[:3].lower()
        ) + 1
        return dt.date(int(match["y1"] or match["y2"]), number, int(match["d1"] or match["d2"]))
    except ValueError:
        return None


def _read_title(story: Story) -> None:
    """Take the first line for the title where it looks like one; drop every further print of it."""
    first = next((i for i, line in enumerate(story.lines) if line.strip()), None)
    if first is None:
        return
    line = story.lines[first].strip(" *#\t\u00a0")
    if story.title is None and story.lines[first].lstrip().startswith("# "):
        story.title = line
    if story.title is None and _is_title(line, story.lines[first + 1 :]):
        story.title = _bare_title(line, story)
    if story.title:
        folded = _folded(story.title)
        story.lines = [x for i, x in enumerate(story.lines) if not (i < _TOP and _repeats_title(x, folded))]


_TOP: Final = 12


def _repeats_title(line: str, folded: str) -> bool:
    text = _folded(line)
    return bool(text) and (
        text == folded
        or (text.startswith(folded) and len(text) < len(folded) + 200 and "skip to" in line.lower())
        or (text.startswith(folded) and len(text) < len(folded) + 12)
    )


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _is_title(line: str, rest: list[str]) -> bool:
    if not line or len(line) > _LONGEST_TITLE or not any(x.strip() for x in rest) or _is_date_line(line):
        return False
    if re.search(r"[—–]\s*$", line) or (
        line.endswith((".", "!”", ".”", '."', ":", ";", ",")) and not line.endswith(("U.S.", "Jr."))
    ):
        return False
    if (
        len(re.findall(r"(?<!\b[A-Z])(?<!\b[JSD]r)[.!?]\s+[A-Z]", line)) > 1
        or _PLACE_OUTLET.match(line)
        or (_DATELINE.match(line) and "—" in line[:40])
    ):
        return False
    return not any(p.pattern.search(line) for p in boilerplate("drop_line")) and len(line.split()) > 2  # noqa: PLR2004


def _bare_title(line: str, story: Story) -> str:
    """Cut the outlet's name off the end of a title: `… : NPR`, `… | Euronews`."""
    match = re.match(r"^(?P<title>.{20,}?)\s+(?::|\||[-–—])\s+(?P<outlet>[A-Z][\w. ]{1,25})$", line)
    if match and (story.outlet == match["outlet"] or any(match["outlet"] == name for name, _ in outlets())):
        story.outlet = match["outlet"]
        return match["title"]
    return line


def _read_top(story: Story) -> None:
    """Read date lines, `Place • Outlet` lines and bylines that stand between title and story."""
    kept: list[str] = []
    for i, line in enumerate(story.lines):
        if i < _TOP and _is_date_line(line) and not _is_paragraph(line):
            _set_printed(story, line)
        elif i < _TOP and (match := _PLACE_OUTLET.match(line)):
            story.dateline_place, story.outlet = match["place"], match["outlet"]
        elif i < _TOP and (match := re.match(r"^\W*[Bb][Yy]\s+(.+)$", line)) and _NAME_LINE.match(line):
            story.byline = match[1].strip()
        else:
            kept.append(line)
    story.lines = kept


def _set_printed(story: Story, line: str) -> None:
    day = printed_date(line)
    if day is not None and story.published_on is None:
        story.published_on, story.published_basis = day, "text"


def _read_bottom(story: Story) -> None:
    """Read the byline that stands below the story, once or twice."""
    while story.lines and not story.lines[-1].strip():
        story.lines.pop()
    for line in story.lines[-6:]:
        if match := _AUTHOR.match(line):
            story.byline = story.byline or match["name"]
    while len(story.lines) > 2 and (match := _NAME_LINE.match(story.lines[-1])):  # noqa: PLR2004
        story.byline = match["name"]
        story.lines.pop()
        while story.lines and not story.lines[-1].strip():
            story.lines.pop()


def _without_boilerplate(lines: list[str], story: Story) -> list[str]:
    """Drop lines, tails and pieces of paragraphs that are no part of the story."""
    kept: list[str] = []
    for i, line in enumerate(lines):
        if any(p.pattern.search(line) for p in boilerplate("drop_line")):
            continue
        if i > len(lines) // 2 - 1 and kept and any(p.pattern.search(line) for p in boilerplate("drop_after")):
            _source_line(line, story)
            break
        kept.append(_cut(line))
    return kept


def _source_line(line: str, story: Story) -> None:
    match = re.match(r"^\W*Source\s*:\s*(?P<name>[^\n]{2,40})$", line)
    if match and story.outlet is None:
        story.outlet = match["name"].strip()


def _cut(line: str) -> str:
    for rule in boilerplate("cut_start"):
        line = rule.pattern.sub("", line, count=1)
    for rule in boilerplate("cut"):
        match = rule.pattern.search(line)
        if match:
            line = line[: match.start()]
    return line


def _read_dateline(story: Story) -> None:
    first = next((i for i, line in enumerate(story.lines) if line.strip()), None)
    if first is None:
        return
    line = story.lines[first].strip()
    for rule in boilerplate("outlet"):
        line = rule.pattern.sub("", line, count=1)
    match = _DATELINE.match(line)
    if match and _is_dateline(match):
        story.dateline_place = story.dateline_place or match["place"]
        story.outlet = story.outlet or match["agency"]
        if match["day"] and story.published_on is None and (day := printed_date(match["day"])):
            story.published_on, story.published_basis = day, "dateline"
        line = line[match.end() :]
    story.lines[first] = line


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell a dateline from a sentence that begins with a name and a colon (`Putin: We will …`)."""
    if match["mark"] == ":":
        return bool(match["country"] or match["day"])
    place = match["place"]
    return bool(
        match["day"]
        or match["agency"]
        or match["country"]
        or place.split(",")[0].isupper()
        or (match["mark"] == "—" and "," in place)
    )


def _named_outlet(text: str) -> str | None:
    return next((name for name, pattern in outlets() if pattern.search(text)), None)


def _body(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    blocks = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(_unwrapped(block) for block in blocks)


def _unwrapped(block: str) -> str:
    """Join the lines of a paragraph that was broken at a fixed width."""
    lines = block.split("\n")
    if len(lines) > 1 and all(_NARROW <= len(line) <= _WIDE for line in lines[:-1]) and len(lines[-1]) <= _WIDE:
        return " ".join(line.strip() for line in lines)
    return block


_NARROW: Final = 45  # characters of the shortest line of a paragraph of fixed width, but for its last
_WIDE: Final = 100

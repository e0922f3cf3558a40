"""From the raw text of one record to the parts of a story: header, title, dateline, byline and body."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipelines.clean.dateline import read_dateline
from pipelines.clean.dates import opening_date, particulars_date
from pipelines.clean.header import read_header
from pipelines.clean.layout import read_bottom, read_title, read_top, skip_menu
from pipelines.clean.parts import Story
from pipelines.clean.tables import boilerplate, named_outlet

_NARROW: Final = 45  # characters of the shortest line of a paragraph of fixed width, but for its last
_WIDE: Final = 100
_MOST_BLANKS: Final = 40  # in a row: more tell no more, and cost time wherever a pattern passes over blanks
_BLANKS: Final = re.compile(rf"[^\S\n]{{{_MOST_BLANKS},}}")
_HEAD: Final = 6  # lines at the top of a text that may hold its day
_GAP: Final = re.compile(r"(?<=[.!?…”\"’')\]])[ \u00a0\t]{4,}(?=\S)")  # where a page's paragraphs were run together


def read_story(text: str, metadata: Mapping[str, str | None]) -> Story:
    """Read the parts of a story from its raw text and what its container says of it (`title`, `date`, `outlet`)."""
    story = Story(title=metadata.get("title"), outlet=metadata.get("outlet"))
    story.publish(metadata.get("date"), "metadata")
    lines = _BLANKS.sub(" " * _MOST_BLANKS, read_header(text, story)).split("\n")
    kept = drop_lines(lines)
    end = _story_end(lines, kept)
    story.lines = skip_menu(lines[:end], kept[:end], story)
    read_title(story)
    read_top(story)
    read_dateline(story)
    read_bottom(story, lines[end:])
    if story.published_on is None:
        _read_day(lines, story)
    story.outlet = story.outlet or named_outlet(text)
    story.body = _body([_cut(line) for line in story.lines])
    return story


def _read_day(lines: Sequence[str], story: Story) -> None:
    """Take the day from the first lines of a text: among particulars, or before the story on its own line."""
    for line in [line for line in lines if line.strip()][:_HEAD]:
        day = particulars_date(line)
        basis = "dateline" if day is None else "text"
        day = day or opening_date(line)
        if day is not None:
            story.published_on, story.published_basis = day, basis
            return


def drop_lines(lines: Sequence[str]) -> list[str]:
    """Empty the lines that are boilerplate, and the paragraph that a label such as `Synopsis` stands above."""
    kept: list[str] = []
    label = False
    for line in lines:
        summary = label and bool(line.strip())
        label = boilerplate("drop_next").search(line) is not None or (label and not summary)
        kept.append("" if summary or label or boilerplate("drop_line").search(line) else line)
    return kept


def _story_end(lines: Sequence[str], kept: Sequence[str]) -> int:
    """Return where something else begins below a story: at a line that ends stories, once a third of it has passed."""
    passed, total = 0, sum(map(len, kept))
    for i, line in enumerate(lines):
        if passed and 3 * passed >= total and boilerplate("drop_after").search(line):
            return i
        passed += len(kept[i])
    return len(lines)


def _cut(line: str) -> str:
    line = boilerplate("cut_start").sub("", line, count=1)
    match = boilerplate("cut").search(line)
    return line if match is None else line[: match.start()]


def _body(lines: Sequence[str]) -> str:
    text = "\n".join(_GAP.sub("\n", line.rstrip()) for line in lines)
    blocks = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(_unwrapped(block) for block in blocks)


def _unwrapped(block: str) -> str:
    """Join the lines of a paragraph that was broken at a fixed width."""
    lines = block.split("\n")
    if len(lines) > 1 and all(_NARROW <= len(line) <= _WIDE for line in lines[:-1]) and len(lines[-1]) <= _WIDE:
        return " ".join(line.strip() for line in lines)
    return block

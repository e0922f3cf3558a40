"""The parts that a story is taken apart into, and small questions asked of its lines."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final

from pipelines.clean.dates import is_date_line, printed_date

_LONG: Final = 30  # words from which on a line is a paragraph in any case
_MIDDLING: Final = 12  # words from which on a line that ends like a sentence is one
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’)*_\]\s]*$")


@dataclass
class Story:
    """The parts of one story. `published_basis` is a code of the list of that name; `lines` are yet to be read."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline_place: str | None = None
    published_on: dt.date | None = None
    published_basis: str = "none"
    url: str | None = None
    body: str = ""
    lines: list[str] = field(default_factory=list)

    def publish(self, text: str | None, basis: str) -> None:
        """Take the day of publication from a text, unless a better source has given it."""
        day = printed_date(text) if text and self.published_on is None else None
        if day is not None:
            self.published_on, self.published_basis = day, basis


def is_paragraph(line: str) -> bool:
    """Tell a paragraph of a story from a menu entry, headline or caption: long, or with the end of a sentence."""
    words = len(line.split())
    return words >= _LONG or (words >= _MIDDLING and ends_sentence(line))


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line) is not None


def is_label(line: str) -> bool:
    """Tell whether a line is too short to be a headline and no sentence: `World`, `Main content`."""
    words = line.split()
    return 0 < len(words) <= 3 and not re.search(r"[.!?:;,—–-]\W*$", line) and not is_date_line(line)  # noqa: PLR2004


def folded(text: str) -> str:
    """Return the words of a text in small letters, for comparison."""
    return " ".join(re.findall(r"\w+", text.lower()))

"""Hand-coded articles: what the reader makes of each, beside what a coder found in it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pyarrow.compute as pc

from pipelines.accuracy.answers import read_answers
from pipelines.accuracy.model import Account
from pipelines.clean import clean_articles
from pipelines.extract.contacts import Contact
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.ingest import read_folder

_LIGHT: Final = 0.5


@dataclass(frozen=True)
class CodedArticle:
    """An article, its actors as they are read, and its answer.

    `group` is the article, or the event that it tells with others: what is learned is tried on other groups only.
    `weight` tells how much it counts.
    """

    group: str
    found: Coreference
    published: dt.date | None
    title: str | None
    coded: Account
    weight: float = 1.0

    @property
    def reader(self) -> MeetingReader:
        """A reader of its contacts that has read none yet."""
        return MeetingReader(self.found, self.published, self.title)

    @cached_property
    def contacts(self) -> list[Contact]:
        """Its contacts as they are read."""
        return self.reader.read()


def read_articles(folders: Sequence[Path], light: Sequence[Path] = ()) -> Iterator[CodedArticle]:
    """Yield the English articles of sets (folders of ID.txt with ID.json), in order; those of `light` count half.

    Raises:
        AnswerError: an answer is not well formed.
        FolderError: there is nothing in a folder.

    """
    for folder, weight in [*((f, 1.0) for f in folders), *((f, _LIGHT) for f in light)]:
        yield from _articles(folder, weight)


def _articles(folder: Path, weight: float) -> Iterator[CodedArticle]:
    coded = read_answers(folder)
    raw, _ = read_folder(folder)
    articles, _ = clean_articles(raw.filter(pc.ends_with(raw["source_file"], ".txt")))  # the answers stand beside them
    nlp, reference = load_model(), load_reference()
    for row in articles.to_pylist():
        stem, day, title = Path(row["source_file"]).stem, row["published_on"], row["title"]
        if row["language"] == "en" and stem in coded:
            found = Coreference(nlp(row["body"]), reference, day, title)
            yield CodedArticle(f"{folder.name}/{_event(coded[stem]) or stem}", found, day, title, coded[stem], weight)


def _event(coded: Account) -> str | None:
    """Return the event that a coder names in an article, if any: other articles may tell it too."""
    events = [*(meeting.event for meeting in coded.meetings), *(pledge.event for pledge in coded.pledges)]
    return next(filter(None, events), None)

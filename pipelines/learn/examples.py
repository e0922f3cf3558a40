"""Hand-coded articles as examples: the clauses of an article with the pledges that a coder found in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipelines.accuracy.agreement import FOUND, pledges
from pipelines.accuracy.answers import read_answers
from pipelines.accuracy.model import Account, Actor, Pledge
from pipelines.clean import clean_articles
from pipelines.extract import actors
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import Contact, MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.undertakings import Undertaking
from pipelines.ingest import read_folder
from pipelines.learn.contacts import Occurrence, occurrences


@dataclass(frozen=True)
class Choice:
    """One way to fill the sides of a clause: its traits, and whether a coder found this pledge."""

    traits: frozenset[str]
    right: bool


@dataclass(frozen=True)
class Clause:
    """One clause that may be a pledge; `group` is its article, or the event that its article tells with others."""

    group: str
    traits: frozenset[str]
    choices: tuple[Choice, ...]

    @property
    def right(self) -> bool:
        """Whether some way to fill its sides is a coded pledge."""
        return any(choice.right for choice in self.choices)


@dataclass(frozen=True)
class Examples:
    """What hand-coded articles teach."""

    clauses: list[Clause]
    contacts: list[Occurrence]


def read_examples(folders: Sequence[Path]) -> Examples:
    """Read the English articles of the sets, in order.

    Raises:
        AnswerError: an answer is not well formed.

    """
    out = Examples([], [])
    for folder in folders:
        for group, found, row, coded in _articles(folder):
            reader = MeetingReader(found, row["published_on"], row["title"])
            out.contacts.extend(occurrences(group, reader, coded))
            out.clauses.extend(_clauses(group, found, reader.read(), coded))
    return out


def _articles(folder: Path) -> Iterator[tuple[str, Coreference, dict[str, Any], Account]]:
    coded = read_answers(folder)
    raw, _ = read_folder(folder)
    articles, _ = clean_articles(raw.filter(pc.ends_with(raw["source_file"], ".txt")))  # the answers stand beside them
    nlp, reference = load_model(), load_reference()
    for row in articles.to_pylist():
        stem = Path(row["source_file"]).stem
        if row["language"] == "en" and stem in coded:
            found = Coreference(nlp(row["body"]), reference, row["published_on"], row["title"])
            told = [*(m.event for m in coded[stem].meetings), *(p.event for p in coded[stem].pledges)]
            group = f"{folder.name}/{next(filter(None, told), stem)}"
            yield group, found, row, coded[stem]


def _clauses(group: str, coreference: Coreference, contacts: list[Contact], coded: Account) -> Iterator[Clause]:
    reader = PledgeReader(coreference, coreference.published, contacts)
    for readings in reader.readings():
        made = [reader.undertaking(reading, 0) for reading in readings]
        right = [any(pledges(answer, _pledge(u)) >= FOUND for answer in coded.pledges) for u in made]
        choices = zip((reader.weigher.side_traits(r) for r in readings), right, strict=True)
        yield Clause(group, reader.weigher.traits(readings[0]), tuple(Choice(*pair) for pair in choices))


def _pledge(found: Undertaking) -> Pledge:
    """Put an undertaking in the form that is compared with answers."""
    return Pledge(
        givers=(_actor(found.giver),),
        recipient=_actor(found.recipient),
        status=found.status,
        kind=found.kind,
        item=found.item,
        amount=float(found.amount) if found.amount is not None else None,
        currency=found.currency,
    )


def _actor(found: actors.Actor) -> Actor:
    return Actor(found.name, found.kind, found.country)

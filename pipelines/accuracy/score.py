"""Figures of a comparison: how much was found, how much of it is right, and what was reported where nothing is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pipelines.accuracy import agreement as agree
from pipelines.accuracy.answers import read_answers
from pipelines.accuracy.model import BODY_ENDS, PRINTED, Account, Actor, Meeting, Pledge
from pipelines.accuracy.names import same_line, same_thing
from pipelines.accuracy.tables import read_tables

ROW: Final = "row"  # stands for a field where the figure is one of whole rows
_DIGITS: Final = 3
_END: Final = 200  # characters of the body in which its coded first or last words must stand
_MEETING_EXACT: Final = ("participants", "format", "status", "date")
_PLEDGE_EXACT: Final = ("status", "kind", "amount", "currency")
_NOTHING: Final = Account(article={})
_Row = TypeVar("_Row", Meeting, Pledge)


@dataclass(frozen=True)
class Figure:
    """One figure. Either precision, recall and F1, or the share that is right; n is what it was counted over."""

    table: str
    field: str
    measure: str
    n: int
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    share: float | None = None

    def row(self, of_set: str) -> dict[str, Any]:
        """Return the figure as a row of the table `accuracy`, rounded as it is published."""
        values = {k: round(v, _DIGITS) if isinstance(v, float) else v for k, v in asdict(self).items()}
        return {"set": of_set, **values}


class Tally:
    """Counts of one table: coded, reported, found and exact rows, and how often each field is right."""

    def __init__(self, table: str) -> None:
        """Start at nothing."""
        self.table = table
        self.coded = self.reported = self.found = 0
        self.exact: int | None = None
        self.right: dict[str, list[float]] = defaultdict(list)
        self.joined: list[tuple[str, str]] = []  # coded and reported event of each found row that has a coded one

    def count(self, coded: int, reported: int, found: int) -> None:
        """Add the rows of one article."""
        self.coded += coded
        self.reported += reported
        self.found += found

    def count_exact(self, hits: int) -> None:
        """Add the rows of one article that are right in all that an exact row is asked for."""
        self.exact = (self.exact or 0) + hits

    def note(self, field: str, right: float) -> None:
        """Add whether, or how far, one field of a found row is right: 0 to 1."""
        self.right[field].append(float(right))

    def figures(self) -> Iterator[Figure]:
        """Yield all figures; those that nothing was counted for are left out."""
        yield self._of_rows("found", self.found)
        if self.exact is not None:
            yield self._of_rows("exact", self.exact)
        for field, values in sorted(self.right.items()):
            yield Figure(self.table, field, "right", len(values), share=sum(values) / len(values))
        if self.joined:
            yield Figure(self.table, "event", "joined", len(self.joined), *b_cubed(self.joined))

    def _of_rows(self, measure: str, hits: int) -> Figure:
        return Figure(self.table, ROW, measure, self.coded, *rates(hits, self.reported, self.coded))


def rates(hits: int, reported: int, coded: int) -> tuple[float, float, float]:
    """Return precision, recall and F1, 0 to 1. Nothing reported where nothing is coded is right."""
    precision = hits / reported if reported else float(not coded)
    recall = hits / coded if coded else 1.0
    return precision, recall, _harmonic(precision, recall)


def b_cubed(labels: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of a grouping, from (coded group, reported group) of each member."""
    both, coded = Counter(labels), Counter(c for c, _ in labels)
    reported = Counter(r for _, r in labels)
    precision = sum(both[label] / reported[label[1]] for label in labels) / len(labels)
    recall = sum(both[label] / coded[label[0]] for label in labels) / len(labels)
    return precision, recall, _harmonic(precision, recall)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_folder(datasets: Path, gold: Path) -> list[Figure]:
    """Score the Parquet files of a folder against one hand-coded set.

    Raises:
        AnswerError: an answer is not well formed.
        FileNotFoundError: a table is missing.

    """
    return score(read_answers(gold), read_tables(datasets))


def score(coded: Mapping[str, Account], reported: Mapping[str, Account]) -> list[Figure]:
    """Compare each coded article with what is reported under the same name; return all figures."""
    tallies = {name: Tally(name) for name in ("articles", "persons", "organisations", "meetings", "pledges")}
    quiet = []
    for name, answer in coded.items():
        got = reported.get(name, _NOTHING)
        tallies["articles"].count(1, *(2 * [int(name in reported)]))
        _articles(tallies["articles"], answer.article, got.article)
        _persons(tallies["persons"], answer.persons, got.persons)
        _organisations(tallies["organisations"], answer.organisations, got.organisations)
        _events(tallies["meetings"], answer.meetings, got.meetings, agree.meetings, _meeting_rights, _MEETING_EXACT)
        _events(tallies["pledges"], answer.pledges, got.pledges, agree.pledges, _pledge_rights, _PLEDGE_EXACT)
        if not answer.meetings and not answer.pledges:
            quiet.append(not got.meetings and not got.pledges)
    figures = [figure for tally in tallies.values() for figure in tally.figures()]
    if quiet:
        figures.append(Figure("articles", ROW, "quiet", len(quiet), share=sum(quiet) / len(quiet)))
    return figures


def _articles(tally: Tally, coded: Mapping[str, str | None], got: Mapping[str, str | None]) -> None:
    for key in ("language", "published_on"):
        tally.note(key, coded[key] == got.get(key))
    if coded["language"] != "en":  # of other languages nothing more is coded
        return
    for key in PRINTED:
        tally.note(key, same_line(coded[key], got.get(key)))
    body = " ".join((got.get("body") or "").split())
    for key, part in zip(BODY_ENDS, (body[:_END], body[-_END:]), strict=True):
        if coded[key]:
            tally.note(key, " ".join((coded[key] or "").split()) in part)


def _persons(tally: Tally, coded: Sequence[Actor], got: Sequence[Actor]) -> None:
    found = agree.pairs(coded, got, agree.persons, 1)
    tally.count(len(coded), len(got), len(found))
    for i, j, _ in found:
        if coded[i].country:
            tally.note("country", coded[i].country == got[j].country)


def _organisations(tally: Tally, coded: Sequence[Actor], got: Sequence[Actor]) -> None:
    tally.count(len(coded), len(got), len(agree.pairs(coded, got, agree.organisations, 1)))


def _events(
    tally: Tally,
    coded: Sequence[_Row],
    got: Sequence[_Row],
    agreement: Callable[[_Row, _Row], float],
    rights: Callable[[_Row, _Row], dict[str, float]],
    exact: Iterable[str],
) -> None:
    found = agree.pairs(coded, got, agreement, agree.FOUND)
    tally.count(len(coded), len(got), len(found))
    hits = 0
    for i, j, _ in found:
        right = rights(coded[i], got[j])
        for field, value in right.items():
            tally.note(field, value)
        hits += all(right[field] == 1 for field in exact)
        label = coded[i].event
        if label:
            tally.joined.append((label, str(got[j].event)))
    tally.count_exact(hits)


def _meeting_rights(coded: Meeting, got: Meeting) -> dict[str, float]:
    return {
        "participants": agree.participants(coded.participants, got.participants),
        "format": coded.format == got.format,
        "status": coded.status == got.status,
        "date": coded.window == got.window,
        "place": same_thing(coded.place, got.place) or not (coded.place or got.place),
        "topics": agree.topics(coded.topics, got.topics),
    }


def _pledge_rights(coded: Pledge, got: Pledge) -> dict[str, float]:
    return {
        "status": coded.status == got.status,
        "kind": coded.kind == got.kind,
        "amount": agree.same_amount(coded, got),
        "currency": coded.currency == got.currency,
        "quantity": coded.quantity == got.quantity,
        "date": coded.window == got.window,
    }

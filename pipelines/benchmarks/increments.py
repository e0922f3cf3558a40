"""Whether articles that come bit by bit end in the same rows as all at once, and ids stay what they were."""

import datetime as dt
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.resolve import resolve

Tables = Mapping[str, pa.Table]
Row = dict[str, Any]

ROWS: Final = {"actors": "actor_id", "meetings": "meeting_id", "pledges": "pledge_id"}
_OF_THE_WAY: Final = ("id_changes", "evidence")  # tells of the way and not of the end; is handed on as it came
REPORTS: Final = {"meetings": "meeting_reports", "pledges": "pledge_reports"}


@dataclass(frozen=True)
class Outcome:
    """What a way of resolving came to: seconds, rows that differ from those of all at once, ids lost on the way."""

    way: str
    seconds: float
    differing: Mapping[str, int]
    lost: Sequence[str]

    def line(self) -> str:
        """Tell it in one line."""
        differing = ", ".join(f"{count} of {name}" for name, count in self.differing.items()) or "none"
        lost = f"{len(self.lost)} ids without successor" if self.lost else "no id without successor"
        return f"{self.way}: {self.seconds:.1f} s; rows that differ: {differing}; {lost}"


def compare(read: Tables, steps: int = 5, seed: int = 1) -> Iterator[Outcome]:
    """Resolve all at once, with permuted rows, in steps by day of publication, and in steps in any order.

    Args:
        read: articles, article_actors, read_mentions, read_meeting_reports, read_pledge_reports and evidence, by name.
        steps: how many increments the articles come in.
        seed: of the permutations.

    Yields what each way came to, compared with all at once: by rows and ids, or, where articles come in any order, by
    rows whose ids stand for the reports under them.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    started = time.perf_counter()
    whole = resolve(**read)
    yield Outcome("all at once", time.perf_counter() - started, {}, ())
    started = time.perf_counter()
    mixed = resolve(**{name: permuted(table, chance) for name, table in read.items()})
    yield Outcome("permuted", time.perf_counter() - started, differing(as_they_are(whole), as_they_are(mixed)), ())
    keys = read["articles"]["article_id"].to_pylist()
    chance.shuffle(keys)
    ways = (
        ("by day of publication", by_publication(read["articles"], steps), as_they_are),
        ("in any order", in_parts(keys, steps), named_by_content),
    )
    for way, parts, view in ways:
        started = time.perf_counter()
        states = list(in_steps(read, parts))
        seconds = time.perf_counter() - started
        lost = [i for before, after in pairwise(states) for i in lost_ids(before, after)]
        yield Outcome(f"{steps} steps {way}", seconds, differing(view(whole), view(states[-1])), lost)


def in_steps(read: Tables, parts: Iterable[Sequence[str]]) -> Iterator[dict[str, pa.Table]]:
    """Resolve ever more articles, given by their ids, each time with the tables before; yield those of every step."""
    known: list[str] = []
    previous: dict[str, pa.Table] | None = None
    for part in parts:
        known += part
        keys = pa.array(known, pa.string())
        so_far = {name: table.filter(pc.is_in(table["article_id"], keys)) for name, table in read.items()}
        previous = resolve(**so_far, previous=previous)
        yield previous


def in_parts(keys: Sequence[str], steps: int) -> list[Sequence[str]]:
    """Cut articles into parts of about equal size, none of them empty."""
    ends = sorted({round(len(keys) * step / steps) for step in range(steps + 1)})
    return [keys[start:end] for start, end in pairwise(ends)]


def by_publication(articles: pa.Table, steps: int) -> list[Sequence[str]]:
    """Cut articles into parts in the order of publication; those of one day stay together, undated ones come last."""
    days: dict[dt.date, list[str]] = {}
    for key, day in zip(articles["article_id"].to_pylist(), articles["published_on"].to_pylist(), strict=True):
        days.setdefault(day or dt.date.max, []).append(key)
    out: list[Sequence[str]] = []
    current: list[str] = []
    for day in sorted(days):
        current += sorted(days[day])
        if len(current) * steps >= articles.num_rows or day == max(days):
            out.append(current)
            current = []
    return out


def permuted(table: pa.Table, chance: random.Random) -> pa.Table:
    """Return the rows of a table in a random order."""
    order = list(range(table.num_rows))
    chance.shuffle(order)
    return table.take(pa.array(order, pa.int64()))


def as_they_are(resolved: Tables) -> dict[str, list[str]]:
    """Return the rows of all tables as text, but for those of `id_changes` and `evidence`."""
    return {name: [str(row) for row in rows] for name, rows in _rows(resolved).items()}


def named_by_content(resolved: Tables) -> dict[str, list[str]]:
    """Return the rows as `as_they_are`, sorted, with each id replaced by the first report or mention under it.

    An actor that no mention names stands for itself, by kind and name.
    """
    names = {row["actor_id"]: f"{row['kind']} {row['name']}" for row in resolved["actors"].to_pylist()}
    places: dict[str, str] = {}
    for row in resolved["mentions"].to_pylist():
        place = f"{row['article_id']} {row['char_start']:09}"
        places[row["actor_id"]] = min(place, places.get(row["actor_id"], place))
    names |= places
    for events, reports in REPORTS.items():
        for row in resolved[reports].to_pylist():
            event = row[ROWS[events]]
            names[event] = min(row["report_id"], names.get(event, row["report_id"]))
    return {name: sorted(str(_renamed(row, names)) for row in rows) for name, rows in _rows(resolved).items()}


def _rows(resolved: Tables) -> dict[str, list[Row]]:
    return {name: table.to_pylist() for name, table in resolved.items() if name not in _OF_THE_WAY}


def _renamed(row: Row, names: dict[str, str]) -> Row:
    return {
        k: sorted(names.get(i, i) for i in v) if isinstance(v, list) else names.get(v, v) if isinstance(v, str) else v
        for k, v in row.items()
    }


def differing(whole: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> dict[str, int]:
    """Count, by table, the rows that stand in one of two results and not in the other."""
    counts = {name: len(set(rows) ^ set(other[name])) or int(rows != other[name]) for name, rows in whole.items()}
    return {name: count for name, count in counts.items() if count}


def lost_ids(before: Tables, after: Tables) -> list[str]:
    """Return the ids that are gone after a step, and whose successor in id_changes is none, or is no row itself."""
    out: list[str] = []
    for name, column in ROWS.items():
        had, has = (set(tables[name][column].to_pylist()) for tables in (before, after))
        heirs = successors(after, name)
        out += sorted(i for i in had - has if heirs.get(i) not in has)
    return out


def successors(resolved: Tables, name: str) -> dict[str, str | None]:
    """Return, for actors, meetings or pledges, the ids that were given up and their successors."""
    changes = resolved["id_changes"]
    rows = changes.filter(pc.equal(changes["table"], name)).to_pylist()
    return {row["old_id"]: row["successor_id"] for row in rows}

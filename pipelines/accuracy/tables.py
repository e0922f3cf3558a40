"""What the tables report of each article, in the form that hand-coded answers are compared in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from pipelines.accuracy.model import PRINTED, Account, Actor, Meeting, Pledge, Window

NEEDED: Final = ("articles", "actors", "mentions", "meeting_reports", "pledge_reports")
_Rows = list[dict[str, Any]]


def read_tables(folder: Path) -> dict[str, Account]:
    """Read the Parquet files of NEEDED; return what they report, by the stem of the source file of each article.

    Raises:
        FileNotFoundError: a table is missing.

    """
    rows: dict[str, _Rows] = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in NEEDED}
    actors = {row["actor_id"]: _actor(row) for row in rows["actors"]}
    mentioned = _mentioned(rows["mentions"], actors)
    meetings, pledges = _by_article(rows["meeting_reports"]), _by_article(rows["pledge_reports"])
    out = {}
    for row in rows["articles"]:
        key = row["article_id"]
        people = mentioned[key]
        out[Path(row["source_file"]).stem] = Account(
            article=_article(row),
            persons=_of_kind(people, "person"),
            organisations=_of_kind(people, "organisation"),
            meetings=tuple(_meeting(r, actors) for r in meetings[key]),
            pledges=tuple(_pledge(r, actors) for r in pledges[key]),
        )
    return out


def _by_article(rows: _Rows) -> dict[str, _Rows]:
    out: dict[str, _Rows] = defaultdict(list)
    for row in rows:
        out[row["article_id"]].append(row)
    return out


def _mentioned(rows: _Rows, actors: Mapping[str, Actor]) -> dict[str, list[Actor]]:
    """List the actors of each article once, in the order of their first mention."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        ids[row["article_id"]][row["actor_id"]] = None
    out: dict[str, list[Actor]] = defaultdict(list)
    out.update({article: [actors[i] for i in found if i in actors] for article, found in ids.items()})
    return out


def _of_kind(actors: Iterable[Actor], kind: str) -> tuple[Actor, ...]:
    return tuple(actor for actor in actors if actor.kind == kind)


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(row["name"], row["kind"], row["country"], tuple(row["aliases"] or ()))


def _article(row: Mapping[str, Any]) -> dict[str, str | None]:
    day = row["published_on"]
    return {
        **{key: row[key] for key in ("language", *PRINTED, "body")},
        "published_on": None if day is None else str(day)[:10],  # a time of day says no more here
    }


def _window(row: Mapping[str, Any]) -> Window | None:
    first, last = row["date_earliest"], row["date_latest"]
    return (first, last) if first and last else None


def _meeting(row: Mapping[str, Any], actors: Mapping[str, Actor]) -> Meeting:
    return Meeting(
        participants=tuple(actors[i] for i in row["participant_ids"]),
        window=_window(row),
        topics=frozenset(row["topics"] or ()),
        event=row["meeting_id"],
        **{key: row[key] for key in ("format", "status", "place")},
    )


def _pledge(row: Mapping[str, Any], actors: Mapping[str, Actor]) -> Pledge:
    ids = (row["giver_id"], *(row["co_giver_ids"] or ()))
    return Pledge(
        givers=tuple(actors[i] for i in ids if i in actors),
        recipient=actors.get(row["recipient_id"]),
        amount=None if row["amount"] is None else float(row["amount"]),
        window=_window(row),
        event=row["pledge_id"],
        **{key: row[key] for key in ("status", "kind", "item", "quantity", "currency")},
    )

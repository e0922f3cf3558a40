"""From what each article says to one row for each actor, meeting and pledge."""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import pyarrow as pa

from pipelines.resolve.actors import link_actors
from pipelines.resolve.identity import changes_table, keep_ids
from pipelines.resolve.meetings import join_meetings
from pipelines.resolve.money import rates_table
from pipelines.resolve.objects import Vocabulary, words_table
from pipelines.resolve.pledges import join_pledges
from pipelines.resolve.weights import phrases
from pipelines.resolve.workspace import Workspace
from pipelines.schema import TABLES, code_list
from pipelines.schema.paths import REFERENCE

_RELEASED: Final = {
    "actors": "actor_row",
    "mentions": "mention_row",
    "meetings": "meeting_row",
    "meeting_participants": "participant_row",
    "meeting_reports": "meeting_report_row",
    "pledges": "pledge_table",
    "pledge_reports": "pledge_report_row",
}
_REPORT_DAYS: Final = """
    SELECT DISTINCT p.currency, coalesce(p.date_earliest, d.day) AS day
    FROM pledge_read p JOIN article_day d USING (article) WHERE p.currency IS NOT NULL ORDER BY ALL"""
_PLEDGE_DAYS: Final = "SELECT DISTINCT currency, day FROM pledge_row WHERE currency IS NOT NULL ORDER BY ALL"


def resolve(
    articles: pa.Table,
    article_actors: pa.Table,
    read_mentions: pa.Table,
    read_meeting_reports: pa.Table,
    read_pledge_reports: pa.Table,
    evidence: pa.Table | None = None,
    previous: Mapping[str, pa.Table] | None = None,
    observe: Callable[[str, int], None] | None = None,
) -> dict[str, pa.Table]:
    """Resolve all readings; reads no article bodies.

    Args:
        articles: the table articles; of it article_id, published_on and story_id are used.
        article_actors: actors as each article presents them.
        read_mentions: mentions with the keys of article_actors.
        read_meeting_reports: reports of meetings as read.
        read_pledge_reports: reports of pledges as read.
        evidence: the characters behind each value, handed on where it is given; nothing is asked of it.
        previous: the tables of an earlier release, by name, whose ids are kept.
        observe: is told how many pairs of a report and an event were compared: of `meetings` and of `pledges`.

    Returns the tables actors, mentions, meeting_reports, meetings, meeting_participants, pledge_reports, pledges and
    id_changes, and evidence where it is given, by name. The result does not depend on the order of the rows.
    """
    with Workspace() as space:
        space.add("articles", articles.select(["article_id", "published_on", "story_id"]))
        space.add("article_actors", article_actors)
        space.add("read_mentions", read_mentions)
        space.add("read_meeting_reports", read_meeting_reports)
        space.add("read_pledge_reports", read_pledge_reports)
        space.add("country_names", _country_names())
        link_actors(space)
        keep_ids(space, "actors", previous)
        space.run("actor_rows")
        space.run("meeting_read")
        space.run("pledge_read")
        space.run("days")
        compared = {"meetings": _resolve_meetings(space, previous), "pledges": _resolve_pledges(space, previous)}
        if observe is not None:
            for name, count in compared.items():
                observe(name, count)
        out = {name: TABLES[name].conform(space.table(f"FROM {source}")) for name, source in _RELEASED.items()}
        return {**out, "id_changes": changes_table(space), **({} if evidence is None else {"evidence": evidence})}


def _resolve_meetings(space: Workspace, previous: Mapping[str, pa.Table] | None) -> int:
    """Make the rows of meetings; return how many pairs were compared."""
    topics = list(code_list("meeting_topic").codes)
    space.run("meeting_stream", topics=topics)
    stream = space.table("FROM meeting_stream")
    events, compared = join_meetings(stream)
    space.add("meeting_member", pa.table({"report": stream["report"], "event": events}))
    del stream
    keep_ids(space, "meetings", previous)
    space.run("meeting_merge")
    space.run("meeting_rows")
    return compared


def _resolve_pledges(space: Workspace, previous: Mapping[str, pa.Table] | None) -> int:
    """Make the rows of pledges; return how many pairs were compared."""
    vocabulary = Vocabulary()
    space.add(
        "item_words",
        words_table(space.table("SELECT DISTINCT item FROM pledge_read ORDER BY item")["item"], vocabulary),
    )
    _add_rates(space, _REPORT_DAYS)
    space.run("pledge_stream", raise_words=phrases("raise_words"))
    stream = space.table("FROM pledge_stream")
    events, compared = join_pledges(stream, vocabulary)
    space.add("pledge_member", pa.table({"report": stream["report"], "event": events}))
    del stream
    keep_ids(space, "pledges", previous)
    ranks = code_list("pledge_status").column("rank")
    space.add("status_rank", pa.table({"status": list(ranks), "rank": [int(r) for r in ranks.values()]}))
    space.run("pledge_merge")
    space.run("pledge_links", parts=phrases("part_words"))
    _add_rates(space, _PLEDGE_DAYS)
    space.run("pledge_rows")
    return compared


def _add_rates(space: Workspace, query: str) -> None:
    pairs = space.table(query)
    space.add("rate", rates_table(zip(pairs["currency"].to_pylist(), pairs["day"].to_pylist(), strict=True)))


@cache
def _country_names() -> pa.Table:
    with (REFERENCE / "country_names.csv").open(encoding="utf-8", newline="") as file:
        return pa.Table.from_pylist(list(csv.DictReader(file)))

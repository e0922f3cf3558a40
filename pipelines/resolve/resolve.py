"""From what each article says to one row for each actor, meeting and pledge."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipelines.resolve.actors import actors_table, resolve_ids
from pipelines.resolve.meetings import join_meetings, merge_meeting
from pipelines.resolve.pledges import join_pledges, link_pledges, merge_pledge
from pipelines.schema import TABLES

Row = dict[str, Any]


def resolve(
    articles: pa.Table,
    article_actors: pa.Table,
    read_mentions: pa.Table,
    read_meeting_reports: pa.Table,
    read_pledge_reports: pa.Table,
    evidence: pa.Table,
    previous: Mapping[str, pa.Table] | None = None,
) -> dict[str, pa.Table]:
    """Resolve all readings; reads no article bodies.

    Args:
        articles: the table articles; of it article_id, published_on and story_id are used.
        article_actors: actors as each article presents them.
        read_mentions: mentions with the keys of article_actors.
        read_meeting_reports: reports of meetings as read.
        read_pledge_reports: reports of pledges as read.
        evidence: the characters behind each value; passed on.
        previous: the tables of an earlier release, by name, whose ids are kept.

    Returns the tables actors, mentions, meeting_reports, meetings, meeting_participants, pledge_reports, pledges,
    id_changes and evidence, by name. The result does not depend on the order of the rows.
    """
    facts = {r["article_id"]: r for r in articles.select(["article_id", "published_on", "story_id"]).to_pylist()}
    local = article_actors.to_pylist()
    ids = resolve_ids(local)
    actors = actors_table(local, ids, {k: v["published_on"] for k, v in facts.items()})
    known = {a["actor_id"]: a for a in actors.to_pylist()}
    roles = {(a["article_id"], ids[a["actor_id"]]): a["role"] for a in local}
    meetings = [_placed(_with_ids(r, ids), facts, roles) for r in read_meeting_reports.to_pylist()]
    pledges = [_placed(_with_ids(r, ids), facts, roles) for r in read_pledge_reports.to_pylist()]
    out = {"actors": actors, "mentions": _mentions(read_mentions, ids), "evidence": evidence}
    out["id_changes"] = (previous or {}).get("id_changes", TABLES["id_changes"].empty())
    out |= _meetings(meetings, known)
    out |= _pledges(pledges, meetings, known)
    return out


def _with_ids(report: Row, ids: dict[str, str]) -> Row:
    out = dict(report)
    for column in ("giver_id", "recipient_id"):
        if column in out:
            out[column] = ids[out[column]]
    for column in ("participant_ids", "co_giver_ids"):
        if column in out:
            out[column] = sorted({ids[i] for i in out[column]})
    return out


def _placed(report: Row, facts: dict[str, Row], roles: dict[tuple[str, str], str | None]) -> Row:
    """Add what resolution needs of the article: publication date, story and the roles it states."""
    article = report["article_id"]
    people = report.get("participant_ids", [])
    return {
        **report,
        "published_on": facts[article]["published_on"],
        "story_id": facts[article]["story_id"],
        "roles": {i: roles.get((article, i)) for i in people},
    }


def _mentions(read: pa.Table, ids: dict[str, str]) -> pa.Table:
    final = pa.array([ids[i] for i in read["actor_id"].to_pylist()], pa.string())
    return TABLES["mentions"].conform(read.set_column(read.column_names.index("actor_id"), "actor_id", final))


def _meetings(reports: list[Row], actors: dict[str, Row]) -> dict[str, pa.Table]:
    rows, people = [], []
    for group in join_meetings(reports, actors):
        row, participants = merge_meeting(group, actors)
        rows.append(row)
        people += participants
        for report in group:
            report["meeting_id"] = row["meeting_id"]
    return {
        "meetings": TABLES["meetings"].build(rows),
        "meeting_participants": TABLES["meeting_participants"].build(people),
        "meeting_reports": TABLES["meeting_reports"].build(_public(r, "meeting_reports") for r in reports),
    }


def _pledges(reports: list[Row], meetings: list[Row], actors: dict[str, Row]) -> dict[str, pa.Table]:
    groups = join_pledges(reports)
    rows = [merge_pledge(group) for group in groups]
    for row, group in zip(rows, groups, strict=True):
        for report in group:
            report["pledge_id"] = row["pledge_id"]
    link_pledges(rows, _meeting_of(reports, meetings, actors), groups)
    return {
        "pledges": TABLES["pledges"].build(rows),
        "pledge_reports": TABLES["pledge_reports"].build(_public(r, "pledge_reports") for r in reports),
    }


def _meeting_of(pledges: list[Row], meetings: list[Row], actors: dict[str, Row]) -> dict[str, str]:
    """Map a pledge report to the only meeting of its giver and recipient that the same article reports as held."""
    by_article: dict[str, list[Row]] = {}
    for meeting in meetings:
        if meeting["status"] == "held":
            by_article.setdefault(meeting["article_id"], []).append(meeting)
    out = {}
    for pledge in pledges:
        sides = {actors[pledge[c]]["country"] or pledge[c] for c in ("giver_id", "recipient_id")}
        fits = {
            m["meeting_id"]
            for m in by_article.get(pledge["article_id"], [])
            if sides <= {actors[i]["country"] or i for i in m["participant_ids"]}
        }
        if len(fits) == 1:
            out[pledge["report_id"]] = next(iter(fits))
    return out


def _public(report: Row, table: str) -> Row:
    return {name: report[name] for name in TABLES[table].names}

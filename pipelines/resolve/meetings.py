"""One contact, one row: reports of meetings joined and merged."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from pipelines.resolve.clusters import UnionFind, blocks
from pipelines.resolve.dates import NEAR, best, is_day, overlap, window
from pipelines.schema import content_id

Row = dict[str, Any]
_CALLS: Final = {"phone", "video"}


def join_meetings(reports: list[Row], actors: dict[str, Row]) -> list[list[Row]]:
    """Group reports of one contact.

    Only reports whose sides are the same states or organisations are compared. Two of them are one contact when the
    people agree (a state stands for any of its people), the ways of contact and the dates do not contradict, and they
    are near in time: their own dates overlap, or, where one is undated, the articles are at most a week apart.
    """
    out: list[list[Row]] = []
    for block in blocks(reports, lambda r: (_sides(r, actors), r["status"] == "planned")):
        out += _join_block(sorted(block, key=_order), actors)
    return out


def _order(report: Row) -> tuple[Any, ...]:
    return (report["published_on"] or dt.date.max, report["report_id"])


def _sides(report: Row, actors: dict[str, Row]) -> tuple[str, ...]:
    return tuple(sorted({actors[i]["country"] or i for i in report["participant_ids"]}))


def _join_block(block: list[Row], actors: dict[str, Row]) -> list[list[Row]]:
    """Join dated reports by day first, then each undated one with the only dated contact that it fits."""
    dated = [r for r in block if is_day(window(r))]
    groups = _by_pairs(dated, actors)
    loose: list[Row] = []
    for report in (r for r in block if not is_day(window(r))):
        homes = [g for g in groups if all(_same(report, other, actors) for other in g)]
        if len(homes) == 1:
            homes[0].append(report)
        else:
            loose.append(report)
    return groups + _by_pairs(loose, actors)


def _by_pairs(rows: list[Row], actors: dict[str, Row]) -> list[list[Row]]:
    sets = UnionFind(len(rows))
    ordered = sorted(rows, key=lambda r: (_day(r), r["report_id"]))
    for i, row in enumerate(ordered):
        for j in range(i - 1, -1, -1):
            if _day(row) - _day(ordered[j]) > NEAR:
                break
            if _same(row, ordered[j], actors):
                sets.join(i, j)
    return [[ordered[i] for i in group] for group in sets.groups()]


def _day(report: Row) -> dt.date:
    day: dt.date = report["date_earliest"] or report["published_on"] or dt.date.max - NEAR
    return day


def _same(a: Row, b: Row, actors: dict[str, Row]) -> bool:
    if a["article_id"] == b["article_id"]:
        return False  # an article tells its own contacts apart
    formats = {a["format"], b["format"]} - {"unspecified"}
    if len(formats) > 1 and "in_person" in formats:
        return False
    return overlap(window(a), window(b)) and _near(a, b) and _people_agree(a, b, actors)


def _near(a: Row, b: Row) -> bool:
    """Tell whether two reports are near in time where dates alone do not say so."""
    if is_day(window(a)) and is_day(window(b)):
        return True
    if a["story_id"] == b["story_id"]:
        return True
    days = [r["date_earliest"] if is_day(window(r)) else r["published_on"] for r in (a, b)]
    return all(days) and abs(days[0] - days[1]) <= NEAR


def _people_agree(a: Row, b: Row, actors: dict[str, Row]) -> bool:
    """Tell whether no side has different people in the two reports."""
    people = [{i for i in r["participant_ids"] if actors[i]["kind"] == "person"} for r in (a, b)]
    for country in _sides(a, actors):
        first, second = ({i for i in group if (actors[i]["country"] or i) == country} for group in people)
        if first and second and not (first <= second or second <= first):
            return False
    return True


def merge_meeting(group: list[Row], actors: dict[str, Row]) -> tuple[Row, list[Row]]:
    """Merge the reports of one contact into its row and the rows of its participants."""
    first = min(group, key=_order)
    people = _participants(group, actors)
    day = best((window(r), r["story_id"]) for r in group)
    published = sorted(r["published_on"] for r in group if r["published_on"])
    row = {
        "meeting_id": content_id("mtg", first["report_id"]),
        "format": _most([r["format"] for r in group if r["format"] != "unspecified"]) or "unspecified",
        "status": _status(group),
        "date_earliest": day[0],
        "date_latest": day[1],
        "place": _most([r["place"] for r in group if r["place"]]),
        "place_country": _most([r["place_country"] for r in group if r["place_country"]]),
        "topics": sorted({t for r in group for t in r["topics"]}),
        "countries": sorted({actors[i]["country"] for i in people if actors[i]["country"]}),
        "n_participants": len(people),
        "n_reports": len(group),
        "n_stories": len({r["story_id"] for r in group}),
        "first_reported_on": published[0] if published else None,
        "confidence": _confidence(group),
    }
    return row, list(_participant_rows(str(row["meeting_id"]), people, actors, group))


def _participants(group: list[Row], actors: dict[str, Row]) -> list[str]:
    """Return the fullest list: all people, and states or organisations that no person in it represents."""
    ids = {i for r in group for i in r["participant_ids"]}
    represented = {actors[i]["country"] for i in ids if actors[i]["kind"] == "person"}
    return sorted(i for i in ids if actors[i]["kind"] != "country" or actors[i]["country"] not in represented)


def _participant_rows(meeting_id: str, people: list[str], actors: dict[str, Row], group: list[Row]) -> Iterator[Row]:
    for i in people:
        roles = [r["roles"].get(i) for r in group if r["roles"].get(i)]
        yield {"meeting_id": meeting_id, "actor_id": i, "country": actors[i]["country"], "role": _most(roles)}


def _status(group: list[Row]) -> str:
    """Return what became of it: cancelled if the latest report says so, else held if any says so."""
    latest = max(group, key=_order)
    if latest["status"] == "cancelled":
        return "cancelled"
    return "held" if any(r["status"] == "held" for r in group) else str(latest["status"])


def _most(values: list[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _confidence(group: list[Row]) -> float:
    doubt = 1.0
    for story in {r["story_id"] for r in group}:
        doubt *= 1 - max(r["confidence"] for r in group if r["story_id"] == story)
    return round(min(0.99, 1 - doubt), 2)

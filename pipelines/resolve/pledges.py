"""One undertaking, one row: reports of pledges joined and merged."""

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

from pipelines.resolve.clusters import UnionFind, blocks
from pipelines.resolve.dates import best, is_day, window
from pipelines.resolve.money import in_usd
from pipelines.schema import code_list, content_id

Row = dict[str, Any]
_APART: Final = dt.timedelta(days=31)
_ROUNDING: Final = Decimal("0.02")
_WORDS_SHARED: Final = 0.6


def join_pledges(reports: list[Row]) -> list[list[Row]]:
    """Group reports of one undertaking.

    Only reports of one giver and recipient are compared, and a request or a refusal never with a gift. Two are one
    when the sums agree within rounding, or, where neither has one, kind and words of the object; and when they are at
    most a month apart. A running total is never a single gift.
    """
    out: list[list[Row]] = []
    for block in blocks(
        reports, lambda r: (r["giver_id"], r["recipient_id"], _class(r), r["amount_scope"] == "cumulative")
    ):
        ordered = sorted(block, key=lambda r: (_day(r), r["report_id"]))
        sets = UnionFind(len(ordered))
        for i, row in enumerate(ordered):
            for j in range(i - 1, -1, -1):
                if _day(row) - _day(ordered[j]) > _APART:
                    break
                if _same(row, ordered[j]):
                    sets.join(i, j)
        out += [[ordered[i] for i in group] for group in sets.groups()]
    return out


def _class(report: Row) -> str:
    return report["status"] if report["status"] in {"requested", "refused"} else "given"


def _day(report: Row) -> dt.date:
    day: dt.date = (
        (report["date_earliest"] if is_day(window(report)) else None) or report["published_on"] or dt.date.max - _APART
    )
    return day


def _same(a: Row, b: Row) -> bool:
    if a["article_id"] == b["article_id"] and a["status"] == b["status"]:
        return False  # an article tells its own pledges apart
    if a["amount"] is not None and b["amount"] is not None:
        apart = abs(a["amount"] - b["amount"]) / max(a["amount"], b["amount"])
        return bool(a["currency"] == b["currency"] and apart <= _ROUNDING)
    if a["quantity"] and b["quantity"] and a["quantity"] != b["quantity"]:
        return False
    return a["kind"] == b["kind"] and _shared(a["item"], b["item"]) >= _WORDS_SHARED


def _shared(a: str | None, b: str | None) -> float:
    first, second = ({w for w in re.findall(r"\w+", (x or "").lower()) if len(w) > 3} for x in (a, b))  # noqa: PLR2004
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _order(report: Row) -> tuple[Any, ...]:
    return (report["published_on"] or dt.date.max, report["report_id"])


def merge_pledge(group: list[Row]) -> Row:
    """Merge the reports of one undertaking into its row."""
    first = min(group, key=_order)
    ranks = {code: int(rank) for code, rank in code_list("pledge_status").column("rank").items()}
    furthest = max(group, key=lambda r: (ranks[r["status"]], r["report_id"]))
    day = best((window(r), r["story_id"]) for r in group)
    published = sorted(r["published_on"] for r in group if r["published_on"])
    lead = next((r for r in sorted(group, key=_order) if r["amount"] is not None), furthest)
    usd, rate, rate_day = in_usd(lead["amount"], lead["currency"], day[0] or (published[0] if published else None))
    return {
        "pledge_id": content_id("plg", first["report_id"]),
        "giver_id": first["giver_id"],
        "co_giver_ids": sorted({i for r in group for i in r["co_giver_ids"]}),
        "recipient_id": first["recipient_id"],
        "status": furthest["status"],
        "kind": Counter(sorted(r["kind"] for r in group)).most_common(1)[0][0],
        "item": max((r["item"] for r in group if r["item"]), key=lambda t: (len(t), t), default=None),
        "quantity": next((r["quantity"] for r in sorted(group, key=_order) if r["quantity"]), None),
        "amount": lead["amount"],
        "amount_qualifier": lead["amount_qualifier"],
        "amount_scope": lead["amount_scope"],
        "currency": lead["currency"],
        "currency_basis": lead["currency_basis"],
        "amount_usd": usd,
        "fx_rate": rate,
        "fx_date": rate_day,
        "date_earliest": day[0],
        "date_latest": day[1],
        "n_reports": len(group),
        "n_stories": len({r["story_id"] for r in group}),
        "first_reported_on": published[0] if published else None,
        "confidence": max(r["confidence"] for r in group),
    }


def link_pledges(pledges: list[Row], meeting_of: dict[str, str], groups: list[list[Row]]) -> None:
    """Set the meeting that a pledge came out of, and the request that it answers.

    The meeting is the only contact of giver and recipient that one of its articles reports; the request is the latest
    earlier one of the same two about the same kind of support.
    """
    requests = [p for p in pledges if p["status"] == "requested"]
    for pledge, group in zip(pledges, groups, strict=True):
        found = {meeting_of[r["report_id"]] for r in group if r["report_id"] in meeting_of}
        pledge["meeting_id"] = next(iter(found)) if len(found) == 1 else None
        pledge["requested_by_pledge_id"] = _answered(pledge, requests)


def _answered(pledge: Row, requests: list[Row]) -> str | None:
    if pledge["status"] not in {"offered", "committed", "delivered"} or pledge["first_reported_on"] is None:
        return None
    fits = [
        r
        for r in requests
        if (r["giver_id"], r["recipient_id"], r["kind"]) == (pledge["giver_id"], pledge["recipient_id"], pledge["kind"])
        and r["first_reported_on"] is not None
        and r["first_reported_on"] <= pledge["first_reported_on"]
        and _shared(r["item"], pledge["item"]) > 0
    ]
    last = max(fits, key=lambda r: (r["first_reported_on"], r["pledge_id"]), default=None)
    return str(last["pledge_id"]) if last else None

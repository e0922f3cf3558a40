"""The tables of reading, from the arrays of made-up articles and reports."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa

from pipelines.benchmarks.arrays import Flags, Ints
from pipelines.benchmarks.columns import chosen, constant, days, ids, lists
from pipelines.benchmarks.contact_reports import FORMATS, STATUSES, ContactReports
from pipelines.benchmarks.coverage import UNKNOWN, Articles
from pipelines.benchmarks.objects import KINDS, item_texts
from pipelines.benchmarks.pledge_reports import QUALIFIERS, PledgeReports
from pipelines.benchmarks.pledges import STATUSES as PLEDGE_STATUSES
from pipelines.benchmarks.pledges import currencies
from pipelines.benchmarks.world import World
from pipelines.schema import TABLES
from pipelines.schema.model import COUNT, MONEY, TEXT

Columns = dict[str, Any]

_CONFIDENCE: Final = 0.8
_QUOTE: Final = "as told"
_STRIDE: Final = 40  # characters between two mentions
_NOBODY: Final[list[str]] = []


def article_tables(
    world: World, articles: Articles, contacts: ContactReports, pledges: PledgeReports
) -> dict[str, pa.Table]:
    """Return articles, article_actors and read_mentions: of articles that hold a report, and the actors in reports."""
    number, row = _appearances(world, contacts, pledges)
    used = np.unique(number)
    names = {name: world.surfaces[name].combine_chunks().take(pa.array(row)) for name in world.surfaces.column_names}
    actors = {"article_id": ids("", number), **names}
    start = _STRIDE * (np.arange(len(number)) - np.searchsorted(number, number))
    mentions = {
        **{name: actors[name] for name in ("article_id", "actor_id", "role")},
        "text": names["name"],
        "char_start": pa.array(start),
        "char_end": pa.array(start + 1),
    }
    return {
        "articles": _table("articles", _articles(used, articles)),
        "article_actors": _table("article_actors", actors),
        "read_mentions": _table("read_mentions", mentions),
    }


def _appearances(world: World, contacts: ContactReports, pledges: PledgeReports) -> tuple[Ints, Ints]:
    """Return article and row of World.surfaces of each actor in each article, sorted by article, none twice."""
    slots = contacts.names.shape[1]
    number = np.concatenate([np.repeat(contacts.article, slots), pledges.article, pledges.article])
    row = np.concatenate([contacts.names.ravel(), pledges.giver, pledges.recipient])
    number, row = number[row >= 0], row[row >= 0]
    keys = np.unique(np.asarray(world.surfaces["actor_id"].to_pylist()), return_inverse=True)[1]
    _, first = np.unique(number * (keys.max() + 1) + keys[row], return_index=True)
    return number[first], row[first]


def _articles(used: Ints, articles: Articles) -> Columns:
    published = articles.published[used]
    key = ids("", used)
    known = (published != UNKNOWN).astype(np.int64)
    return {
        "article_id": key,
        "source_file": key,
        "source_sha256": key,
        "published_on": days(published),
        "published_basis": chosen(("none", "metadata"), known),
        "language": constant("en", len(used), TEXT),
        "body": constant("", len(used), TEXT),
        "n_words": constant(0, len(used), COUNT),
        "story_id": ids("sty_", articles.story[used]),
    }


def contact_tables(world: World, reports: ContactReports) -> dict[str, pa.Table]:
    """Return read_meeting_reports and their evidence."""
    first = reports.names[:, 0]
    countries = world.surfaces["country"].to_pylist()
    host = reports.names[:, 1]
    columns = {
        "report_id": ids("mrp_", np.arange(len(reports))),
        "article_id": ids("", reports.article),
        "participant_ids": lists(world.surfaces["actor_id"].to_pylist(), reports.names),
        "format": chosen(FORMATS, reports.format),
        "status": chosen(STATUSES, reports.status),
        "date_earliest": days(reports.first),
        "date_latest": days(reports.last),
        "place": _place(world, reports),
        "place_country": chosen(countries, np.where(reports.place > 0, host, -1)),
        "topics": constant(_NOBODY, len(first), pa.list_(TEXT)),
    }
    return {"read_meeting_reports": _table("read_meeting_reports", columns | _said(len(reports)))} | _evidence(columns)


def _place(world: World, reports: ContactReports) -> pa.Array:
    """Return the capital of the host, or its name, as far as the report says so."""
    capital = {side.country: side.capital for side in world.sides if side.country}
    country = world.surfaces["country"].to_pylist()
    named = {side.country: side.name for side in world.sides if side.country}
    pool = [capital.get(code) for code in country] + [named.get(code) for code in country]
    host = reports.names[:, 1]
    row = np.where(reports.place == 1, host, host + len(country))
    return chosen(pool, np.where(reports.place == 0, -1, row))


def pledge_tables(world: World, reports: PledgeReports) -> dict[str, pa.Table]:
    """Return read_pledge_reports and their evidence."""
    actors = world.surfaces["actor_id"].to_pylist()
    money = reports.amount > 0
    columns = {
        "report_id": ids("prp_", np.arange(len(reports))),
        "article_id": ids("", reports.article),
        "giver_id": chosen(actors, reports.giver),
        "co_giver_ids": constant(_NOBODY, len(reports), pa.list_(TEXT)),
        "recipient_id": chosen(actors, reports.recipient),
        "status": chosen(PLEDGE_STATUSES, reports.status),
        "kind": chosen(KINDS, reports.kind),
        "item": chosen(item_texts(), reports.item),
        "quantity": pa.array(reports.quantity, mask=reports.quantity == 0),
        "date_earliest": days(reports.first),
        "date_latest": days(reports.last),
        **_money(reports, money),
    }
    return {"read_pledge_reports": _table("read_pledge_reports", columns | _said(len(reports)))} | _evidence(columns)


def _money(reports: PledgeReports, money: Flags) -> Columns:
    whole = pa.array(np.round(reports.amount).astype(np.int64), mask=~money)
    return {
        "amount": whole.cast(pa.decimal128(19, 0)).cast(MONEY),
        "amount_qualifier": chosen(QUALIFIERS, np.where(money, reports.qualifier, -1)),
        "amount_scope": chosen(("single", "cumulative"), np.where(money, reports.cumulative, -1)),
        "currency": chosen(currencies(), np.where(money, reports.currency, -1)),
        "currency_basis": chosen(("explicit", "symbol"), np.where(money, reports.symbol, -1)),
    }


def _said(count: int) -> Columns:
    return {
        "evidence": constant(_QUOTE, count, TEXT),
        "char_start": constant(0, count, COUNT),
        "char_end": constant(len(_QUOTE), count, COUNT),
        "confidence": constant(_CONFIDENCE, count, pa.float64()),
    }


def _evidence(columns: Columns) -> dict[str, pa.Table]:
    """Return a row of evidence for each value of each report."""
    parts = []
    for field, values in columns.items():
        if field not in {"report_id", "article_id", "topics", "co_giver_ids"}:
            reports = pa.table([columns["report_id"], columns["article_id"]], ["report_id", "article_id"])
            given = reports.filter(values.is_valid())
            said = _said(given.num_rows)
            added = {"field": constant(field, given.num_rows, TEXT), "quote": said["evidence"]}
            table = {**{name: given[name] for name in given.column_names}, **added, **said}
            parts.append(_table("evidence", table))
    return {"evidence": pa.concat_tables(parts)}


def joined(*parts: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Put tables of one name under one another."""
    names = sorted({name for part in parts for name in part})
    return {name: pa.concat_tables([part[name] for part in parts if name in part]) for name in names}


def _table(name: str, columns: Columns) -> pa.Table:
    """Return a table as declared; columns that are not given are null."""
    schema = TABLES[name].arrow_schema()
    count = len(next(iter(columns.values())))
    given = [columns.get(field.name, pa.nulls(count, field.type)) for field in schema]
    return pa.Table.from_arrays([_cast(v, f.type) for v, f in zip(given, schema, strict=True)], schema=schema)


def _cast(values: Any, kind: pa.DataType) -> Any:
    return values if values.type == kind else values.cast(kind)

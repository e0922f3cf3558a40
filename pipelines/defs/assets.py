"""The assets: each a few lines that call a stage."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import dagster as dg
import pyarrow as pa

from pipelines.accuracy import KEPT, read_record
from pipelines.clean import clean_articles, unread_dates
from pipelines.defs.progress import bar, say
from pipelines.defs.resources import Settings, TableStore
from pipelines.extract import extractor_version, read_articles
from pipelines.ingest import Limits, read_folder
from pipelines.publish import read_release, write_release
from pipelines.resolve import KEPT_COLUMNS, correct, read_corrections
from pipelines.resolve import resolve as resolve_reports
from pipelines.schema import RELEASED, TABLES

OWNERS: Final = ["team:diplomacy"]
READ: Final = ("article_actors", "read_mentions", "read_meeting_reports", "read_pledge_reports", "evidence")
RESOLVED: Final = (
    "actors",
    "mentions",
    "meetings",
    "meeting_participants",
    "meeting_reports",
    "pledges",
    "pledge_reports",
    "id_changes",
)
_SHOWN: Final = 5  # names of a longer list
_DAGSTER_TYPES: Final = {"list": "list of text", "deci": "decimal", "date": "date", "int6": "integer", "doub": "number"}


def column_schema(table: str) -> dg.TableSchema:
    """Return the columns of a table as Dagster shows them."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                c.name,
                _DAGSTER_TYPES.get(str(c.type)[:4], "text"),
                c.description,
                constraints=dg.TableColumnConstraints(nullable=c.nullable),
            )
            for c in TABLES[table].columns
        ]
    )


def _out(key: str, group: str, table: str | None = None, **more: Any) -> dg.AssetOut:
    name = table or key
    return dg.AssetOut(
        key=key,
        description=TABLES[name].description,
        group_name=group,
        kinds={"parquet", "python"},
        owners=OWNERS,
        metadata={"dagster/column_schema": column_schema(name)},
        **more,
    )


def _outputs(tables: dict[str, pa.Table]) -> Iterator[dg.Output[pa.Table]]:
    for name, table in tables.items():
        say(f"  {name}: {table.num_rows} rows")
        yield dg.Output(table, output_name=name)


@dg.multi_asset(
    outs={"raw_articles": _out("raw_articles", "ingest"), "raw_rejects": _out("raw_rejects", "ingest", "rejects")},
)
def raw(settings: Settings) -> Iterator[dg.Output[pa.Table]]:
    """Decode every file below the folder of articles; judge nothing."""
    say(f"reading {settings.articles}")
    limits = Limits(settings.max_bytes, settings.max_characters)
    articles, rejects = read_folder(Path(settings.articles), limits)
    yield from _outputs({"raw_articles": articles, "raw_rejects": rejects})


@dg.multi_asset(
    outs={"articles": _out("articles", "clean"), "article_rejects": _out("article_rejects", "clean", "rejects")},
)
def clean(raw_articles: pa.Table) -> Iterator[dg.Output[pa.Table]]:
    """Find header, date, language and body of each record; reject duplicates; group copies of one story."""
    say("cleaning")
    articles, rejects = clean_articles(raw_articles)
    undated = unread_dates(raw_articles, articles)
    if undated:
        say(f"  {len(undated)} articles state a date that cannot be read: {', '.join(undated[:_SHOWN])}")
    yield from _outputs({"articles": articles, "article_rejects": rejects})


@dg.multi_asset(
    outs={
        **{name: _out(name, "extract") for name in READ},
        "report_rejects": _out("report_rejects", "extract", "rejects"),
    },
)
def reports(articles: pa.Table, settings: Settings) -> Iterator[dg.Output[pa.Table]]:
    """Read what each article by itself says of actors, meetings and pledges; known ones are not read again."""
    say("reading articles")
    reading = read_articles(articles, settings.cache, settings.workers, bar("reading"), settings.shard_size)
    say(f"  {reading.n_read} articles read, {reading.n_cached} known, extractor {extractor_version()}")
    tables = {name: getattr(reading, name) for name in READ}
    yield from _outputs({**tables, "report_rejects": reading.rejects})


@dg.multi_asset(outs={name: _out(name, "resolve") for name in RESOLVED})
def resolved(
    articles: pa.Table,
    article_actors: pa.Table,
    read_mentions: pa.Table,
    read_meeting_reports: pa.Table,
    read_pledge_reports: pa.Table,
    settings: Settings,
) -> Iterator[dg.Output[pa.Table]]:
    """Join what all articles say into one row for each actor, meeting and pledge, with ids of the last release.

    Reviewed corrections are applied to the result.
    """
    say("resolving")
    corrections = read_corrections(Path(settings.corrections), [name for name in RESOLVED if name != "id_changes"])
    previous = read_release(Path(settings.datasets), KEPT_COLUMNS)
    tables = resolve_reports(
        articles, article_actors, read_mentions, read_meeting_reports, read_pledge_reports, previous=previous
    )
    tables = correct(tables, corrections)
    yield from _outputs({name: tables[name] for name in RESOLVED})


@dg.asset(
    group_name="resolve",
    kinds={"parquet", "python"},
    owners=OWNERS,
    metadata={"dagster/column_schema": column_schema("rejects")},
)
def rejects(raw_rejects: pa.Table, article_rejects: pa.Table, report_rejects: pa.Table) -> pa.Table:
    """List every record that stopped on the way, and why."""
    return TABLES["rejects"].conform(pa.concat_tables([raw_rejects, article_rejects, report_rejects]))


@dg.multi_asset(outs={name: _out(name, "accuracy") for name in KEPT})
def measured() -> Iterator[dg.Output[pa.Table]]:
    """Take the figures that were measured last; to measure is a command of its own, for it needs coded articles."""
    record = read_record()
    stale = set(record["accuracy_sets"]["extractor"].to_pylist()) - {extractor_version()}
    if stale:
        say("  the accuracy is that of an earlier extractor; measure again with `python -m pipelines accuracy`")
    yield from _outputs(record)


@dg.asset(group_name="release", kinds={"parquet"}, owners=OWNERS, deps=[t.name for t in RELEASED])
def candidate(store: TableStore) -> dg.MaterializeResult[Any]:
    """Take all tables together, as they would be released: what the checks across tables are asked about."""
    rows = {t.name: store.load(t.name).num_rows for t in RELEASED}
    return dg.MaterializeResult(metadata={f"rows of {name}": count for name, count in rows.items()})


@dg.asset(group_name="release", kinds={"duckdb", "parquet"}, owners=OWNERS, deps=[candidate])
def release(settings: Settings, store: TableStore) -> dg.MaterializeResult[Any]:
    """Write Parquet files, DuckDB file, codebook and data package, once all blocking checks have passed."""
    say("writing the release")
    tables = dict(store.load_all([t.name for t in RELEASED]))
    if not settings.bodies:
        tables["articles"] = without_bodies(tables["articles"])
    info = write_release(tables, Path(settings.datasets))
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(info.path)),
            "changed": info.changed,
            **{f"rows of {k}": v for k, v in info.rows.items()},
        }
    )


def without_bodies(articles: pa.Table) -> pa.Table:
    """Return the articles with empty bodies, for a release that holds nobody's text but quotes."""
    empty = pa.array([""] * articles.num_rows, pa.string())
    return articles.set_column(articles.column_names.index("body"), articles.schema.field("body"), empty)


ASSETS: Final = [raw, clean, reports, resolved, rejects, measured, candidate, release]

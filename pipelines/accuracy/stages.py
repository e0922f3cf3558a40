"""All stages in this process, without Dagster: from a folder of articles to every table."""

from pathlib import Path

import pyarrow as pa

from pipelines.accuracy.record import read_record
from pipelines.clean import clean_articles
from pipelines.extract import read_articles
from pipelines.ingest import read_folder
from pipelines.resolve import resolve
from pipelines.schema import TABLES


def build_tables(folder: Path, workers: int = 1) -> dict[str, pa.Table]:
    """Run all stages on a folder of articles; return every released table, and raw_articles, by name.

    Nothing is kept between two calls.
    """
    raw, raw_rejects = read_folder(folder)
    articles, article_rejects = clean_articles(raw)
    reading = read_articles(articles, workers=workers)
    resolved = resolve(
        articles,
        reading.article_actors,
        reading.read_mentions,
        reading.read_meeting_reports,
        reading.read_pledge_reports,
        reading.evidence,
    )
    rejects = TABLES["rejects"].conform(pa.concat_tables([raw_rejects, article_rejects, reading.rejects]))
    return {"raw_articles": raw, "articles": articles, "rejects": rejects, **resolved, **read_record()}

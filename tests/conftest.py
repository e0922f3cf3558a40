"""What several tests need: the seeds, read once, as tables."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.clean import clean_articles
from pipelines.extract import read_articles
from pipelines.ingest import read_folder
from pipelines.resolve import resolve
from pipelines.schema import TABLES
from pipelines.schema.paths import ARTICLES


def tables_of(folder: Path) -> dict[str, pa.Table]:
    """Run all stages on a folder of articles, in this process; return every table."""
    raw, raw_rejects = read_folder(folder)
    articles, article_rejects = clean_articles(raw)
    reading = read_articles(articles, workers=1)
    resolved = resolve(
        articles,
        reading.article_actors,
        reading.read_mentions,
        reading.read_meeting_reports,
        reading.read_pledge_reports,
        reading.evidence,
    )
    rejects = TABLES["rejects"].conform(pa.concat_tables([raw_rejects, article_rejects, reading.rejects]))
    return {"raw_articles": raw, "articles": articles, "rejects": rejects, **resolved}


@pytest.fixture(scope="session")
def seed_tables() -> dict[str, pa.Table]:
    return tables_of(ARTICLES)


@pytest.fixture
def build_tables():
    return tables_of

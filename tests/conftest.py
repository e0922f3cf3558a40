"""What several tests need: the seeds, read once, as tables."""

import pyarrow as pa
import pytest

from pipelines.accuracy import build_tables as tables_of
from pipelines.schema.paths import ARTICLES


@pytest.fixture(scope="session")
def seed_tables() -> dict[str, pa.Table]:
    return tables_of(ARTICLES)


@pytest.fixture
def build_tables():
    return tables_of

"""Findings as a reader sees them."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from pipelines.defs.assets import without_bodies
from pipelines.quality import CheckResult, check_references, check_table
from pipelines.schema import RELEASED, TABLES


def test_cells_are_shown_without_the_types_of_libraries():
    result = CheckResult("r", "t", False, "warn", "odd", [{"n": np.int64(10), "title": float("nan"), "name": "a"}])  # noqa: FBT003
    assert result.line() == "WARN  t.r: odd [n=10, title=null, name='a']"


def test_a_release_without_bodies_breaks_no_rule(seed_tables):
    tables = {t.name: seed_tables[t.name] for t in RELEASED}
    tables["articles"] = without_bodies(tables["articles"])
    assert [r.line() for r in check_references(tables) if not r.passed] == []


@pytest.mark.parametrize("name", ["actors", "mentions"])
def test_a_corpus_that_names_nobody_can_be_released(name):
    failed = [r for r in check_table(name, TABLES[name].empty()) if not r.passed]
    assert [r.severity for r in failed] == ["warn"]


@pytest.mark.parametrize(("year", "likely"), [(1, False), (2024, True), (2199, False)])
def test_days_of_publication_in_unlikely_years_are_warned_of(seed_tables, year, likely):
    rows = [{**r, "published_on": dt.date(year, 1, 1)} for r in seed_tables["articles"].to_pylist()]
    tables = {t.name: seed_tables[t.name] for t in RELEASED}
    tables["articles"] = pa.Table.from_pylist(rows, schema=TABLES["articles"].arrow_schema())
    found = {r.name: r for r in check_references(tables)}["published_in_a_likely_year"]
    assert (found.passed, found.severity) == (likely, "warn")

"""The tables of seeds say a thing once."""

import csv
from collections import Counter

import pytest

from pipelines.schema.paths import FRAMES, REFERENCE


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", sorted([*FRAMES.glob("*.csv"), *REFERENCE.glob("*.csv")]), ids=lambda p: p.stem)
def test_no_row_stands_twice(path):
    counts = Counter(tuple(row.values()) for row in rows(path))
    assert [row for row, count in counts.items() if count > 1] == []


def test_an_alias_of_an_organisation_is_no_acronym_or_name_that_it_has_already():
    known = {
        name: row["name"] for row in rows(REFERENCE / "organisations.csv") for name in (row["name"], row["acronym"])
    }
    aliases = rows(REFERENCE / "organisation_aliases.csv")
    assert [r["alias"] for r in aliases if known.get(r["alias"]) == known[r["organisation"]]] == []


def test_an_acronym_is_no_other_organisations_name():
    organisations = rows(REFERENCE / "organisations.csv")
    assert {r["acronym"] for r in organisations} & {r["name"] for r in organisations} == set()

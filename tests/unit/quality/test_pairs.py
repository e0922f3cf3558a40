"""Pairs to judge: joined ones lie in one row, the others in the rows nearest to each other."""

import csv

import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipelines.benchmarks import generate
from pipelines.cli.commands import main
from pipelines.publish import write_parquet
from pipelines.quality import sample_pairs
from pipelines.quality.pairs import NEEDED
from pipelines.resolve import resolve

COUNT = 6


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    made = generate(1500, seed=5).tables
    return made | resolve(**made)


def test_pairs_of_each_sort_are_of_different_stories_and_await_a_verdict(tables):
    pairs = sample_pairs(tables, COUNT).to_pylist()
    for events in ("meetings", "pledges"):
        joined, apart = (
            [p for p in pairs if (p["events"], p["sort"]) == (events, s)] for s in ("joined", "not joined")
        )
        assert len(joined) == len(apart) == COUNT
        assert all(p["row_id_a"] == p["row_id_b"] for p in joined)
        assert all(p["row_id_a"] != p["row_id_b"] for p in apart)
        assert len({p["row_id_a"] for p in joined}) == COUNT
    stories = dict(
        zip(tables["articles"]["source_file"].to_pylist(), tables["articles"]["story_id"].to_pylist(), strict=True)
    )
    assert all(stories[p["source_file_a"]] != stories[p["source_file_b"]] for p in pairs)
    assert {p["one_event"] for p in pairs} == {None}


def test_the_nearest_come_first_and_a_seed_draws_again(tables):
    assert sample_pairs(tables, COUNT, seed=2).equals(sample_pairs(tables, COUNT, seed=2))
    assert not sample_pairs(tables, COUNT, seed=2).equals(sample_pairs(tables, COUNT, seed=3))
    few, many = (min_nearness(sample_pairs(tables, count)) for count in (2, 40))
    assert few > many


def min_nearness(pairs: pa.Table) -> float:
    return min(p["nearness"] for p in pairs.to_pylist() if p["sort"] == "not joined")


def test_the_command_writes_them_for_a_reader(tables, tmp_path):
    for name in NEEDED:
        write_parquet(tables[name], tmp_path / f"{name}.parquet")
    options = ["--datasets", str(tmp_path), "--output", str(tmp_path / "out" / "pairs.csv"), "--count", "3"]
    result = CliRunner().invoke(main, ["sample-pairs", *options])
    assert result.exit_code == 0, result.output
    with (tmp_path / "out" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {row["one_event"] for row in rows} == {""}
    assert all(row["told_a"] and row["evidence_b"] for row in rows)

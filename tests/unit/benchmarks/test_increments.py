"""Increments: how articles are cut into them, and what is said of the ids and rows that they end in."""

import datetime as dt

import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipelines.benchmarks import generate
from pipelines.benchmarks.cost import READ
from pipelines.benchmarks.increments import (
    as_they_are,
    by_publication,
    compare,
    differing,
    in_parts,
    lost_ids,
    named_by_content,
)
from pipelines.cli.commands import main
from pipelines.publish import write_parquet
from pipelines.resolve import resolve
from pipelines.schema import TABLES


@pytest.fixture(scope="module")
def read() -> dict[str, pa.Table]:
    return generate(60, seed=9).tables


def test_articles_of_one_day_come_together_and_undated_ones_last():
    days = [dt.date(2024, 5, d) for d in (1, 1, 1, 2, 3)]
    articles = pa.table({"article_id": ["b", "a", "c", "d", "e", "f"], "published_on": [*days, None]})
    assert by_publication(articles, 3) == [["a", "b", "c"], ["d", "e"], ["f"]]


def test_parts_are_of_about_one_size_and_none_is_empty():
    assert in_parts("abcdefg", 3) == ["ab", "cde", "fg"]
    assert in_parts("ab", 5) == ["a", "b"]


def test_an_id_is_lost_where_no_row_succeeds_it(read):
    before = resolve(**read)
    old = before["meetings"]["meeting_id"][0].as_py()
    kept = before["meetings"].slice(1)
    assert lost_ids(before, before) == []
    assert lost_ids(before, {**before, "meetings": kept}) == [old]
    change = {"table": "meetings", "old_id": old, "reason": "joined"}
    for heir, lost in ((kept["meeting_id"][0].as_py(), []), ("mtg_0000000000000000", [old]), (None, [old])):
        changes = TABLES["id_changes"].build([{**change, "successor_id": heir}])
        assert lost_ids(before, {**before, "meetings": kept, "id_changes": changes}) == lost


def test_rows_that_differ_are_counted_and_ids_can_be_left_out_of_it(read):
    whole = resolve(**read)
    renamed = {name: with_other_ids(table) for name, table in whole.items()}
    assert differing(as_they_are(whole), as_they_are(whole)) == {}
    assert set(differing(as_they_are(whole), as_they_are(renamed))) >= {"meetings", "meeting_reports"}
    assert differing(named_by_content(whole), named_by_content(renamed)) == {}
    fewer = {**whole, "pledges": whole["pledges"].slice(2)}
    assert differing(as_they_are(whole), as_they_are(fewer)) == {"pledges": 2}


def with_other_ids(table: pa.Table) -> pa.Table:
    if "meeting_id" not in table.column_names:
        return table
    other = [i and f"{i}x" for i in table["meeting_id"].to_pylist()]
    return table.set_column(table.column_names.index("meeting_id"), "meeting_id", pa.array(other, pa.string()))


def test_every_way_is_compared_with_all_at_once(read):
    ways = list(compare(read, steps=2))
    assert [o.way for o in ways] == [
        "all at once",
        "permuted",
        "2 steps by day of publication",
        "2 steps in any order",
    ]
    assert all(o.seconds > 0 for o in ways)
    assert all(o.way in o.line() for o in ways)


def test_the_command_takes_the_tables_of_a_build(read, tmp_path):
    (tmp_path / "tables").mkdir()
    for name in READ:
        write_parquet(read[name], tmp_path / "tables" / f"{name}.parquet")
    result = CliRunner().invoke(main, ["bench-increments", "--build", str(tmp_path), "--steps", "2"])
    assert result.exit_code == 0, result.output
    assert "2 steps in any order" in result.output
    assert "peak" in result.output

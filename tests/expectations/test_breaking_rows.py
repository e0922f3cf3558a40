"""Every rule has a row that breaks it: a check that cannot fail checks nothing."""

import datetime as dt
import json
from typing import Any

import pyarrow as pa
import pytest

from pipelines.quality import check_references, check_table, sql_checks, suite_names
from pipelines.quality.expectations import load_suite
from pipelines.schema import RELEASED, TABLES, code_list

RULES = [(name, i) for name in suite_names() for i in range(len(load_suite(name)))]


def broken(table: pa.Table, rule: dict[str, Any]) -> pa.Table:
    """Return a table that breaks one expectation, whatever else it breaks."""
    kind, k = rule["type"], rule["kwargs"]
    if kind == "expect_table_row_count_to_be_between":
        if "min_value" in k:
            return table.slice(0, 0)
        return pa.concat_tables([table] * (k["max_value"] // table.num_rows + 1))
    if "unique" in kind:
        return pa.concat_tables([table, table])
    if kind == "expect_column_pair_values_a_to_be_greater_than_b":
        return replaced(table, k["column_A"], table[k["column_B"]].to_pylist())
    return replaced(table, k["column"], [bad_value(table, kind, k)] * table.num_rows)


def bad_value(table: pa.Table, kind: str, k: dict[str, Any]) -> Any:
    if kind == "expect_column_values_to_not_be_null":
        return None
    if kind == "expect_column_value_lengths_to_be_between":
        return ""
    if kind == "expect_column_values_to_be_between":
        return k["min_value"] - 1 if "min_value" in k else k["max_value"] + 1
    assert kind in {"expect_column_values_to_match_regex", "expect_column_values_to_be_in_set"}, kind
    return "!!"


def replaced(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    index = table.column_names.index(column)
    try:
        array = pa.array(values, table.schema.field(column).type)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        array = pa.array(values)
    return table.set_column(index, pa.field(column, array.type), array)


def a_row(name: str, seed_tables: dict[str, pa.Table]) -> pa.Table:
    if name == "rejects":
        row = {"source_file": "a.txt", "stage": "raw_articles", "reason": "empty", "detail": "nothing"}
        return TABLES[name].build([row])
    if name == "id_changes":
        row = {"table": "meetings", "old_id": f"mtg_{1:016x}", "successor_id": f"mtg_{2:016x}", "reason": "joined"}
        return TABLES[name].build([row])
    return seed_tables[name]


@pytest.mark.parametrize(("name", "index"), RULES, ids=[f"{n}-{i}" for n, i in RULES])
def test_every_expectation_can_fail(name, index, seed_tables, tmp_path):
    rule = load_suite(name)[index]
    (tmp_path / f"{name}.json").write_text(json.dumps({"name": name, "expectations": [rule]}))
    good = a_row(name, seed_tables)
    assert [r.passed for r in check_table(name, good, tmp_path)] == [True]
    found = check_table(name, broken(good, rule), tmp_path)
    assert [r.passed for r in found] == [False]
    assert found[0].severity in {"error", "warn"}


def test_every_released_table_has_a_suite_with_a_row_count():
    assert {t.name for t in RELEASED} <= set(suite_names())
    for name in suite_names():
        assert any(r["type"] == "expect_table_row_count_to_be_between" for r in load_suite(name))


def test_value_sets_are_the_code_lists():
    for name in suite_names():
        for rule in load_suite(name):
            codes = TABLES[name].column(rule["kwargs"].get("column", TABLES[name].names[0])).codes
            if rule["type"] == "expect_column_values_to_be_in_set" and codes:
                assert rule["kwargs"]["value_set"] == list(code_list(codes).codes), (name, rule)


def test_a_missing_column_is_an_error_not_an_exception(seed_tables):
    found = check_table("actors", seed_tables["actors"].drop_columns(["kind"]))
    assert any(not r.passed and "missing" in r.message for r in found)


def test_failing_rows_are_named(seed_tables):
    bad = replaced(seed_tables["actors"], "country", ["XX"] * seed_tables["actors"].num_rows)
    failed = [r for r in check_table("actors", bad) if not r.passed]
    assert failed[0].rows[0]["actor_id"]


def one(column: str, value: Any):
    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**rows[0], column: value(rows[0]) if callable(value) else value}, *rows[1:]]

    return change


def with_money(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**r, "currency": None} if r["amount"] is not None else r for r in rows]


FAR = dt.date(2099, 1, 1)


def over_weeks(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    days = [FAR - dt.timedelta(days=8 * i) for i in range(len(rows))]
    together = rows[0]["meeting_id"]
    return [
        {**r, "meeting_id": together, "date_earliest": day, "date_latest": day}
        for r, day in zip(rows, days, strict=True)
    ]


BREAKING = {
    "mention_text_is_its_slice": ("mentions", one("text", "nobody")),
    "quote_is_its_slice": ("evidence", one("quote", "never said")),
    "meeting_evidence_is_its_slice": ("meeting_reports", one("evidence", "never said")),
    "pledge_evidence_is_its_slice": ("pledge_reports", one("evidence", "never said")),
    "evidence_names_a_report": ("evidence", one("report_id", "mrp_0000000000000000")),
    "meeting_fields_have_evidence": ("evidence", lambda rows: [r for r in rows if r["field"] != "format"]),
    "pledge_fields_have_evidence": ("evidence", lambda rows: [r for r in rows if r["field"] != "item"]),
    "giver_is_not_recipient": ("pledge_reports", one("giver_id", lambda r: r["recipient_id"])),
    "report_has_two_parties": ("meeting_reports", one("participant_ids", lambda r: r["participant_ids"][:1])),
    "pledge_has_an_object": ("pledge_reports", lambda rows: [{**r, "item": None, "amount": None} for r in rows]),
    "articles_are_not_rejected": (
        "rejects",
        lambda _: [{"source_file": "ARTICLE", "stage": "articles", "reason": "duplicate", "detail": "x"}],
    ),
    "meeting_reports_dates_in_order": ("meeting_reports", lambda rows: [half_dated(r) for r in rows]),
    "pledge_reports_dates_in_order": ("pledge_reports", lambda rows: [half_dated(r) for r in rows]),
    "meetings_dates_in_order": ("meetings", lambda rows: [half_dated(r) for r in rows]),
    "pledges_dates_in_order": ("pledges", lambda rows: [half_dated(r) for r in rows]),
    "meetings_count_their_reports": ("meetings", one("n_reports", 99)),
    "meetings_join_reports_of_one_week": ("meeting_reports", over_weeks),
    "pledges_count_their_reports": ("pledges", one("n_reports", 99)),
    "meetings_count_their_participants": ("meetings", one("n_participants", 99)),
    "pledge_reports_money_is_whole": ("pledge_reports", with_money),
    "pledges_money_is_whole": ("pledges", with_money),
    "pledges_usd_has_a_rate": ("pledges", lambda rows: [{**r, "fx_rate": None} for r in rows]),
    "published_in_a_likely_year": ("articles", one("published_on", FAR.replace(year=2199))),
    "pledges_without_usd_say_why": ("pledges", lambda rows: [{**r, "fx_note": "no_day"} for r in rows]),
    "parts_are_smaller_than_the_whole": (
        "pledges",
        lambda rows: [{**r, "part_of_pledge_id": r["pledge_id"]} for r in rows],
    ),
    "id_changes_name_their_successor": (
        "id_changes",
        lambda _: [{"table": "meetings", "old_id": "mtg_0", "successor_id": "mtg_1", "reason": "joined"}],
    ),
    "published_basis_tells": ("articles", lambda rows: [{**r, "published_on": None} for r in rows]),
    "events_are_not_long_after_the_article": (
        "meeting_reports",
        lambda rows: [{**r, "date_earliest": FAR, "date_latest": FAR} for r in rows],
    ),
}


def half_dated(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "date_earliest": FAR, "date_latest": None}


CHECKS = {f"{c.table}.{c.name}": c for c in sql_checks()}


@pytest.mark.parametrize("name", CHECKS)
def test_every_sql_check_can_fail(name, seed_tables):
    check = CHECKS[name]
    tables = {t.name: seed_tables[t.name] for t in RELEASED}
    if "_refers_to_" in check.name:
        column = check.name.split("_refers_to_")[0]
        rows = tables[check.table].to_pylist()
        value = ["nobody"] if isinstance(rows[0][column], list) else "nobody"
        target, changed = check.table, [{**rows[0], column: value}, *rows[1:]]
    else:
        target, change = BREAKING[check.name]
        changed = change(tables[target].to_pylist())
    source = tables["articles"]["source_file"][0].as_py()
    changed = [{k: source if v == "ARTICLE" else v for k, v in row.items()} for row in changed]
    tables[target] = pa.Table.from_pylist(changed, schema=nullable(TABLES[target].arrow_schema()))
    failed = {f"{r.table}.{r.name}" for r in check_references(tables) if not r.passed}
    assert name in failed


def nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([pa.field(f.name, f.type) for f in schema])


def test_the_seeds_break_no_rule(seed_tables):
    tables = {t.name: seed_tables[t.name] for t in RELEASED}
    assert [r.line() for r in check_references(tables) if not r.passed] == []

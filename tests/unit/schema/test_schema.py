import datetime as dt

import pytest

from pipelines.schema import TABLES, SchemaError, code_list, code_list_names, content_id


def test_every_coded_column_has_a_list_and_every_list_a_definition():
    for table in TABLES.values():
        for column in table.columns:
            assert column.description
            if column.codes:
                assert column.codes in code_list_names()
    for name in code_list_names():
        assert all(row["definition"] for row in code_list(name).rows)


def test_references_point_at_keys():
    for table in TABLES.values():
        for reference in table.references:
            table.column(reference.column)
            assert TABLES[reference.table].key == (reference.target,)


def reject(**changes):
    return {"source_file": "a", "stage": "articles", "reason": "no_body", "detail": "x", **changes}


@pytest.mark.parametrize("row", [reject(reason="because"), reject(detail=None), reject(stage=dt.date(2020, 1, 1))])
def test_rows_that_do_not_fit_are_refused(row):
    with pytest.raises(SchemaError, match="rejects"):
        TABLES["rejects"].build([row])


def test_rows_are_sorted_by_key():
    table = TABLES["rejects"].build([reject(source_file="b"), reject()])
    assert table["source_file"].to_pylist() == ["a", "b"]


def test_ids_tell_parts_apart():
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")

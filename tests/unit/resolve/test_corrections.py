"""Reviewed fixes: what they may say, and that each changes one value."""

import datetime as dt
from decimal import Decimal

import pytest

from pipelines.resolve import CorrectionError, correct, read_corrections
from pipelines.schema.paths import CORRECTIONS

TABLES = ("meetings", "pledges", "mentions", "actors")


def read(tmp_path, *rows):
    path = tmp_path / "corrections.csv"
    path.write_text("table,row,field,value,reason\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_corrections(path, TABLES)


def test_values_are_corrected_by_type_and_all_others_stay(tmp_path, seed_tables):
    tables = {name: seed_tables[name] for name in TABLES}
    meeting, pledge = tables["meetings"]["meeting_id"][0].as_py(), tables["pledges"]["pledge_id"][0].as_py()
    mention = tables["mentions"].to_pylist()[0]
    key = "/".join(str(mention[name]) for name in ("article_id", "char_start", "char_end", "actor_id"))
    made = read(
        tmp_path,
        f"meetings,{meeting},date_earliest,2024-05-06,readout",
        f"meetings,{meeting},topics,energy|sanctions,readout",
        f"pledges,{pledge},amount,1500000.50,press release",
        f"pledges,{pledge},item,,no goods",
        f"mentions,{key},role,Envoy,as printed",
    )
    out = correct(tables, made)
    row = out["meetings"].to_pylist()[0]
    assert (row["date_earliest"], row["topics"]) == (dt.date(2024, 5, 6), ["energy", "sanctions"])
    assert out["pledges"].to_pylist()[0]["amount"] == Decimal("1500000.50")
    assert out["pledges"].to_pylist()[0]["item"] is None
    assert out["mentions"].to_pylist()[0]["role"] == "Envoy"
    assert out["meetings"].slice(1).equals(tables["meetings"].slice(1))
    assert out["actors"] is tables["actors"]


def test_a_correction_that_matches_nothing_is_an_error(tmp_path, seed_tables):
    made = read(tmp_path, "meetings,mtg_none,place,Lima,readout")
    with pytest.raises(CorrectionError, match=r"corrections\.csv, line 2: meetings has no row 'mtg_none'"):
        correct({"meetings": seed_tables["meetings"]}, made)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("summits,x,place,Lima,r", "table 'summits' takes no corrections"),
        ("meetings,x,venue,Lima,r", "no field 'venue'"),
        ("meetings,x,meeting_id,y,r", "no field 'meeting_id' that may be corrected"),
        ("meetings,x,date_earliest,6 May,r", "'6 May' is no date32"),
        ("meetings,x,n_reports,two,r", "'two' is no int64"),
        ("pledges,x,amount,lots,r", "'lots' is no decimal128"),
        ("meetings,x,status,maybe,r", "unknown code 'maybe'"),
        ("meetings,x,topics,energy|football,r", "unknown code 'football'"),
        ("meetings,x,status,,r", "status may not be empty"),
        ("meetings,x,place,Lima,", "needs a reason"),
        ("meetings,x,place", "needs five cells"),
    ],
)
def test_a_correction_that_does_not_fit_is_an_error_with_its_line(tmp_path, row, message):
    with pytest.raises(CorrectionError, match=r"corrections\.csv, line 3: ") as raised:
        read(tmp_path, "meetings,x,place,Oslo,readout", row)
    assert message in str(raised.value)


def test_one_value_is_corrected_once(tmp_path):
    with pytest.raises(CorrectionError, match="line 3: meetings x place is corrected already"):
        read(tmp_path, "meetings,x,place,Oslo,readout", "meetings,x,place,Lima,readout")


def test_the_projects_own_table_can_be_read():
    read_corrections(CORRECTIONS, TABLES)

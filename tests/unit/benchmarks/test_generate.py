"""The made-up reports are reports: they fit the schema, break no check across tables, and tell what they should."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipelines.benchmarks import Synthetic, generate, measure
from pipelines.quality import check_references
from pipelines.resolve import resolve
from pipelines.schema import RELEASED, TABLES

COUNT = 3000


@pytest.fixture(scope="module")
def made() -> Synthetic:
    return generate(COUNT, seed=3)


def test_tables_fit_their_declarations(made):
    for name, table in made.tables.items():
        rows = TABLES[name].conform(table)
        key = rows.group_by(list(TABLES[name].key)).aggregate([])
        assert key.num_rows == rows.num_rows > 0, name


def test_as_many_reports_as_asked_for(made):
    assert made.meetings.num_rows + made.pledges.num_rows == pytest.approx(COUNT, rel=0.05)
    assert made.tables["read_meeting_reports"]["report_id"].to_pylist() == made.meetings["report_id"].to_pylist()
    assert made.tables["read_pledge_reports"]["report_id"].to_pylist() == made.pledges["report_id"].to_pylist()


def test_the_same_seed_gives_the_same_reports_and_another_seed_others(made):
    again, other = generate(COUNT, seed=3), generate(COUNT, seed=4)
    assert all(again.tables[name].equals(table) for name, table in made.tables.items())
    assert not other.tables["read_meeting_reports"].equals(made.tables["read_meeting_reports"])


def test_what_is_resolved_of_them_breaks_no_check(made):
    tables = {t.name: t.empty() for t in RELEASED} | resolve(**made.tables)
    tables["articles"] = made.tables["articles"]
    slices = {"quote_is_its_slice", "mention_text_is_its_slice"}  # there are no bodies to slice
    slices |= {"meeting_evidence_is_its_slice", "pledge_evidence_is_its_slice"}
    released = {t.name: tables[t.name] for t in RELEASED}
    assert [r.line() for r in check_references(released) if not r.passed and r.name not in slices] == []


def test_every_trap_and_gap_occurs(made):
    for truth in (made.meetings, made.pledges):
        assert len(truth["trap"].unique()) == 5
    contacts, pledges = made.tables["read_meeting_reports"], made.tables["read_pledge_reports"]
    assert 0.2 < contacts["date_earliest"].null_count / contacts.num_rows < 0.4
    assert set(contacts["format"].unique().to_pylist()) == {"in_person", "phone", "video", "unspecified"}
    assert set(contacts["status"].unique().to_pylist()) == {"held", "planned", "cancelled"}
    assert set(pledges["status"].unique().to_pylist()) == {"requested", "offered", "committed", "delivered", "refused"}
    assert 0 < pc.sum(pc.equal(pledges["amount_scope"], "cumulative")).as_py() < pledges.num_rows / 5


def test_reports_of_a_near_call_lie_within_a_week_and_are_two_events(made):
    rows = made.tables["read_meeting_reports"].append_column("event", made.meetings["event"])
    calls = rows.filter(pc.and_(pc.equal(made.meetings["trap"], "near call"), pc.is_valid(rows["date_earliest"])))
    days = calls.filter(pc.equal(calls["date_earliest"], calls["date_latest"]))
    groups = days.group_by("event").aggregate([("date_earliest", "min"), ("date_earliest", "max")])
    spread = pc.subtract(groups["date_earliest_max"].cast(pa.int32()), groups["date_earliest_min"].cast(pa.int32()))
    assert pc.max(spread).as_py() <= 2  # slips of a day either way
    assert groups.num_rows > 20


def test_a_converted_sum_is_near_the_sum(made):
    rows = made.tables["read_pledge_reports"].append_column("event", made.pledges["event"])
    rows = rows.filter(pc.and_(pc.is_valid(rows["amount"]), pc.equal(rows["currency_basis"], "explicit")))
    sums = rows.group_by(["event", "currency"]).aggregate([("amount", "min"), ("amount", "max")])
    least, most = (np.array(sums[f"amount_{k}"].cast(pa.float64())) for k in ("min", "max"))
    assert (most <= least * 1.12).all()
    assert len(sums.group_by("event").aggregate([])) < sums.num_rows


def test_resolving_is_measured_in_a_process_of_its_own():
    result = measure(300, seed=2)
    assert result.cost.seconds > 0
    assert result.cost.megabytes > 50
    assert 0.5 < result.agreement["meetings"].f1 <= 1
    assert 0.5 < result.agreement["pledges"].f1 <= 1
    assert result.lines()[0].startswith(f"{result.reports} reports: ")

"""What is easily counted twice, or taken for one: each case told by a few articles."""

import datetime as dt
import itertools
from typing import Any

import pytest

from pipelines.resolve import resolve

Row = dict[str, Any]

NORWAY, KENYA = ("country", "Norway", "NOR", "Q20"), ("country", "Kenya", "KEN", "Q114")
CANADA = ("country", "Canada", "CAN", "Q16")
OLA, AMINA = ("person", "Ola Bergsund", "NOR", "Q9001"), ("person", "Amina Otienda", "KEN", "Q9002")
BARAKA, ROSA = ("person", "Baraka Wanjala", "KEN", None), ("person", "Rosa Quispal", "PER", None)
NUMBERS = itertools.count(1)
START = dt.date(2024, 3, 1)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def met(
    *parties: Any, on: int | None = None, by: str = "in_person", status: str = "held", at: str | None = None
) -> Row:
    when = (None, None) if on is None else (day(on), day(on))
    place = (at, "KEN" if at else None)
    return {"parties": parties, "window": when, "format": by, "status": status, "place": place, "topics": []}


def gave(
    money: tuple[float, str] | None = None,
    on: int | None = None,
    item: str | None = None,
    status: str = "committed",
    **more: Any,
) -> Row:
    when = (None, None) if on is None else (day(on), day(on))
    row = {"sides": (NORWAY, KENYA), "window": when, "status": status, "kind": "financial", "item": item}
    return {**row, "money": money, "scope": "single", **more}


def article(published: int, *told: Row, story: int | None = None) -> Row:
    number = next(NUMBERS)
    return {
        "published": day(published),
        "story": -number if story is None else story,
        "meetings": [row for row in told if "parties" in row],
        "pledges": [row for row in told if "sides" in row],
    }


@pytest.fixture
def resolved(tables_of):
    return lambda *articles: {name: t.to_pylist() for name, t in resolve(**tables_of(list(articles))).items()}


def test_two_calls_of_the_same_two_on_near_days_stay_two(resolved):
    first, second = met(OLA, AMINA, on=3, by="phone"), met(OLA, AMINA, on=5, by="phone")
    out = resolved(article(3, first), article(4, first), article(5, second, first), article(6, second))
    assert [(m["date_earliest"], m["n_reports"]) for m in by_day(out["meetings"])] == [(day(3), 3), (day(5), 2)]


def test_a_call_without_a_day_joins_the_only_one_it_fits_by_publication(resolved):
    out = resolved(
        article(3, met(OLA, AMINA, on=3, by="phone")),
        article(3, met(OLA, AMINA, by="phone")),
        article(40, met(OLA, AMINA, on=40, by="phone")),
    )
    assert [(m["date_earliest"], m["n_reports"]) for m in by_day(out["meetings"])] == [(day(3), 2), (day(40), 1)]


def test_states_in_one_article_stand_for_the_people_in_another(resolved):
    out = resolved(article(4, met(OLA, AMINA, on=3, at="Nairobi")), article(4, met(NORWAY, KENYA, on=3)))
    assert [(m["n_reports"], m["n_participants"], m["place"]) for m in out["meetings"]] == [(2, 2, "Nairobi")]
    assert {p["actor_id"] for p in out["meeting_participants"]} == {"Q9001", "Q9002"}


def test_one_visit_with_two_meetings_is_two_meetings(resolved):
    both = met(OLA, AMINA, on=3, at="Nairobi"), met(OLA, BARAKA, on=3, at="Nairobi")
    out = resolved(article(3, *both), article(4, *both), article(4, both[1]))
    assert sorted(m["n_reports"] for m in out["meetings"]) == [2, 3]


def test_talks_at_the_margin_of_a_summit_are_a_row_of_their_own(resolved):
    summit, talks = met(OLA, AMINA, ROSA, on=3, at="Nairobi"), met(OLA, AMINA, on=3, at="Nairobi")
    out = resolved(article(3, summit, talks), article(4, summit), article(4, talks))
    assert sorted((m["n_participants"], m["n_reports"]) for m in out["meetings"]) == [(2, 2), (3, 2)]


def test_what_was_planned_and_then_held_is_one_meeting_held(resolved):
    out = resolved(article(1, met(OLA, AMINA, on=3, status="planned")), article(4, met(OLA, AMINA, on=3)))
    assert [(m["status"], m["n_reports"]) for m in out["meetings"]] == [("held", 2)]


def test_copies_of_one_text_are_one_story(resolved):
    call = met(OLA, AMINA, on=3, by="phone")
    out = resolved(article(3, call, story=7), article(3, call, story=7), article(4, call))
    assert [(m["n_reports"], m["n_stories"]) for m in out["meetings"]] == [(3, 2)]


def test_the_same_sum_in_another_month_is_another_pledge(resolved):
    out = resolved(
        article(2, gave((100, "NOK"), on=2)),
        article(3, gave((100, "NOK"), on=2)),
        article(70, gave((100, "NOK"), on=69)),
        article(71, gave((100, "NOK"), on=69)),
    )
    assert [(p["date_earliest"], p["n_reports"]) for p in by_day(out["pledges"])] == [(day(2), 2), (day(69), 2)]


def test_one_sum_in_two_dollars_is_one_pledge_in_those_that_are_named(resolved):
    sides = {"sides": (CANADA, KENYA)}
    out = resolved(
        article(2, gave((500, "CAD"), on=2, item="budget support", **sides)),
        article(2, gave((500, "USD"), on=2, item="budget support", basis="symbol", **sides)),
    )
    assert [(p["currency"], p["n_reports"]) for p in out["pledges"]] == [("CAD", 2)]


def test_one_sum_converted_by_an_outlet_is_one_pledge(resolved):
    out = resolved(article(2, gave((500, "NOK"), on=2)), article(3, gave((47.6, "USD"), on=2)))
    assert [(p["amount"], p["n_reports"]) for p in out["pledges"]] == [(500_000_000, 2)]


def test_a_package_its_part_and_the_running_total_are_three_rows(resolved):
    package, part = gave((100, "NOK"), on=2, item="budget support"), gave((30, "NOK"), on=2, item="school meals")
    total = gave((900, "NOK"), on=2, item="support since the drought", scope="cumulative")
    out = resolved(article(2, package, part, total), article(3, package, total), article(3, part))
    assert sorted((int(p["amount"]) // 10**6, p["amount_scope"]) for p in out["pledges"]) == [
        (30, "single"),
        (100, "single"),
        (900, "cumulative"),
    ]


def test_a_request_is_linked_to_the_pledge_that_answers_it(resolved):
    asked = gave(item="school meals", on=1, status="requested")
    out = resolved(article(2, asked), article(15, gave((20, "NOK"), on=14, item="school meals")))
    request, answer = sorted(out["pledges"], key=lambda p: p["first_reported_on"])
    assert (request["status"], answer["status"]) == ("requested", "committed")
    assert answer["requested_by_pledge_id"] == request["pledge_id"]


def test_an_offer_a_promise_and_a_delivery_are_the_history_of_one_pledge(resolved):
    sums = {"money": (80, "NOK"), "item": "maize flour"}
    out = resolved(
        article(1, gave(**sums, on=1, status="offered")),
        article(9, gave(**sums, on=8)),
        article(25, gave(**sums, on=24, status="delivered")),
    )
    assert [(p["status"], p["n_reports"]) for p in out["pledges"]] == [("delivered", 3)]


@pytest.mark.parametrize(
    ("items", "apart", "rows"),
    [
        (("security assistance", "security assistance"), 60, 2),
        (("security assistance", "security assistance"), 5, 1),
        (("economic assistance", "significant economic and humanitarian assistance"), 150, 2),
        (("school meals", "school meals"), 150, 1),
    ],
)
def test_general_words_alone_do_not_join_what_is_told_months_apart(resolved, items, apart, rows):
    out = resolved(
        article(2, gave(item=items[0], status="offered")), article(2 + apart, gave(item=items[1], status="delivered"))
    )
    assert len(out["pledges"]) == rows


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ((300, "exact"), (320, "exact"), 2),
        ((300, "exact"), (320, "at_least"), 2),
        ((300, "exact"), (310, "exact"), 2),
        ((50, "at_least"), (53.7, "exact"), 1),
        ((50, "up_to"), (53.7, "exact"), 2),
        ((54, "exact"), (53.7, "exact"), 1),
        ((1300, "exact"), (1250, "exact"), 1),
        ((300, "about"), (310, "exact"), 1),
    ],
)
def test_sums_are_one_where_their_digits_and_qualifiers_allow_it(resolved, first, second, rows):
    told = [
        article(n, gave((amount, "NOK"), on=2, item="school meals", qualifier=qualifier))
        for n, (amount, qualifier) in enumerate((first, second), 2)
    ]
    assert len(resolved(*told)["pledges"]) == rows


def test_one_uncommon_sum_of_one_day_is_one_pledge_under_whatever_words(resolved):
    dated = gave((88, "NOK"), on=2, item="repair of substations", kind="energy")
    out = resolved(article(2, dated), article(3, gave((88, "NOK"), item="winter package")))
    assert [p["n_reports"] for p in out["pledges"]] == [2]
    qualified = gave((320, "NOK"), on=2, item="democratic resilience", qualifier="at_least")
    out = resolved(article(2, qualified), article(2, gave((320, "NOK"), item="reforms of the courts")))
    assert [p["n_reports"] for p in out["pledges"]] == [2]


def test_one_round_sum_for_two_objects_is_two_pledges(resolved):
    meals, wells = (gave((100, "NOK"), item=item) for item in ("school meals", "deep wells"))
    assert len(resolved(article(2, meals), article(3, {**wells, "kind": "energy"}))["pledges"]) == 2


def test_a_summit_planned_and_held_is_one_where_a_report_names_a_state_for_its_leader(resolved):
    planned = met(OLA, AMINA, ROSA, on=4, status="planned", at="Nairobi")
    out = resolved(article(2, planned), article(5, met(NORWAY, AMINA, ROSA, on=4, at="Nairobi")))
    assert [(m["status"], m["n_reports"], m["n_participants"]) for m in out["meetings"]] == [("held", 2, 3)]


@pytest.mark.parametrize("on", [3, None])
@pytest.mark.parametrize(("told", "rows"), [(4, 1), (6, 2)])
def test_a_call_without_a_day_is_not_one_of_three_days_before(resolved, told, rows, on):
    call = met(OLA, AMINA, by="phone")
    out = resolved(article(3, met(OLA, AMINA, on=on, by="phone")), article(told, call))
    assert len(out["meetings"]) == rows


def test_a_body_of_many_states_is_of_none_though_one_article_gives_it_one(resolved):
    league, local = ("organisation", "League of Ports", None, "Q9100"), ("organisation", "League of Ports", "KEN", None)
    out = resolved(
        article(1, met(OLA, league, on=1)), article(2, met(OLA, league, on=2)), article(9, met(OLA, local, on=9))
    )
    assert [(a["actor_id"], a["country"]) for a in out["actors"] if a["kind"] == "organisation"] == [("Q9100", None)]
    assert {tuple(m["countries"]) for m in out["meetings"]} == {("NOR",)}


def by_day(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["date_earliest"])

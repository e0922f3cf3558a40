"""Whatever order articles come in, at once or bit by bit, the same reports end in the same rows."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.benchmarks.increments import (
    REPORTS,
    ROWS,
    as_they_are,
    by_publication,
    differing,
    in_parts,
    in_steps,
    lost_ids,
    named_by_content,
    permuted,
    successors,
)
from pipelines.resolve import resolve

Row = dict[str, Any]
Tables = dict[str, pa.Table]

START = dt.date(2024, 3, 1)


# kind, name, country, Wikidata id
NORWAY, KENYA = ("country", "Norway", "NOR", "Q20"), ("country", "Kenya", "KEN", "Q114")
PERU, UNION = ("country", "Peru", "PER", "Q419"), ("organisation", "Coffee Growers Union", None, None)
OLA, AMINA = ("person", "Ola Bergsund", "NOR", "Q9001"), ("person", "Amina Otienda", "KEN", None)
SPELT, SURNAME = ("person", "Aminah Otiyenda", "KEN", None), ("person", "Otienda", "KEN", None)
ROSA, KARI = ("person", "Rosa Quispal", "PER", None), ("person", "Kari Bergsund", "NOR", None)
BERGSUND = ("person", "Bergsund", "NOR", None)
PARTIES = (
    *((OLA, AMINA), (OLA, SPELT), (OLA, SURNAME), (NORWAY, KENYA), (OLA, KENYA), (NORWAY, AMINA)),
    *((OLA, ROSA), (NORWAY, PERU), (OLA, AMINA, ROSA), (NORWAY, KENYA, PERU), (AMINA, UNION)),
    *((BERGSUND, AMINA), (KARI, KENYA)),
)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


windows = st.one_of(
    st.just((None, None)),
    st.integers(0, 20).map(lambda n: (day(n), day(n))),
    st.integers(0, 3).map(lambda n: (day(7 * n), day(7 * n + 6))),
    st.just((START, START + dt.timedelta(30))),
)


meetings = st.fixed_dictionaries(
    {
        "parties": st.sampled_from(PARTIES),
        "window": windows,
        "format": st.sampled_from(["phone", "in_person", "unspecified", "unspecified"]),
        "status": st.sampled_from(["held", "held", "held", "planned", "cancelled"]),
        "place": st.sampled_from([(None, None), (None, None), ("Oslo", "NOR"), ("Nairobi", "KEN")]),
        "topics": st.sampled_from([[], ["economy"], ["defence", "energy"]]),
    }
)
pledges = st.fixed_dictionaries(
    {
        "sides": st.sampled_from([(NORWAY, KENYA), (NORWAY, KENYA), (NORWAY, PERU), (OLA, KENYA)]),
        "window": windows,
        "status": st.sampled_from(["requested", "offered", "committed", "committed", "delivered", "refused"]),
        "kind": st.sampled_from(["financial", "humanitarian"]),
        "item": st.sampled_from([None, "school meals", "new school meals", "maize flour", "budget support"]),
        "money": st.sampled_from([None, (100, "NOK"), (101, "NOK"), (9.5, "USD"), (250, "NOK"), (9.2, "EUR")]),
        "scope": st.sampled_from(["single", "single", "single", "cumulative"]),
    }
)
articles = st.fixed_dictionaries(
    {
        "published": st.one_of(st.none(), *(st.integers(0, 24).map(day) for _ in range(6))),
        "story": st.integers(0, 12),
        "mentions": st.sampled_from([True, True, True, False]),  # whether its actors are named, or only meant
        "meetings": st.lists(meetings, max_size=2),
        "pledges": st.lists(pledges, max_size=2),
    }
)
chance = st.randoms(use_true_random=False)
libraries = st.lists(articles, min_size=4, max_size=12)


checked = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@checked
@given(drawn=libraries, chance=chance)
def test_the_order_of_the_rows_does_not_matter(tables_of, drawn, chance):
    read = tables_of(drawn)
    mixed = {name: permuted(table, chance) for name, table in read.items()}
    assert differing(as_they_are(resolve(**read)), as_they_are(resolve(**mixed))) == {}


@checked
@given(drawn=libraries)
def test_five_steps_in_order_of_publication_end_as_all_at_once(tables_of, drawn):
    read = tables_of(drawn)
    *_, last = in_steps(read, by_publication(read["articles"], 5))
    assert differing(as_they_are(resolve(**read)), as_they_are(last)) == {}


@checked
@given(drawn=libraries, chance=chance)
def test_steps_in_any_order_end_in_the_same_rows_by_whatever_ids(tables_of, drawn, chance):
    read = tables_of(drawn)
    *_, last = in_steps(read, any_order(read, chance, 3))
    assert differing(named_by_content(resolve(**read)), named_by_content(last)) == {}


@checked
@given(drawn=libraries, chance=chance)
def test_no_id_vanishes_without_a_successor(tables_of, drawn, chance):
    read = tables_of(drawn)
    for before, after in pairwise(in_steps(read, any_order(read, chance, 3))):
        assert lost_ids(before, after) == []
        for name, column in ROWS.items():
            changes = successors(after, name)
            there = after[name][column].to_pylist()
            assert len(set(there)) == len(there), "two rows of one id"
            assert not set(changes) & set(there), "an id that was given up is in use"
            history = set(successors(before, name)) - set(there)
            assert history <= set(changes), "history is lost"


@checked
@given(drawn=libraries, chance=chance)
def test_an_id_keeps_a_report_that_it_had(tables_of, drawn, chance):
    read = tables_of(drawn)
    for before, after in pairwise(in_steps(read, any_order(read, chance, 2))):
        for name in REPORTS:
            had, has = reports_of(before, name), reports_of(after, name)
            assert all(had[i] & has[i] for i in set(had) & set(has))


def test_an_item_of_the_world_is_not_handed_to_a_surname_that_fits_two(tables_of):
    calls = [
        {"parties": parties, "window": (day(n), day(n)), "format": "phone", "status": "held", "place": (None, None)}
        for n, parties in enumerate([(BERGSUND, AMINA), (OLA, AMINA), (KARI, AMINA)])
    ]
    told = [
        {"published": day(n), "story": n, "meetings": [{**call, "topics": []}], "pledges": []}
        for n, call in enumerate(calls)
    ]
    read = tables_of(told)
    one, two = in_steps(read, in_parts(read["articles"].sort_by("published_on")["article_id"].to_pylist(), 2))
    assert {a["name"] for a in two["actors"].to_pylist() if a["actor_id"] == "Q9001"} == {"Ola Bergsund"}
    assert two["actors"].num_rows == len(set(two["actors"]["actor_id"].to_pylist())) == 4
    assert lost_ids(one, two) == []


def any_order(read: Tables, chance: Random, steps: int) -> list[Sequence[str]]:
    keys = read["articles"]["article_id"].to_pylist()
    chance.shuffle(keys)
    return in_parts(keys, steps)


def reports_of(resolved: Tables, name: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for row in resolved[REPORTS[name]].to_pylist():
        out.setdefault(row[ROWS[name]], set()).add(row["report_id"])
    return out

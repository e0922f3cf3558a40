"""Whatever order articles come in, at once or bit by bit, the same reports end in the same rows."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.benchmarks.cost import READ
from pipelines.benchmarks.increments import (
    REPORTS,
    ROWS,
    as_they_are,
    by_publication,
    differing,
    in_parts,
    in_steps,
    named_by_content,
    permuted,
)
from pipelines.resolve import resolve
from pipelines.schema import TABLES, content_id

Row = dict[str, Any]
Tables = dict[str, pa.Table]

START = dt.date(2024, 3, 1)


def actor(kind: str, name: str, country: str | None, wikidata: str | None = None) -> Row:
    prefix = {"person": "per", "country": "cou", "organisation": "org"}[kind]
    return {
        "actor_id": wikidata or content_id(prefix, name.lower(), country),
        "name": name,
        "kind": kind,
        "country": country,
        "wikidata_id": wikidata,
        "aliases": [],
        "basis": "reference" if wikidata else "text",
    }


NORWAY, KENYA, PERU = (
    actor("country", n, c, q)
    for n, c, q in (("Norway", "NOR", "Q20"), ("Kenya", "KEN", "Q114"), ("Peru", "PER", "Q419"))
)
OLA, AMINA = actor("person", "Ola Bergsund", "NOR", "Q9001"), actor("person", "Amina Otienda", "KEN")
SPELT, SURNAME = actor("person", "Aminah Otiyenda", "KEN"), actor("person", "Otienda", "KEN")
ROSA, UNION = actor("person", "Rosa Quispal", "PER"), actor("organisation", "Coffee Growers Union", None)
PARTIES = (
    *((OLA, AMINA), (OLA, SPELT), (OLA, SURNAME), (NORWAY, KENYA), (OLA, KENYA), (NORWAY, AMINA)),
    *((OLA, ROSA), (NORWAY, PERU), (OLA, AMINA, ROSA), (NORWAY, KENYA, PERU), (AMINA, UNION)),
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
        "meetings": st.lists(meetings, max_size=2),
        "pledges": st.lists(pledges, max_size=2),
    }
)
chance = st.randoms(use_true_random=False)
libraries = st.lists(articles, min_size=1, max_size=9)


def tables_of(drawn: list[Row]) -> Tables:
    rows: dict[str, list[Row]] = {name: [] for name in READ}
    for number, article in enumerate(drawn):
        for name, made in article_rows(content_id("", number).strip("_"), article).items():
            rows[name] += made
    return {name: TABLES[name].build(made) for name, made in rows.items()}


def article_rows(key: str, article: Row) -> dict[str, list[Row]]:
    named = [a for m in article["meetings"] for a in m["parties"]] + [a for p in article["pledges"] for a in p["sides"]]
    actors = {a["actor_id"]: a for a in named}
    return {
        "articles": [article_row(key, article)],
        "article_actors": [{"article_id": key, "role": None, **a} for a in actors.values()],
        "read_mentions": [mention(key, n, a) for n, a in enumerate(actors.values())],
        "read_meeting_reports": [meeting_row(key, n, m) for n, m in enumerate(article["meetings"])],
        "read_pledge_reports": [
            pledge_row(key, n, p) for n, p in enumerate(article["pledges"]) if p["item"] or p["money"]
        ],
        "evidence": [],
    }


def article_row(key: str, article: Row) -> Row:
    return {
        **dict.fromkeys(TABLES["articles"].names),
        "article_id": key,
        "source_file": key,
        "source_sha256": key,
        "published_on": article["published"],
        "published_basis": "header" if article["published"] else "none",
        "language": "en",
        "body": "",
        "n_words": 0,
        "story_id": f"sty_{article['story']}",
    }


def mention(key: str, number: int, named: Row) -> Row:
    place = {"char_start": 40 * number, "char_end": 40 * number + 9}
    return {"article_id": key, "actor_id": named["actor_id"], "text": named["name"], "role": None, **place}


def said(prefix: str, key: str, number: int) -> Row:
    quote = {"evidence": "as told", "char_start": 0, "char_end": 7, "confidence": 0.8}
    return {"report_id": content_id(prefix, key, number), "article_id": key, **quote}


def meeting_row(key: str, number: int, meeting: Row) -> Row:
    return {
        **said("mrp", key, number),
        "participant_ids": sorted(a["actor_id"] for a in meeting["parties"]),
        **{name: meeting[name] for name in ("format", "status", "topics")},
        **dict(zip(("date_earliest", "date_latest"), meeting["window"], strict=True)),
        **dict(zip(("place", "place_country"), meeting["place"], strict=True)),
    }


def pledge_row(key: str, number: int, pledge: Row) -> Row:
    giver, recipient = pledge["sides"]
    amount, currency = pledge["money"] or (None, None)
    return {
        **said("prp", key, number),
        "giver_id": giver["actor_id"],
        "co_giver_ids": [],
        "recipient_id": recipient["actor_id"],
        **{name: pledge[name] for name in ("status", "kind", "item")},
        "quantity": None,
        "amount": Decimal(str(amount)) * 1_000_000 if amount else None,
        "amount_qualifier": "exact" if amount else None,
        "amount_scope": pledge["scope"] if amount else None,
        "currency": currency,
        "currency_basis": "explicit" if amount else None,
        **dict(zip(("date_earliest", "date_latest"), pledge["window"], strict=True)),
    }


checked = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@checked
@given(libraries, chance)
def test_the_order_of_the_rows_does_not_matter(drawn, chance):
    read = tables_of(drawn)
    mixed = {name: permuted(table, chance) for name, table in read.items()}
    assert differing(as_they_are(resolve(**read)), as_they_are(resolve(**mixed))) == {}


@checked
@given(libraries)
def test_five_steps_in_order_of_publication_end_as_all_at_once(drawn):
    read = tables_of(drawn)
    *_, last = in_steps(read, by_publication(read["articles"], 5))
    assert differing(as_they_are(resolve(**read)), as_they_are(last)) == {}


@checked
@given(libraries, chance)
def test_steps_in_any_order_end_in_the_same_rows_by_whatever_ids(drawn, chance):
    read = tables_of(drawn)
    *_, last = in_steps(read, any_order(read, chance, 5))
    assert differing(named_by_content(resolve(**read)), named_by_content(last)) == {}


@checked
@given(libraries, chance)
def test_an_id_keeps_a_report_that_it_had(drawn, chance):
    read = tables_of(drawn)
    for before, after in pairwise(in_steps(read, any_order(read, chance, 2))):
        for name in REPORTS:
            had, has = reports_of(before, name), reports_of(after, name)
            assert all(had[i] & has[i] for i in set(had) & set(has))


def any_order(read: Tables, chance: Random, steps: int) -> list[Sequence[str]]:
    keys = read["articles"]["article_id"].to_pylist()
    chance.shuffle(keys)
    return in_parts(keys, steps)


def reports_of(resolved: Tables, name: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for row in resolved[REPORTS[name]].to_pylist():
        out.setdefault(row[ROWS[name]], set()).add(row["report_id"])
    return out

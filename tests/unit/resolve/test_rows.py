"""Actors, sums and ids, from rows as the reader makes them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipelines.publish.database import views
from pipelines.resolve import resolve
from pipelines.schema import RELEASED, TABLES, content_id

Row = dict[str, Any]
NAMES = ("articles", "article_actors", "read_mentions", "read_meeting_reports", "read_pledge_reports", "evidence")
NORWAY, KENYA = ("country", "Norway", "NOR"), ("country", "Kenya", "KEN")
START = dt.date(2024, 3, 1)


def key(actor: tuple[str, ...]) -> str:
    return content_id({"person": "per", "country": "cou"}.get(actor[0], "org"), *actor[1:3])


def day(number: int | None) -> dt.date | None:
    return None if number is None else START + dt.timedelta(days=number)


def article(
    number: int, told: list[Row], actors: tuple[Any, ...] = (), published: int | None = 0
) -> dict[str, list[Row]]:
    """Return the rows of one article: told are reports, actors further ones (kind, name, country, role, aliases)."""
    name = f"art_{number:016x}"
    named = {key(a): a for a in (*actors, *(a for row in told for a in row["who"]))}
    rows: dict[str, list[Row]] = {n: [] for n in NAMES}
    rows["articles"] = [
        {
            **dict.fromkeys(TABLES["articles"].names),
            "article_id": name,
            "source_file": name,
            "source_sha256": name,
            "published_on": day(published),
            "published_basis": "none" if published is None else "header",
            "language": "en",
            "body": "",
            "n_words": 0,
            "story_id": f"sty_{number}",
        }
    ]
    for place, (k, a) in enumerate(named.items()):
        kind, called, country, role, aliases = (*a, None, None)[:5] if len(a) < 5 else a
        shared = {"article_id": name, "actor_id": k, "role": role}
        rows["article_actors"].append(
            {
                **shared,
                "name": called,
                "kind": kind,
                "country": country,
                "wikidata_id": None,
                "aliases": aliases or [],
                "basis": "text",
            }
        )
        rows["read_mentions"].append({**shared, "char_start": 50 * place, "char_end": 50 * place + 5, "text": called})
    for n, row in enumerate(told):
        made = {k: v for k, v in row.items() if k not in {"who", "table"}}
        quote = {"evidence": "said", "char_start": 0, "char_end": 4, "confidence": 0.8}
        rows[row["table"]].append({**quote, **made, "report_id": content_id("rep", number, n), "article_id": name})
    return rows


def met(
    *who: tuple[str, ...], on: int | None = None, by: str = "phone", status: str = "held", at: str | None = None
) -> Row:
    return {
        "table": "read_meeting_reports",
        "who": who,
        "participant_ids": sorted(key(a) for a in who),
        "format": by,
        "status": status,
        "date_earliest": day(on),
        "date_latest": day(on),
        "place": at,
        "place_country": None,
        "topics": [],
    }


def gave(amount: int | None = None, item: str | None = None, on: int | None = None, **more: Any) -> Row:
    money = None if amount is None else Decimal(amount) * 1_000_000
    row = {
        "table": "read_pledge_reports",
        "who": (NORWAY, KENYA),
        "giver_id": key(NORWAY),
        "recipient_id": key(KENYA),
        "co_giver_ids": [],
        "status": "committed",
        "kind": "financial",
        "item": item,
        "quantity": None,
        "amount": money,
        "amount_qualifier": None if money is None else "exact",
        "amount_scope": None if money is None else "single",
        "currency": None if money is None else "NOK",
        "currency_basis": None if money is None else "explicit",
        "date_earliest": day(on),
        "date_latest": day(on),
    }
    return {**row, **more}


def read(*articles: dict[str, list[Row]]) -> dict[str, pa.Table]:
    return {n: TABLES[n].build([r for a in articles for r in a[n]]) for n in NAMES}


def rows_of(out: dict[str, pa.Table], name: str) -> list[Row]:
    return out[name].to_pylist()


def people(*articles: dict[str, list[Row]]) -> dict[str, list[str]]:
    """Return the aliases of each person by name."""
    out = resolve(**read(*articles))
    return {a["name"]: a["aliases"] for a in rows_of(out, "actors") if a["kind"] == "person"}


def test_spellings_and_scripts_are_one_person():
    found = people(
        *(
            article(n, [], [("person", name, "UKR")])
            for n, name in enumerate(["Taras Kovalskyy", "Taras Kovalskiy", "Тарас Ковальський", "Taras Kovalskyy"])
        )
    )
    assert found == {"Taras Kovalskyy": ["Taras Kovalskiy", "Тарас Ковальський"]}


def test_the_family_name_may_stand_first_or_last():
    one, other, foreign = (
        ("person", name, country)
        for name, country in (("Haruka Tanimoto", "JPN"), ("Tanimoto Haruka", "JPN"), ("Tanimoto Haruka", "BRA"))
    )
    found = people(article(1, [], [one]), article(2, [], [other]), article(3, [], [foreign]))
    assert found == {"Haruka Tanimoto": ["Tanimoto Haruka"], "Tanimoto Haruka": []}


def test_a_surname_is_the_only_fitting_person_of_that_state():
    full, single = ("person", "Amina Otienda", "KEN"), ("person", "Otienda", "KEN")
    assert people(article(1, [], [full]), article(2, [], [single])) == {"Amina Otienda": ["Otienda"]}


def test_two_people_of_one_surname_stay_two_and_the_office_tells_whose_a_single_name_is():
    found = people(
        article(1, [], [("person", "Amina Otienda", "KEN", "Minister of Energy")]),
        article(2, [], [("person", "Joseph Otienda", "KEN", "Chief of Staff")]),
        article(3, [], [("person", "Otienda", "KEN", "Energy Minister")]),
        article(4, [], [("person", "Otienda", "TZA", "Ambassador")]),
    )
    assert found == {"Amina Otienda": ["Otienda"], "Joseph Otienda": [], "Otienda": []}


def test_company_tells_whose_a_single_name_is():
    friend = ("person", "Rosa Quispal", "PER")
    found = people(
        article(1, [], [("person", "Amina Otienda", "KEN"), friend]),
        article(2, [], [("person", "Joseph Otienda", "KEN")]),
        article(3, [], [("person", "Otienda", "KEN"), friend]),
    )
    assert found == {"Amina Otienda": ["Otienda"], "Joseph Otienda": [], "Rosa Quispal": []}


def test_bodies_under_acronym_and_other_word_order_are_one():
    out = resolve(
        **read(
            article(1, [], [("organisation", "Lake Basin Water Council", None, None, ["LBWC"])]),
            article(2, [], [("organisation", "LBWC", None)]),
            article(3, [], [("organisation", "Ministry of Water of Kenya", "KEN")]),
            article(4, [], [("organisation", "Kenyan Water Ministry", "KEN")]),
        )
    )
    assert sorted((a["name"], a["n_articles"]) for a in rows_of(out, "actors")) == [
        ("Lake Basin Water Council", 2),
        ("Ministry of Water of Kenya", 2),
    ]


def test_a_raised_sum_is_the_same_pledge_and_is_not_added():
    raised = {"evidence": "Norway raised its loan for Kenya from 100 million kroner to 150 million kroner."}
    out = resolve(
        **read(
            article(1, [gave(100, "loan for wells", on=0)]),
            article(2, [gave(150, "loan for wells", on=40, **raised)], published=40),
            article(3, [gave(150, "loan for wells", on=40)], published=41),
        )
    )
    assert [(p["amount"], p["n_reports"]) for p in rows_of(out, "pledges")] == [(Decimal(150_000_000), 3)]


def test_a_larger_sum_without_such_words_is_another_pledge():
    out = resolve(**read(article(1, [gave(100, "wells", on=0)]), article(2, [gave(150, "wells", on=5)], published=5)))
    assert sorted(p["amount"] for p in rows_of(out, "pledges")) == [Decimal(100_000_000), Decimal(150_000_000)]


def test_sums_that_add_up_to_another_of_the_same_article_are_its_parts():
    out = resolve(**read(article(1, [gave(100, "package"), gave(60, "wells"), gave(40, "school meals")])))
    pledges = {int(p["amount"]) // 10**6: p for p in rows_of(out, "pledges")}
    assert pledges[60]["part_of_pledge_id"] == pledges[40]["part_of_pledge_id"] == pledges[100]["pledge_id"]


@pytest.mark.parametrize(
    ("currency", "published", "note"),
    [("KES", 0, "no_rate"), ("NOK", None, "no_day"), ("NOK", -20_000, "before_rates"), ("NOK", 20_000, "after_rates")],
)
def test_a_sum_without_a_rate_says_why(currency, published, note):
    out = resolve(**read(article(1, [gave(5, "wells", currency=currency)], published=published)))
    pledge = rows_of(out, "pledges")[0]
    assert (pledge["amount_usd"], pledge["fx_rate"], pledge["fx_note"]) == (None, None, note)


def test_the_rate_is_that_of_the_last_fixing():
    out = resolve(**read(article(1, [gave(5, "wells", on=2)])))  # a Sunday
    pledge = rows_of(out, "pledges")[0]
    assert pledge["fx_date"] == dt.date(2024, 3, 1)
    assert pledge["amount_usd"] == (pledge["amount"] * pledge["fx_rate"]).quantize(Decimal("0.01"))
    assert pledge["fx_note"] is None


def test_rows_that_turn_out_to_be_one_keep_the_older_id_and_name_the_other():
    ola, amina = ("person", "Ola Bergsund", "NOR"), ("person", "Amina Otienda", "KEN")
    early = article(1, [met(ola, amina, by="unspecified")], published=0)
    late = article(2, [met(ola, amina, by="unspecified", at="Oslo")], published=9)
    bridge = article(3, [met(ola, amina, on=2)], published=2)
    first = resolve(**read(early, late))
    assert first["meetings"].num_rows == 2
    again = resolve(**read(early, late, bridge), previous=first)
    ids = {m["meeting_id"] for m in rows_of(again, "meetings")}
    gone = {m["meeting_id"] for m in rows_of(first, "meetings")} - ids
    assert {c["old_id"] for c in rows_of(again, "id_changes")} == gone
    assert all(c["successor_id"] in ids and c["reason"] == "joined" for c in rows_of(again, "id_changes"))


def test_a_surname_whose_earliest_mention_turns_out_to_be_anothers_keeps_its_id():
    joseph, amina = ("person", "Joseph Otienda", "KEN"), ("person", "Amina Otienda", "KEN")
    single, spokesman = (("person", "Otienda", "KEN", office) for office in ("Energy Minister", "Spokesman"))
    before = [article(1, [], [joseph]), article(2, [], [amina])]
    before += [article(3, [], [single], published=200), article(4, [], [spokesman], published=400)]
    clue = article(5, [], [(*amina, "Minister of Energy")], published=210)
    first = resolve(**read(*before))
    again = resolve(**read(*before, clue), previous=first)
    was, now = ({a["actor_id"] for a in rows_of(out, "actors") if a["name"] == "Otienda"} for out in (first, again))
    assert was == now == {a["actor_id"] for a in rows_of(resolve(**read(*before, clue)), "actors")} & was
    assert [a["aliases"] for a in rows_of(again, "actors") if a["name"] == "Amina Otienda"] == [["Otienda"]]
    assert rows_of(again, "id_changes") == []


def test_an_actor_that_no_mention_names_has_a_successor():
    plain, council = ("person", "Otienda", None), ("person", "Amina Otienda", None)
    one = article(1, [], [plain])
    one["read_mentions"] = []
    first = resolve(**read(one))
    again = resolve(**read(one, article(2, [], [council], published=1), article(1, [], [council])), previous=first)
    now = [a["actor_id"] for a in rows_of(again, "actors")]
    assert [(c["reason"], [c["successor_id"]]) for c in rows_of(again, "id_changes")] == [("joined", now)]


def test_what_is_taken_out_is_withdrawn_and_comes_back_under_its_id():
    one, two = article(1, [gave(100, "wells", on=0)]), article(2, [gave(7, "school meals", on=0)])
    first = resolve(**read(one, two))
    less = resolve(**read(one), previous=first)
    changes = [c for c in rows_of(less, "id_changes") if c["table"] == "pledges"]
    assert [(c["successor_id"], c["reason"]) for c in changes] == [(None, "withdrawn")]
    back = resolve(**read(one, two), previous=less)
    assert back["pledges"].equals(first["pledges"])
    assert rows_of(back, "id_changes") == []


def test_successors_are_followed_to_the_row_that_is_there_now():
    one = article(1, [gave(100, "wells", on=0)])
    now = rows_of(resolve(**read(one)), "pledges")[0]["pledge_id"]
    earlier = TABLES["id_changes"].build(
        [{"table": "pledges", "old_id": f"plg_{1:016x}", "successor_id": f"plg_{2:016x}", "reason": "joined"}]
    )
    before = resolve(**read(one))
    old = before["pledges"].to_pylist()[0] | {"pledge_id": f"plg_{2:016x}", "first_reported_on": day(3)}
    members = [r | {"pledge_id": f"plg_{2:016x}"} for r in rows_of(before, "pledge_reports")]
    older = before["pledges"].to_pylist()[0] | {"pledge_id": f"plg_{3:016x}"}
    previous = {
        **before,
        "pledges": TABLES["pledges"].build([old, older]),
        "pledge_reports": TABLES["pledge_reports"].build(
            [*members, *({**m, "pledge_id": f"plg_{3:016x}"} for m in members)]
        ),
        "id_changes": earlier,
    }
    out = resolve(**read(one), previous=previous)
    assert [p["pledge_id"] for p in rows_of(out, "pledges")] == [f"plg_{3:016x}"] != [now]
    assert {c["old_id"]: c["successor_id"] for c in rows_of(out, "id_changes")} == {
        f"plg_{1:016x}": f"plg_{3:016x}",
        f"plg_{2:016x}": f"plg_{3:016x}",
    }


@pytest.fixture(scope="module")
def ask():
    total = {"amount_scope": "cumulative", "status": "delivered"}
    ola, amina = ("person", "Ola Bergsund", "NOR"), ("person", "Amina Otienda", "KEN")
    out = resolve(
        **read(
            article(1, [gave(None, "school meals", on=0, status="requested"), met(ola, amina, on=0)]),
            article(2, [gave(20, "school meals", on=10), gave(900, "help since the drought", **total)], published=10),
            article(3, [gave(100, "package", on=20), gave(60, "wells"), gave(40, "roads")], published=20),
            article(
                4,
                [met(ola, amina, on=0, by="unspecified"), gave(None, "lorries", on=3, status="requested")],
                published=2,
            ),
            article(5, [met(ola, amina, on=30, status="planned", by="in_person")], published=29),
            article(6, [met(ola, amina, on=30, by="in_person", at="Oslo")], published=31),
        )
    )
    connection = duckdb.connect()
    for table in RELEASED:
        connection.register(table.name, out[table.name] if table.name in out else table.empty())
    connection.register("articles", read(*(article(n, [], published=0) for n in range(1, 7)))["articles"])
    statements = {name: sql for name, _, sql in views()}
    return lambda name: connection.sql(statements[name]).to_arrow_table().to_pylist()


def test_dollars_per_giver_leave_parts_and_running_totals_out_of_the_low_figure(ask):
    given = {row["status"]: row for row in ask("pledges_per_giver")}
    assert given["committed"]["n_pledges"] == 4
    rate = Decimal("0.095")
    assert abs(given["committed"]["usd_low"] - 120_000_000 * rate) < 2_000_000
    assert given["delivered"]["usd_low"] is None
    assert given["delivered"]["usd_high"] > 50_000_000


def test_requests_are_listed_with_their_answers_and_days(ask):
    answers = {row["asked_for"]: (row["given"], row["days"]) for row in ask("answered_requests")}
    assert answers == {"school meals": ("school meals", 10), "lorries": (None, None)}
    assert [(r["n_requests"], r["n_answered"], r["median_days"]) for r in ask("who_answers")] == [(2, 1, 10.0)]


def test_contacts_are_counted_once_a_pair_and_month(ask):
    months = {(row["month"], row["status"]): row["n_meetings"] for row in ask("meetings_per_pair_and_month")}
    assert months == {(dt.date(2024, 3, 1), "held"): 2}


def test_disagreements_name_every_value_and_who_gives_it(ask):
    told = {(row["event"], row["field"]): [s["value"] for s in row["said"]] for row in ask("disagreements")}
    assert told == {("meeting", "status"): ["held", "planned"]}

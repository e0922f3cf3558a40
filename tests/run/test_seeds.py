"""What the three seed articles must give."""

import datetime as dt
from decimal import Decimal

import pytest


@pytest.fixture(scope="module")
def names(seed_tables):
    return {a["actor_id"]: a for a in seed_tables["actors"].to_pylist()}


@pytest.fixture(scope="module")
def files(seed_tables):
    return {a["article_id"]: a["source_file"][:3] for a in seed_tables["articles"].to_pylist()}


@pytest.fixture(scope="module")
def meetings(seed_tables, names, files):
    return [
        {**r, "file": files[r["article_id"]], "who": {names[i]["name"].split()[-1] for i in r["participant_ids"]}}
        for r in seed_tables["meeting_reports"].to_pylist()
    ]


@pytest.fixture(scope="module")
def pledges(seed_tables, names, files):
    return [
        {
            **r,
            "file": files[r["article_id"]],
            "giver": names[r["giver_id"]]["country"],
            "recipient": names[r["recipient_id"]]["country"],
        }
        for r in seed_tables["pledge_reports"].to_pylist()
    ]


def meeting_of(meetings, file, *surnames):
    found = [m for m in meetings if m["file"] == file and set(surnames) <= m["who"]]
    assert found, (file, surnames, [m["who"] for m in meetings])
    return found[0]


def test_the_call_with_trudeau_is_dated_by_the_post(meetings):
    call = meeting_of(meetings, "000", "Zelenskyy", "Trudeau")
    assert (call["format"], call["status"]) == ("phone", "held")
    assert call["date_earliest"] == call["date_latest"] == dt.date(2024, 12, 29)


def test_the_background_call_with_starmer_is_found(meetings):
    call = meeting_of(meetings, "000", "Zelenskyy", "Starmer")
    assert call["date_earliest"] == call["date_latest"] == dt.date(2024, 12, 23)


@pytest.mark.parametrize("surname", ["Leyen", "Rutte"])
def test_elliptic_meetings_of_december_are_two(meetings, surname):
    met = meeting_of(meetings, "000", "Zelenskyy", surname)
    assert (met["format"], met["date_earliest"], met["date_latest"]) == (
        "in_person",
        dt.date(2024, 12, 1),
        dt.date(2024, 12, 31),
    )


def test_the_meeting_in_an_undated_text_has_no_date(meetings):
    met = meeting_of(meetings, "003", "Zelenskyy", "Carney")
    assert (met["date_earliest"], met["place"], met["place_country"]) == (None, "Kyiv", "UKR")
    assert not any("Lavrov" in m["who"] for m in meetings)


def test_office_holders_without_relative_clause_meet(meetings):
    assert meeting_of(meetings, "004", "Umerov", "Carignan")["format"] == "in_person"


def test_the_money_for_weapons(pledges):
    found = [p for p in pledges if p["file"] == "003" and p["amount"] == Decimal(500_000_000)]
    assert len(found) == 1
    pledge = found[0]
    assert (pledge["giver"], pledge["recipient"], pledge["status"]) == ("CAN", "UKR", "committed")
    assert (pledge["currency"], pledge["currency_basis"], pledge["kind"]) == ("USD", "symbol", "military")


@pytest.mark.parametrize(
    ("file", "giver", "status", "words"),
    [
        ("000", "CAN", "requested", "weapons production"),
        ("000", "CAN", "requested", "manufacturing"),
        ("000", "CAN", "delivered", "NASAMS"),
        ("000", "USA", "committed", "long-range missiles"),
        ("003", "CAN", "committed", "drone co-production"),
        ("003", "CAN", "requested", "energy projects"),
        ("004", "CAN", "delivered", "drones"),
        ("004", "CAN", "offered", "firearms"),
    ],
)
def test_pledges(pledges, file, giver, status, words):
    found = [p["item"] for p in pledges if (p["file"], p["giver"], p["status"]) == (file, giver, status)]
    assert any(words in item for item in found), found


def test_a_vow_without_object_or_recipient_is_no_pledge(pledges):
    assert not any("end the war" in p["evidence"] and p["status"] == "committed" for p in pledges)


def test_one_person_in_two_spellings_is_one_actor(seed_tables):
    people = [a for a in seed_tables["actors"].to_pylist() if a["name"].startswith("Volodymyr Zelensk")]
    assert len(people) == 1
    assert people[0]["wikidata_id"] == "Q3874799"
    assert people[0]["n_articles"] == 2


def test_the_byline_is_no_actor(seed_tables):
    article = next(a for a in seed_tables["articles"].to_pylist() if a["source_file"].startswith("004"))
    assert article["byline"] == "Vita Zelenetska"
    assert not any("Zelenetska" in a["name"] for a in seed_tables["actors"].to_pylist())

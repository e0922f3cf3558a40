"""Answers are checked before they are believed; sets are told apart by their content."""

import datetime as dt
import json
import os
import subprocess

import pytest

from pipelines.accuracy import AnswerError, GoldError, faults, gold_folder, gold_sets, read_answers
from pipelines.accuracy.answers import window
from pipelines.accuracy.gold import gold_state
from pipelines.schema.paths import PROJECT

TEXT = "Envoys meet\n\nKari Dale met with\u00a0Luis Soto. Norway will send 12 turbines to Chile.\n"
ACTOR = {"name": "Norway", "kind": "country", "country": "NOR"}
OTHER = {"name": "Chile", "kind": "country", "country": "CHL"}
ANSWER = {
    "article": {
        **dict.fromkeys(("language", "title", "outlet", "byline", "dateline_place", "body_last_words")),
        "published_on": "2025-01-20",
        "body_first_words": "Kari Dale met with Luis",
    },
    "persons": [{"name": "Kari Dale", "country": "NOR", "role": None}],
    "organisations": ["NATO"],
    "meetings": [
        {
            "participants": [ACTOR, OTHER],
            "format": "in_person",
            "status": "held",
            "date": None,
            "place": None,
            "place_country": None,
            "topics": ["energy"],
            "event": None,
            "evidence": "Kari Dale met with Luis Soto.",
        }
    ],
    "pledges": [
        {
            "giver": ACTOR,
            "recipient": OTHER,
            "status": "committed",
            "kind": "energy",
            "item": "turbines",
            "quantity": 12,
            "amount": None,
            "currency": None,
            "date": "2025-01",
            "event": None,
            "evidence": "Norway will send 12 turbines to Chile.",
        }
    ],
}


def changed(path, value):
    answer = json.loads(json.dumps(ANSWER))
    place = answer
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return answer


def test_a_good_answer_has_no_fault():
    assert list(faults(ANSWER, TEXT)) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("article", "title"), KeyError, "article.title is missing"),
        (("article", "published_on"), "20 January", "no ISO date"),
        (("article", "body_first_words"), "Nobody said", "article.body_first_words is not in the text"),
        (("persons", 0, "role"), KeyError, "persons[0].role is missing"),
        (("organisations",), None, "organisations is no list"),
        (("meetings", 0, "format"), "by_post", "unknown code 'by_post'"),
        (("meetings", 0, "topics"), ["energy", "fish"], "unknown code 'fish'"),
        (("meetings", 0, "evidence"), "They met.", "meetings[0].evidence is not in the text"),
        (("meetings", 0, "participants"), [ACTOR], "fewer than two participants"),
        (("meetings", 0, "participants", 1, "kind"), "ship", "participants[1].kind: unknown code 'ship'"),
        (("meetings", 0, "date"), "2025-02-30", "meetings[0]: day is out of range for month"),
        (("pledges", 0, "kind"), None, "unknown code None"),
        (("pledges", 0, "giver"), None, "pledges[0].giver: an actor needs a name"),
        (("pledges", 0, "recipient", "country"), "Chile", "recipient.country is no alpha-3 code"),
        (("pledges", 0, "amount"), 5, "an amount is a number and has a currency"),
        (("pledges", 0, "item"), None, "neither item nor amount"),
        (("pledges", 0, "quantity"), KeyError, "pledges[0].quantity is missing"),
    ],
)
def test_every_fault_is_named(path, value, said):
    found = list(faults(changed(path, value), TEXT))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [("2024", (1, 1), (12, 31)), ("2024-02", (2, 1), (2, 29)), ("2024-02-05", (2, 5), (2, 5))],
)
def test_a_coded_date_is_a_window(value, first, last):
    assert window(value) == (dt.date(2024, *first), dt.date(2024, *last))
    assert window(None) is None


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold" / "one"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    return folder


def test_an_answer_is_read_as_it_was_coded(gold):
    found = read_answers(gold)["a"]
    assert [p.name for p in found.persons] == ["Kari Dale"]
    assert found.pledges[0].window == (dt.date(2025, 1, 1), dt.date(2025, 1, 31))
    assert found.meetings[0].topics == {"energy"}


def test_a_faulty_answer_and_a_missing_article_are_refused_by_name(gold):
    (gold / "a.json").write_text(json.dumps(changed(("pledges", 0, "kind"), "fish")))
    with pytest.raises(AnswerError, match=r"a\.json: pledges\[0\]\.kind: unknown code 'fish'"):
        read_answers(gold)
    (gold / "a.txt").unlink()
    with pytest.raises(AnswerError, match=r"a\.txt"):
        read_answers(gold)


def test_sets_are_the_folders_that_hold_answers(gold):
    (gold.parent / "empty").mkdir()
    assert gold_sets(gold.parent) == {"one": gold}
    assert gold_sets(gold) == {"one": gold}
    for place in (gold.parent / "empty", gold / "nowhere"):
        with pytest.raises(GoldError, match=f"{place}.*--gold FOLDER"):
            gold_sets(place)


def test_the_hash_is_that_of_the_listing_and_the_day_that_of_the_newest_file(gold):
    (gold / "notes.md").write_text("no part of the set")
    for name, day in (("a.txt", 4), ("a.json", 3)):
        time = dt.datetime(2025, 1, day, tzinfo=dt.UTC).timestamp()
        os.utime(gold / name, (time, time))
    command = "ls *.json *.txt | LC_ALL=C sort | xargs sha256sum | sha256sum"
    shown = subprocess.run(["bash", "-c", command], cwd=gold, capture_output=True, text=True, check=True).stdout
    state = gold_state(gold)
    assert state.sha256 == shown.split()[0]
    assert state.newest_on == dt.date(2025, 1, 4)


def test_the_variable_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DEMARCHE_GOLD", str(tmp_path))
    assert gold_folder() == tmp_path
    monkeypatch.delenv("DEMARCHE_GOLD")
    assert gold_folder().is_relative_to(PROJECT.parent)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ([], "an answer is an object"),
        ({"article": ["en"]}, "article is no object"),
        ({"article": {"published_on": 2024}}, "2024 is no ISO date"),
        ({"article": {}, "meetings": ["they met"]}, "meetings[0] is no object"),
        ({"article": {}, "meetings": [{"topics": [{}], "participants": 3}]}, "meetings[0].topics: unknown code {}"),
        ({"article": {}, "pledges": [{"date": 20240501, "evidence": 5}]}, "20240501 is no ISO date"),
    ],
)
def test_answers_of_a_wrong_form_are_faults_and_no_crash(answer, fault):
    assert any(fault in line for line in faults(answer, "A text."))

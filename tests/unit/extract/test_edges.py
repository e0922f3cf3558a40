"""Names at the very ends of a text."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.page import Page
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.rows import ArticleRows, read_doc

WORDS = st.sampled_from(
    [
        *[
            "Minister",
            "Foreign",
            "Defence",
            "Energy",
            "Anna",
            "Keller",
            "Canada",
            "Kyiv",
            "NATO",
            "met",
            "gave",
            "with",
            "to",
            "the",
            "of",
            "by",
            ",",
            ".",
            ":",
            "(",
            ")",
            "and",
        ]
    ]
)


@pytest.mark.parametrize("text", ["Anna Keller, Minister of Foreign", "Canada gave Anna Keller Energy", "by Anna"])
def test_a_text_may_end_in_a_name(text):
    read_doc(load_model()(text), "art_x", text, None, load_reference())


def test_a_text_may_begin_with_a_time_of_day():
    coreference = Coreference(load_model()("Morning came. Emmanuel Macron met Olaf Scholz in Paris."), load_reference())
    assert len(MeetingReader(coreference, dt.date(2024, 5, 6), None).read()) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_no_order_of_words_breaks_the_reading(words):
    text = " ".join(words)
    rows = read_doc(load_model()(text), "art_x", text, None, load_reference())
    for table in ("read_meeting_reports", "read_pledge_reports"):
        ids = [row["report_id"] for row in rows[table]]
        assert len(set(ids)) == len(ids)
    assert all(len(set(row["participant_ids"])) > 1 for row in rows["read_meeting_reports"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Emmanuel Macron met Olaf Scholz in Paris.", 1),
        ("Emmanuel Macron met the head of UNICEF Catherine Russell in Paris.", 1),
        ("Antonio Guterres met Emmanuel Macron in Paris.", 1),
        ("Ursula von der Leyen spoke with Olaf Scholz.", 1),
        ("Emmanuel Macron met with the Transport Workers Union in Paris.", 0),
    ],
)
def test_there_is_no_contact_where_only_one_side_is_named(text, told):
    rows = read_doc(load_model()(text), "art_x", None, None, load_reference())
    assert len(rows["read_meeting_reports"]) == told
    assert rows["read_mentions"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Address by President Emmanuel Macron", "Friends! I spoke with Olaf Scholz today. We agreed on much."),
        ("Address by the President of Norway", "I met with the foreign minister of Chile today."),
        ("Telephone conversation between Emmanuel Macron and Olaf Scholz", "The presidents spoke of Moldova."),
    ],
)
def test_the_headline_tells_who_a_side_is(title, text):
    coreference = Coreference(load_model()(text), load_reference(), None, title)
    found = MeetingReader(coreference, None, title).read()
    rows = read_doc(load_model()(text), "art_x", title, None, load_reference())
    assert len(rows["read_meeting_reports"]) == len(found) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20))
def test_a_token_knows_the_sentence_that_the_document_gives_it(words):
    doc = load_model()(" ".join(words))
    plain = [token.sent for token in doc]
    page = Page(doc, load_reference())
    assert [(s.start, s.end) for s in plain] == [(token.sent.start, token.sent.end) for token in doc]
    assert all(page.window(t).start <= t.sent.start < t.sent.end == page.window(t).end for t in doc)


def test_what_is_read_twice_is_one_row_and_nobody_meets_or_helps_himself():
    text = "Kenyan President William Ruto met Norwegian leader Jonas Gahr Støre. Norway will give Kenya $5 million."
    coreference = Coreference(load_model()(text), load_reference(), None, text)
    contacts = MeetingReader(coreference, None, text).read()
    pledges = PledgeReader(coreference, None, contacts).read()
    rows = ArticleRows("art_x", coreference)
    for _ in range(2):
        rows.add_meeting(contacts[0])
        rows.add_pledge(pledges[0])
    rows.add_meeting(replace(contacts[0], parties=contacts[0].parties[:1] * 2))
    rows.add_pledge(replace(pledges[0], recipient=pledges[0].giver))
    assert [len(rows.rows[t]) for t in ("read_meeting_reports", "read_pledge_reports")] == [1, 1]
    assert {row["report_id"] for row in rows.finish()["evidence"]} == {
        rows.rows[t][0]["report_id"] for t in ("read_meeting_reports", "read_pledge_reports")
    }

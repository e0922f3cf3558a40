"""Records that must not stop a build, nor hold it up."""

import time

import pytest

from pipelines.clean import articles as cleaning
from pipelines.clean import clean_articles, unread_dates
from pipelines.clean.dates import printed_date
from pipelines.clean.story import read_story
from pipelines.schema import TABLES

_PARAGRAPH = "The foreign minister of Norway met her colleague from Chile on Tuesday to speak about trade and fish."


def raw(*texts, **more):
    rows = [
        {"source_file": f"{n}.txt", "source_sha256": f"{n:064x}", "encoding": "utf-8", "text": text, **more}
        for n, text in enumerate(texts)
    ]
    return TABLES["raw_articles"].build(rows)


@pytest.mark.parametrize("printed", ["20 MAYIS 2024", "20 Mayıs 2024", "20 MAI 2024", "20 MAYO 2024"])
def test_months_in_capitals(printed):
    assert str(printed_date(printed)) == "2024-05-20"


def test_an_address_that_is_none_is_left_out():
    story = read_story(f"---\ntitle: A call\nurl: http://[bad\n---\n{_PARAGRAPH}\n", {})
    assert (story.title, story.url, story.body) == ("A call", None, _PARAGRAPH)


def test_a_record_that_cannot_be_cleaned_is_a_reject_and_the_others_stay(monkeypatch):
    real = cleaning.read_story

    def read(text, metadata):
        if text.startswith("bad"):
            message = "odd"
            raise KeyError(message)
        return real(text, metadata)

    monkeypatch.setattr(cleaning, "read_story", read)
    articles, rejects = clean_articles(raw("bad", _PARAGRAPH))
    assert articles["source_file"].to_pylist() == ["1.txt"]
    assert [(r["source_file"], r["stage"], r["reason"], r["detail"]) for r in rejects.to_pylist()] == [
        ("0.txt", "articles", "cleaning_failed", "KeyError: 'odd'")
    ]


@pytest.mark.parametrize("title", ["[x, y]", "{a: b}", "*z"])
def test_a_title_is_one_value_not_a_structure(title):
    bomb = "z: &z [lol, lol]\n" + "".join(f"y{n}: [*z, *z]\n" for n in range(5))
    story = read_story(f"---\n{bomb}title: {title}\ndate: *z\n---\n{_PARAGRAPH}\n", {})
    assert story.title is None
    assert story.body == _PARAGRAPH


def test_a_long_title_is_cut():
    story = read_story(f"---\ntitle: {'word ' * 500}\n---\n{_PARAGRAPH}\n", {})
    assert 0 < len(story.title) <= 260


@pytest.mark.parametrize(
    "middle",
    ["\n" * 40_000, "\r\n" * 40_000, " " * 40_000, "Author:" + " " * 40_000 + "x" * 90, "1" + " " * 40_000 + "x"],
)
def test_blanks_do_not_hold_up_cleaning(middle):
    read_story(_PARAGRAPH, {})
    start = time.perf_counter()
    read_story(f"{_PARAGRAPH}\n{middle}\n{_PARAGRAPH}\n", {})
    assert time.perf_counter() - start < 5


def test_short_lines_below_a_story_do_not_hold_up_cleaning():
    start = time.perf_counter()
    read_story(f"{_PARAGRAPH}\n{_PARAGRAPH}\n" + "a b\n" * 20_000, {})
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", [f"<p>{_PARAGRAPH}</p>", f"{_PARAGRAPH}<br>{_PARAGRAPH}<br/>", "<?xml version='1.0'?><a/>"]
)
def test_source_code_is_refused_however_short(text):
    _, rejects = clean_articles(raw(text))
    assert rejects["reason"].to_pylist() == ["markup"]


def test_a_tag_that_a_story_names_is_no_markup():
    articles, _ = clean_articles(raw(f"{_PARAGRAPH} On its page stood the tag <br> twice. {_PARAGRAPH}"))
    assert articles.num_rows == 1


def test_stated_dates_that_cannot_be_read_are_named():
    table = raw(_PARAGRAPH, date="the day after")
    assert unread_dates(table, clean_articles(table)[0]) == ["0.txt"]
    table = raw(_PARAGRAPH, date="2024-05-01")
    assert unread_dates(table, clean_articles(table)[0]) == []

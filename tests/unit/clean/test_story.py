import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.clean.articles import clean_articles
from pipelines.clean.dates import printed_date
from pipelines.clean.language import language_of
from pipelines.clean.story import read_story
from pipelines.schema import TABLES

_PARAGRAPH = "The foreign minister of Norway met her colleague from Chile on Tuesday to speak about trade and fish."
_NONE: dict[str, str | None] = {}


def test_header_title_place_outlet_views_and_byline():
    text = (
        " date 2023-03-04 ukenru\nMinister visits the port\n\nMinister visits the port\n\nOslo  •  Fjordnews\n\n"
        f" • 310 views\n\n{_PARAGRAPH}\n\nImage\n\nMore was said about ships.\n\nKari Nordmann\n\nKari Nordmann\n"
    )
    story = read_story(text, _NONE)
    assert (story.title, story.outlet, story.dateline_place) == ("Minister visits the port", "Fjordnews", "Oslo")
    assert (story.published_on, story.published_basis, story.byline) == (
        dt.date(2023, 3, 4),
        "header",
        "Kari Nordmann",
    )
    assert story.body.startswith("The foreign minister")
    assert story.body.endswith("about ships.")


def test_header_with_dateline_in_one_line():
    story = read_story(f" date 2024-01-02 Lima [Peru], January 2 : {_PARAGRAPH}", _NONE)
    assert story.dateline_place == "Lima"
    assert story.body == _PARAGRAPH


def test_front_matter():
    story = read_story(f"---\ndate: '2024-05-06'\ntitle: 'A call'\n---\n{_PARAGRAPH}\n", _NONE)
    assert (story.title, story.published_on) == ("A call", dt.date(2024, 5, 6))
    assert story.body == _PARAGRAPH


def test_menus_above_and_below_a_story_are_left_out():
    menu = "Home\nNews\nSport\nWeather\nShop\nContact\nLog in\n"
    text = f"{menu}Ministers of two states meet in the north\nMay 3, 2023\n{_PARAGRAPH}\n{_PARAGRAPH}\n{menu}"
    story = read_story(text, _NONE)
    assert story.body == f"{_PARAGRAPH}\n{_PARAGRAPH}"
    assert (story.title, story.published_on) == ("Ministers of two states meet in the north", dt.date(2023, 5, 3))


def test_disclaimers_are_cut_off():
    story = read_story(f"{_PARAGRAPH}\n\nDisclaimer: This post has been auto-published.", _NONE)
    assert story.body == _PARAGRAPH


def test_a_sentence_with_a_colon_is_no_dateline():
    story = read_story("Nansen: We will send food. That is all that he said that day to us.", _NONE)
    assert story.body.startswith("Nansen: We")


@pytest.mark.parametrize("copies", [2, 3])
def test_copies_are_rejected_and_near_copies_share_a_story(copies):
    long = " ".join(f"{_PARAGRAPH} Sentence {i} says more." for i in range(20))
    texts = [long] * copies + [f"{long} One more line."]
    raw = TABLES["raw_articles"].build(
        {"source_file": f"{i}.txt", "source_sha256": f"{i:064d}", "encoding": "utf-8", "text": t}
        | dict.fromkeys(("url", "date", "title", "outlet"))
        for i, t in enumerate(texts)
    )
    articles, rejects = clean_articles(raw)
    assert rejects["reason"].to_pylist() == ["duplicate"] * (copies - 1)
    assert len(set(articles["story_id"].to_pylist())) == 1
    assert articles.num_rows == 2


@pytest.mark.parametrize(
    ("head", "place", "outlet"),
    [
        ("OSLO (Fjord Press) - ", "OSLO", "Fjord Press"),
        ("OSLO, May 3, 2023 (Fjord Press) ", "OSLO", "Fjord Press"),
        ("**LIMA (Andes Wire) —** ", "LIMA", "Andes Wire"),
        ("Lima CNN — ", "Lima", "CNN"),
        ("(Reuters) - ", None, "Reuters"),
        ("LIMA, Peru — ", "LIMA, Peru", None),
    ],
)
def test_datelines(head, place, outlet):
    story = read_story(f"{head}{_PARAGRAPH}", _NONE)
    assert (story.dateline_place, story.outlet, story.body) == (place, outlet, _PARAGRAPH)


def test_a_caption_above_the_dateline_is_no_part_of_the_story():
    text = (
        f"Ministers meet in the north\nThe two ministers shake hands at the port on a day of rain.\nOSLO — {_PARAGRAPH}"
    )
    assert read_story(text, _NONE).body == _PARAGRAPH


def test_the_place_line_of_a_transcript():
    head = "Remarks before a meeting on trade\nPort House\nBergen, Norway\n\n2:09 P.M. CET"
    text = f"{head}\n\n{_PARAGRAPH}\n\n2:11 P.M. CET\n"
    story = read_story(text, _NONE)
    assert (story.dateline_place, story.body, story.byline) == ("Bergen, Norway", _PARAGRAPH, None)


def test_a_list_of_names_below_a_story_stays():
    text = f"{_PARAGRAPH}\n\nAnna Berg\nLuis Soto\nKari Dahl\n"
    assert read_story(text, _NONE).body.endswith("Kari Dahl")


def test_metadata_goes_before_the_text():
    story = read_story(f"May 3, 2023\n{_PARAGRAPH}", {"date": "2023-05-04T10:00:00Z", "title": "T", "outlet": "O"})
    assert (story.published_on, story.published_basis, story.outlet) == (dt.date(2023, 5, 4), "metadata", "O")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22 September 2023", dt.date(2023, 9, 22)),
        ("Sept. 22, 2023", dt.date(2023, 9, 22)),
        ("22-Sep-2023", dt.date(2023, 9, 22)),
        ("22. September 2023", dt.date(2023, 9, 22)),
        ("22 de septiembre de 2023", dt.date(2023, 9, 22)),
        ("22 вересня 2023", dt.date(2023, 9, 22)),
        ("30.02.2023", None),
        ("on Friday", None),
    ],
)
def test_printed_dates(text, day):
    assert printed_date(text) == day


def test_a_head_in_capitals_does_not_change_the_language():
    assert language_of(f"TO THE CONGRESS OF THE UNITED STATES\n\n{_PARAGRAPH}") == "en"


@given(st.text(max_size=400))
@settings(deadline=None)
def test_any_text_can_be_read_and_nothing_is_made_up(text):
    body = read_story(text, _NONE).body
    assert set("".join(body.split())) <= set("".join(text.split()))

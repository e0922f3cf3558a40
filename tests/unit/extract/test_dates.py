import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.dates import find_dates

MONDAY = dt.date(2024, 12, 30)


def window(text, published=MONDAY, *, future=False):
    (found,) = find_dates(text, published, future=future)
    return str(found.first), str(found.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on December 29, 2024", "2024-12-29", "2024-12-29"),
        ("on 23 December", "2024-12-23", "2024-12-23"),
        ("in November", "2024-11-01", "2024-11-30"),
        ("on Friday", "2024-12-27", "2024-12-27"),
        ("on Monday", "2024-12-30", "2024-12-30"),
        ("last Monday", "2024-12-23", "2024-12-23"),
        ("yesterday", "2024-12-29", "2024-12-29"),
        ("this week", "2024-12-01", "2024-12-31"),
        ("last month", "2024-11-01", "2024-11-30"),
        ("in October 2025", "2025-10-01", "2025-10-31"),
        ("May last year", "2023-05-01", "2023-05-31"),
        ("July 11-12, 2023", "2023-07-11", "2023-07-11"),
        ("24.02.2022", "2022-02-24", "2022-02-24"),
        ("They spoke on December 23.", "2024-12-23", "2024-12-23"),
    ],
)
def test_phrases_against_the_day_of_publication(text, first, last):
    assert window(text) == (first, last)


def test_a_weekday_ahead_is_the_next_one():
    assert window("on Friday", future=True) == ("2025-01-03", "2025-01-03")


@pytest.mark.parametrize("text", ["on Friday", "today", "in March", "20 June", "last week"])
def test_without_publication_date_relative_phrases_are_unknown(text):
    assert window(text, None) == ("None", "None")


@pytest.mark.parametrize("text", ["he may come", "they march on", "31 February 2024 it was"])
def test_what_is_no_date(text):
    assert all(d.first is None for d in find_dates(text, MONDAY))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_full_dates_are_read_back(day):
    assert window(f"on {day.day} {day:%B} {day.year}") == (str(day), str(day))
    assert window(f"on {day:%B} {day.day}, {day.year}") == (str(day), str(day))


@given(st.text(max_size=120), st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)))
def test_any_text_is_read_and_windows_are_in_order(text, day):
    for found in find_dates(text, day):
        assert 0 <= found.start < found.end <= len(text)
        assert found.first is None or found.first <= found.last


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ten days ago", "2024-12-20"),
        ("nine days ago", "2024-12-21"),
        ("a dozen days earlier", "2024-12-18"),
        ("twenty years ago", "2004-01-01"),
        ("several days ago", "None"),
    ],
)
def test_words_for_numbers_are_those_of_the_table(text, first):
    assert window(text)[0] == first

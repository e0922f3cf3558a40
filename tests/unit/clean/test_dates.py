"""The day of publication, as the first lines of a text print it."""

import datetime as dt

import pytest

from pipelines.clean.dates import opening_date, particulars_date
from pipelines.clean.story import read_story


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Wire | LISBON | May 6, 2025",
        "6 May 2025 - 20:05 | Harbour Post | Agencies",
        "Ledger data desk · updated 06.05.2025 · 6 min read · Share",
    ],
)
def test_a_line_of_particulars_tells_the_day(line: str) -> None:
    assert particulars_date(line) == dt.date(2025, 5, 6)


def test_a_sentence_with_a_dash_is_no_line_of_particulars() -> None:
    assert particulars_date("The pact – signed in the old harbour hall by both ministers on May 6, 2025") is None


@pytest.mark.parametrize(
    "line",
    [
        "LISBON, May 6, 2025 (Wire) - Ministers gathered by the harbour.",
        "Lisbon/Porto, 06.05.2025, 16:48 (Central Wire) Two days after the storm, help arrived.",
        "LISBON, May 6, 2025 [Post] — The minister flew home.",
    ],
)
def test_a_story_opens_with_its_day(line: str) -> None:
    assert opening_date(line) == dt.date(2025, 5, 6)


@pytest.mark.parametrize(
    "line",
    ["On May 6, 2025 - a Tuesday - the minister flew home.", "The treaty of May 6, 2025 (Lisbon) is in force."],
)
def test_a_day_in_a_sentence_is_not_that_of_the_story(line: str) -> None:
    assert opening_date(line) is None


def test_a_text_takes_its_day_from_its_particulars() -> None:
    text = "Storm leaves the harbour shut\n\nHarbour Wire | LISBON | May 6, 2025\n\nThe harbour stayed shut on Tuesday."
    assert read_story(text, {}).published_on == dt.date(2025, 5, 6)

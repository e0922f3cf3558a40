"""Contacts read from single sentences and short stories."""

import datetime as dt

import pytest

from pipelines.extract.contacts import Contact
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference

PUBLISHED = dt.date(2025, 1, 20)


def contacts_of(text: str, title: str | None = None) -> list[Contact]:
    """Read the contacts of a text."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED, title)
    return MeetingReader(coreference, PUBLISHED, title).read()


def names(contact: Contact) -> set[str]:
    """Return the names of the parties."""
    return {party.name for party in contact.parties}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Emmanuel Macron met with Olaf Scholz in Paris on Friday.", {"Emmanuel Macron", "Olaf Scholz"}),
        ("French and German negotiators met in Brussels.", {"France", "Germany"}),
        ("Talks between Japanese and Korean representatives were held in Tokyo.", {"Japan", "South Korea"}),
        ("French-German talks were held in Bonn.", {"France", "Germany"}),
        ("American-led negotiations with Iran have produced no agreement.", {"United States", "Iran"}),
        ("A Polish delegation headed by Donald Tusk met with Olaf Scholz.", {"Donald Tusk", "Olaf Scholz"}),
        (
            "Emmanuel Macron held talks with the heads of government of Norway and Spain.",
            {"Emmanuel Macron", "Norway", "Spain"},
        ),
        ("Antony Blinken met with several senior officials in Vietnam.", {"Antony Blinken", "Vietnam"}),
        (
            "President of France Emmanuel Macron and President of the Republic of Poland Andrzej Duda had a call.",
            {"Emmanuel Macron", "Andrzej Duda"},
        ),
        ("Olaf Scholz said that talks with Turkey would be held on Friday.", {"Olaf Scholz", "Turkey"}),
    ],
)
def test_parties(text: str, parties: set[str]) -> None:
    (contact,) = contacts_of(text)
    assert names(contact) == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Emmanuel Macron will meet Olaf Scholz on Friday.", "planned"),
        ("Emmanuel Macron said he would meet Olaf Scholz on Friday.", "planned"),
        ("Emmanuel Macron will travel to Berlin to meet Olaf Scholz.", "planned"),
        ("Emmanuel Macron travelled to Berlin to meet Olaf Scholz.", "held"),
        ("Emmanuel Macron looks forward to a meeting with Olaf Scholz.", "planned"),
        ("Emmanuel Macron cancelled a meeting with Olaf Scholz.", "cancelled"),
    ],
)
def test_status(text: str, status: str) -> None:
    (contact,) = contacts_of(text)
    assert contact.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron wants to meet Olaf Scholz.",
        "Emmanuel Macron did not meet Olaf Scholz.",
        "Emmanuel Macron denied that talks with Olaf Scholz had taken place.",
        "France has no plans for a meeting with Germany.",
        "Emmanuel Macron said he would like to meet Olaf Scholz.",
        "France and Germany speak out against the war.",
        "Emmanuel Macron and Olaf Scholz held a press conference.",
    ],
)
def test_no_contact(text: str) -> None:
    assert contacts_of(text) == []


def test_those_who_also_took_part_are_added() -> None:
    (contact,) = contacts_of(
        "Emmanuel Macron met with Olaf Scholz in Paris. The meeting was also attended by Annalena Baerbock."
    )
    assert names(contact) == {"Emmanuel Macron", "Olaf Scholz", "Annalena Baerbock"}


def test_journey_of_the_lead_gives_place_and_day() -> None:
    (contact,) = contacts_of(
        "French President Emmanuel Macron announced new aid in Warsaw on Friday. "
        "Macron held talks with Polish Prime Minister Donald Tusk."
    )
    assert contact.place is not None
    assert contact.place.name == "Warsaw"
    assert contact.format == "in_person"
    assert contact.when is not None
    assert contact.when.first == dt.date(2025, 1, 17)


def test_headline_names_those_whom_the_story_calls_leaders() -> None:
    (contact,) = contacts_of(
        "The leaders discussed trade. Vladimir Putin thanked his counterpart.",
        "Telephone conversation with President of Turkey Recep Tayyip Erdogan",
    )
    assert "Vladimir Putin" in names(contact)
    assert len(contact.parties) == 2
    assert contact.format == "phone"


def test_topics_are_those_of_what_was_discussed() -> None:
    (contact,) = contacts_of("Emmanuel Macron met with Olaf Scholz to discuss sanctions and the energy market.")
    assert set(contact.topics) >= {"sanctions", "energy"}


def test_an_address_tells_the_contacts_of_its_day() -> None:
    (contact,) = contacts_of(
        "Today we opened three bridges. I spoke with Federal Chancellor Olaf Scholz about trade.",
        "We build what lasts - address by the President of Austria",
    )
    assert names(contact) == {"Austria", "Olaf Scholz"}
    assert contact.when is not None
    assert contact.when.first == PUBLISHED


def test_what_was_said_joins_the_contact_before() -> None:
    (contact,) = contacts_of(
        "Emmanuel Macron met with Olaf Scholz in Paris on Friday. Macron and Scholz agreed with each other on tariffs."
    )
    assert contact.when is not None
    assert contact.when.first == dt.date(2025, 1, 17)


def test_one_state_among_itself_has_no_contact() -> None:
    assert contacts_of("President of France Emmanuel Macron met with Prime Minister of France Gabriel Attal.") == []

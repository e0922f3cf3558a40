"""When, how and with whom contacts took place, where a story tells it beside the word that reports them."""

import datetime as dt

import pytest

from pipelines.extract.contacts import Contact
from pipelines.extract.coreference import Coreference
from pipelines.extract.dates import find_dates
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference

PUBLISHED = dt.date(2025, 1, 20)
LEAD = "Emmanuel Macron met with Olaf Scholz in Paris. "


def contacts_of(text: str) -> list[Contact]:
    """Read the contacts of a text."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED)
    return MeetingReader(coreference, PUBLISHED, None).read()


def day_of(contact: Contact) -> dt.date | None:
    """Return the first day of a contact."""
    return contact.when.first if contact.when is not None else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Emmanuel Macron met Olaf Scholz, the first such meeting since 2021.", None),
        ("Next month Emmanuel Macron is due to meet Olaf Scholz.", dt.date(2025, 2, 1)),
        ("Emmanuel Macron flew to Berlin on Saturday and met Olaf Scholz.", dt.date(2025, 1, 18)),
        ("Emmanuel Macron will meet Olaf Scholz in Lyon in March.", dt.date(2025, 3, 1)),
        ("Emmanuel Macron met Olaf Scholz in Lyon in March of last year.", dt.date(2024, 3, 1)),
        (LEAD + "The two signed a treaty on rivers today.", PUBLISHED),
        (LEAD + "Macron praised today's signing of the treaty.", PUBLISHED),
        (LEAD + "Today Europe is stronger than ever.", None),
    ],
)
def test_day(text: str, day: dt.date | None) -> None:
    contact, *_ = contacts_of(text)
    assert day_of(contact) == day


def test_last_month_by_name_is_that_of_the_year_before() -> None:
    (phrase,) = find_dates("They met last January.", PUBLISHED)
    assert phrase.first == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Emmanuel Macron discussed trade, fishing and the price of milk with Olaf Scholz by phone.", "phone"),
        ("Emmanuel Macron discussed trade, fishing and the price of milk with Olaf Scholz in a video format.", "video"),
        ("Emmanuel Macron took part in a meeting with Olaf Scholz in the format of a video conference.", "video"),
        ("Emmanuel Macron met with Olaf Scholz in the format of the Weimar Triangle.", "in_person"),
        ("Emmanuel Macron is scheduled to talk again with Olaf Scholz on Friday, by video.", "video"),
        ("Emmanuel Macron travelled to Berlin and talked with Olaf Scholz.", "in_person"),
        ("Emmanuel Macron came to Berlin for talks with Olaf Scholz.", "in_person"),
        ("Emmanuel Macron was in Berlin to talk to Olaf Scholz about steel.", "in_person"),
        ("Emmanuel Macron had a conversation with Olaf Scholz. The phone call lasted an hour.", "phone"),
        ("Emmanuel Macron had a conversation with Olaf Scholz. Both renewed their call for calm.", "unspecified"),
    ],
)
def test_format(text: str, format_: str) -> None:
    contact, *_ = contacts_of(text)
    assert contact.format == format_


def test_talks_share_the_way_of_other_contacts_of_that_day() -> None:
    contacts = contacts_of(
        "Emmanuel Macron met with Olaf Scholz. During the talks with Donald Tusk, Emmanuel Macron spoke of trade."
    )
    assert [c.format for c in contacts] == ["in_person", "in_person"]


def test_what_a_speaker_tells_of_himself_is_left_open() -> None:
    text = 'Emmanuel Macron met with Olaf Scholz. "I spoke with Donald Tusk," Emmanuel Macron said.'
    assert "unspecified" in {c.format for c in contacts_of(text)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Emmanuel Macron comes to Berlin on 9 February for talks with Olaf Scholz.", "planned"),
        ("A meeting between Emmanuel Macron and Olaf Scholz is to take place in Berlin.", "planned"),
        ("Emmanuel Macron said he'd met Olaf Scholz.", "held"),
    ],
)
def test_status(text: str, status: str) -> None:
    contact, *_ = contacts_of(text)
    assert contact.status == status


def test_agreeing_to_go_on_is_no_further_contact() -> None:
    contacts = contacts_of(LEAD + "Emmanuel Macron and Olaf Scholz agreed to continue contacts.")
    assert [c.status for c in contacts] == ["held"]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron had talks with Olaf Scholz, then with Donald Tusk.",
        "Emmanuel Macron held separate talks with Olaf Scholz and Donald Tusk.",
        "Emmanuel Macron spoke with Olaf Scholz and Donald Tusk on Monday.",
        "Emmanuel Macron telephoned Olaf Scholz and Donald Tusk.",
        "Emmanuel Macron spoke with Olaf Scholz. And with Donald Tusk.",
        "Emmanuel Macron spoke to Olaf Scholz. And to Donald Tusk.",
        "Emmanuel Macron held calls with Olaf Scholz and Donald Tusk.",
    ],
)
def test_talks_with_one_after_another_are_several(text: str) -> None:
    found = [{party.name for party in contact.parties} for contact in contacts_of(text)]
    assert found == [{"Emmanuel Macron", "Olaf Scholz"}, {"Emmanuel Macron", "Donald Tusk"}]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron met with Olaf Scholz and Donald Tusk on Monday.",
        "Emmanuel Macron spoke jointly with Olaf Scholz and Donald Tusk on Monday.",
        "Emmanuel Macron spoke with Olaf Scholz and Donald Tusk by conference call.",
        "Emmanuel Macron held joint calls with Olaf Scholz and Donald Tusk.",
    ],
)
def test_talks_with_several_together_are_one(text: str) -> None:
    (contact,) = contacts_of(text)
    assert {party.name for party in contact.parties} == {"Emmanuel Macron", "Olaf Scholz", "Donald Tusk"}


@pytest.mark.parametrize(
    "text",
    [
        "With Donald Tusk away, Warsaw sent nobody.",
        "With Donald Tusk in hospital.",
        "Not with Donald Tusk.",
        "Then came dinner. And with Donald Tusk.",
    ],
)
def test_not_every_with_goes_on_with_the_contact_before(text: str) -> None:
    (contact,) = contacts_of("Emmanuel Macron spoke with Olaf Scholz. " + text)
    assert {party.name for party in contact.parties} == {"Emmanuel Macron", "Olaf Scholz"}


def test_those_of_one_state_are_spoken_with_at_once() -> None:
    found = contacts_of("Emmanuel Macron spoke with Olaf Scholz, Annalena Baerbock and Donald Tusk.")
    assert [len(contact.parties) for contact in found] == [3, 2]


def test_a_sentence_that_goes_on_is_of_the_same_day_and_way() -> None:
    contacts = contacts_of("Emmanuel Macron spoke by phone with Olaf Scholz on Sunday. And with Donald Tusk.")
    assert len({(contact.format, contact.when and contact.when.window) for contact in contacts}) == 1
    assert contacts[0].format == "phone"


def test_a_list_of_calls_goes_on_for_more_than_one_sentence() -> None:
    contacts = contacts_of("Emmanuel Macron spoke with Olaf Scholz. With Donald Tusk. And with Giorgia Meloni.")
    assert [contact.status for contact in contacts] == ["held"] * 3
    assert contacts[2].trigger.text == "with"


def test_a_cancelled_contact_is_not_the_one_that_took_place() -> None:
    contacts = contacts_of(
        "Emmanuel Macron met with Olaf Scholz in May. Emmanuel Macron cancelled a meeting with Olaf Scholz in June."
    )
    assert [c.status for c in contacts] == ["held", "cancelled"]


def test_a_state_gives_way_to_its_person_whose_state_was_misread() -> None:
    (contact,) = contacts_of(
        "New Zealand sent help. Anna Berg of New Zealand conferred with Fiji's health minister, Dr Josua Vula."
    )
    assert {party.name for party in contact.parties} == {"Anna Berg", "Josua Vula"}

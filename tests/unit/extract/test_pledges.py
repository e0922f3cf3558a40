"""Supports read from single sentences and short stories."""

import datetime as dt
from decimal import Decimal

import pytest

from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kind_of, usual_kind
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.pledge_clauses import one_clause
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.undertakings import Reading, Undertaking

PUBLISHED = dt.date(2025, 1, 20)


def pledges_of(text: str) -> list[Undertaking]:
    """Read the supports of a text."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED, None)
    contacts = MeetingReader(coreference, PUBLISHED, None).read()
    return PledgeReader(coreference, PUBLISHED, contacts).read()


def told(pledge: Undertaking) -> tuple[str, str, str]:
    """Return giver, recipient and status."""
    return pledge.giver.name, pledge.recipient.name, pledge.status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan will give the Philippines ten patrol boats.", ("Japan", "Philippines", "committed")),
        ("France has delivered 30 howitzers to Armenia.", ("France", "Armenia", "delivered")),
        ("Germany refused to send Taurus missiles to Ukraine.", ("Germany", "Ukraine", "refused")),
        ("Kenya asked the United States for helicopters.", ("United States", "Kenya", "requested")),
        ("Canada is considering sending armoured vehicles to Haiti.", ("Canada", "Haiti", "offered")),
        ("Moldova thanked Romania for the generators.", ("Romania", "Moldova", "delivered")),
        ("Ammunition provided by South Korea reached Poland.", ("South Korea", "Poland", "delivered")),
    ],
)
def test_sides_and_status(text, expected):
    assert expected in [told(p) for p in pledges_of(text)]


def test_the_clause_decides_who_gives_against_the_rest_of_the_story():
    others = "The United States sent Ukraine tanks. The United States sent Ukraine shells."
    text = f"{others} Germany will send Ukraine howitzers."
    assert ("Germany", "Ukraine", "committed") in [told(p) for p in pledges_of(text)]


def test_two_sums_are_two_pledges():
    found = pledges_of("Norway gave Ukraine $4 billion in financial aid and $2 billion in military aid.")
    assert {p.amount for p in found} == {Decimal("4000000000.00"), Decimal("2000000000.00")}


@pytest.mark.parametrize(
    "text",
    [
        "Britain will continue to stand with Ukraine.",
        "The mayor promised voters two new schools.",
        "Japan did not give the Philippines any boats.",
        "If Canada sent tanks to Haiti, it would regret it.",
    ],
)
def test_nothing_is_pledged(text):
    assert pledges_of(text) == []


@pytest.mark.parametrize(
    ("item", "head", "kind"),
    [
        ("funding for weapons production", "funding", "military"),
        ("sanctions that block a gas pipeline", "sanctions", "sanctions"),
        ("memorandum on energy resilience", "memorandum", "energy"),
        ("partnership agreement", "agreement", "political"),
        ("funding", "funding", "financial"),
    ],
)
def test_a_form_yields_to_what_it_is_about(item, head, kind):
    assert kind_of(item, head, "", has_amount=False) == kind


def test_a_sum_without_a_kind_is_of_the_kind_that_the_story_is_about():
    story = "Norway will send Moldova howitzers and shells. The package is worth $500 million."
    assert (
        kind_of("$500 million", "$", "It is worth $500 million.", has_amount=True, usual=usual_kind(story))
        == "military"
    )
    assert kind_of("$500 million", "$", "It is worth $500 million.", has_amount=True, usual=None) == "financial"


@pytest.mark.parametrize("item", ["forty buses", "€3 million for the work of prosecutors", "scholarships"])
def test_what_is_of_no_other_kind_is_not_what_the_story_is_about(item):
    assert kind_of(item, item.split()[-1], f"They gave {item}.", has_amount="€" in item, usual="military") == "other"


def test_a_project_is_what_the_story_is_about():
    assert kind_of("a project", "project", "They began a project.", has_amount=False, usual="energy") == "energy"


def test_aid_with_a_sum_is_money_unless_the_story_is_about_arms():
    aid = ("$9 billion in aid", "aid", "They agreed to $9 billion in aid.")
    assert kind_of(*aid, has_amount=True, usual="humanitarian") == "financial"
    assert kind_of(*aid, has_amount=True, usual="military") == "military"
    assert kind_of("aid", "aid", "They agreed to aid.", has_amount=False, usual="humanitarian") == "humanitarian"


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("1,200 rifles", 1200),
        ("thirty ambulances", 30),
        ("two million doses of vaccine", 2_000_000),
        ("1.5 million doses of vaccine", 1_500_000),
        ("rifles", None),
        ("ten days of training", None),
    ],
)
def test_number_of_units(words, quantity):
    (found,) = {p.quantity for p in pledges_of(f"Japan will give the Philippines {words}.")} or {None}
    assert found == quantity


def test_goods_under_an_embargo_are_no_gift():
    found = pledges_of("Poland asked Germany to impose an embargo on the import of oil and gas from Russia.")
    assert {p.kind for p in found} <= {"sanctions"}


def test_one_object_is_told_once_however_far_it_went():
    text = "Norway will send Moldova 30 howitzers. Norway has sent Moldova the howitzers, the ministry said."
    assert len(pledges_of(text)) == 1


def test_what_is_asked_for_and_what_is_given_are_two():
    text = "Moldova asked Norway for howitzers. Norway has sent Moldova ten howitzers."
    assert {p.status for p in pledges_of(text)} == {"requested", "delivered"}


def test_one_printed_sum_is_one_pledge() -> None:
    found = pledges_of(
        "The Ghanaian president welcomed Norway's pledge to allocate $40 million to Ghana for patrol boats."
    )
    assert [(p.giver.name, p.recipient.name, p.money.amount) for p in found] == [("Norway", "Ghana", 40_000_000)]


def statuses_of(text: str) -> set[str]:
    """Return the statuses of all drafts with an object of their own, in a text of one support."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED, None)
    reader = PledgeReader(coreference, PUBLISHED, [])
    asked = [question for question in reader.questions() if not question.draft.loose]
    return {reader.clauses.settled(question.reading(*question.pairs[0])) for question in asked}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The minister said that Spain would give Morocco two ferries.", "committed"),
        ("Chile gives Bolivia forty ambulances.", "committed"),
        ("Sweden is lending Latvia four radars.", "committed"),
        ("Sweden is already supplying Latvia with radars.", "delivered"),
        ("Finland will join Denmark in supplying howitzers to Georgia.", "committed"),
        ("Peru thanked Brazil for a new package of vaccines.", "committed"),
        ("Peru thanked Brazil for the decision on fuel.", "committed"),
        ("Nepal asked India to continue to supply vaccines.", "requested"),
        ("Ghana stressed the need to send ammunition to Mali.", "requested"),
        ("Armenia expects France to supply howitzers.", "requested"),
        ("Japan ruled out ammunition for Georgia.", "refused"),
        ("Austria will send no troops to Georgia.", "refused"),
        ("The transfer of shells to Georgia was ruled out by Japan.", "refused"),
        ("Peru thanked Brazil for the security agreement.", "committed"),
        ("Norway expects that the United States will consider a loan for Moldova.", "offered"),
        ("Malta turned over three patrol boats to Libya.", "delivered"),
    ],
)
def test_how_far_it_went(text, status):
    assert status in statuses_of(text)


def test_a_reported_wish_is_no_future():
    assert statuses_of("Spain would give Morocco two ferries.") == {"offered"}


def drafts_of(text: str) -> list[tuple[set[str], set[str], str]]:
    """Return those who may give, those who may receive and the words of the object, of every draft."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED, None)
    asked = PledgeReader(coreference, PUBLISHED, []).questions()
    return [({c.party[0].name for c in q.givers}, {c.party[0].name for c in q.recipients}, q.span.text) for q in asked]


@pytest.mark.parametrize(
    ("text", "giver", "recipient", "item"),
    [
        ("Ghana stressed the need to send ammunition to Mali. France listened.", "France", "Mali", "ammunition"),
        ("Canada helped Chad train nurses.", "Canada", "Chad", "train nurses"),
        ("Norway will pay for 200 generators for Moldova.", "Norway", "Moldova", "generators"),
        ("Latvia's aid to Moldova: five ambulances.", "Latvia", "Moldova", "ambulances"),
        ("From Japan came 40 million euros for Samoa.", "Japan", "Samoa", "40 million euros"),
        ("Kosovo hopes for visas. The Western partners are silent.", "Western partners", "Kosovo", "visas"),
        ("Chile recognised Palestine.", "Chile", "Palestine", "recognised Palestine"),
    ],
)
def test_drafts_name_object_and_sides(text, giver, recipient, item):
    found = drafts_of(text)
    assert any(giver in givers and recipient in to and item in words for givers, to, words in found), found


def test_what_a_council_of_a_union_gives_is_the_unions():
    text = "The European Council approved a loan of 3 billion euros to Moldova."
    assert any("European Union" in givers and "European Council" not in givers for givers, _, _ in drafts_of(text))


def test_what_is_lent_is_money_whatever_it_is_for():
    (loan,) = pledges_of("South Korea will lend Vietnam $300 million for a power plant.")
    assert (loan.kind, loan.status) == ("financial", "committed")


def test_a_bare_grant_is_that_of_the_sum_told_beside_it():
    found = pledges_of("Grant agreed by Sweden for Moldova\n\nSweden will give Moldova 40 million euros for hospitals.")
    assert [p.amount for p in found if p.recipient.name == "Moldova"] == [Decimal("40000000.00")]


def readings_of(text: str, *objects: str) -> list[Reading]:
    """Return the first way to fill the sides of the drafts of some objects."""
    coreference = Coreference(load_model()(text), load_reference(), PUBLISHED, None)
    asked = {q.draft.object.text: q for q in PledgeReader(coreference, PUBLISHED, []).questions()}
    return [asked[name].reading(*asked[name].pairs[0]) for name in objects]


def test_an_object_named_within_another_is_no_pledge_of_its_own_whoever_gives():
    text = "Ukraine asked Denmark for the status of a candidate for EU membership."
    status, membership = readings_of(text, "status", "membership")
    assert one_clause(status, membership)
    assert one_clause(membership, status)


def test_two_objects_side_by_side_can_be_two_pledges():
    tanks, buses = readings_of("Norway gave Moldova tanks and Japan gave Kenya buses.", "tanks", "buses")
    assert not one_clause(tanks, buses)

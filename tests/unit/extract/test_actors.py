import datetime as dt

import pytest

from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.page import Actor, Page
from pipelines.extract.reference import load_reference
from pipelines.extract.relevance import Relevance, weights

DAY = dt.date(2024, 5, 6)


def read(text, title=None):
    return Coreference(load_model()(text), load_reference(), DAY, title)


def people(text, title=None):
    found = dict.fromkeys(m.actor for m in read(text, title).mentions if m.actor.kind == "person")
    return {actor.name: actor.country for actor in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Latvia's foreign minister, Anna Berzina, arrived in Oslo on Monday.", "Anna Berzina", "LVA"),
        ("Deputy Mayor of Gdansk Jan Kowalczyk opened the shelter.", "Jan Kowalczyk", "POL"),
        ("Chairman of the Danish Energy Committee Lars Holm welcomed the guests.", "Lars Holm", "DNK"),
        ("The bill was written by Rep. Martha Quill (D-Ohio), aides said.", "Martha Quill", "USA"),
        ("Pavel Novotny, the Czech ambassador to Ukraine, thanked the donors.", "Pavel Novotny", "CZE"),
    ],
)
def test_the_country_of_an_office(text, name, country):
    assert people(text) == {name: country}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The president met Senators Dunmore, Okafor and Lindqvist in his office.", {"Dunmore", "Okafor", "Lindqvist"}),
        ("Halyna, 52, left the town with two children.", {"Halyna"}),
        ("Deputy Head of the Office of the President Petro Havrylenko chaired the session.", {"Petro Havrylenko"}),
        ("His wife Marta Keller spoke to the volunteers.", {"Marta Keller"}),
    ],
)
def test_names_that_their_surroundings_show(text, names):
    assert set(people(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "A tram stands in front of the station. Ines Duarte/Reuters",
        "The prices will rise, the research firm Maple Insight said.",
        "Reporting by Tom Harker and Ida Moss; editing by Paul Reed",
    ],
)
def test_no_people_of_credits_and_firms(text):
    assert people(text) == {}


def test_a_misspelt_surname_is_the_same_person():
    assert people("President Marek Wolanski spoke first. Later Wolansky thanked the hosts.").keys() == {
        "Marek Wolanski"
    }


def test_who_is_named_in_the_title_alone_says_i():
    coreference = read("This morning I spoke with our partners.", "Statement by President Joe Biden on New Assistance")
    assert [(m.sort, m.actor.name) for m in coreference.mentions if m.actor.kind == "person"] == [
        ("pronoun", "Joe Biden")
    ]


def test_bodies_named_in_small_letters_and_by_description():
    coreference = read("The judges of the international criminal court heard the human rights group Open Doors.")
    named = {m.actor.name for m in coreference.finder.page.mentions if m.actor.kind == "organisation"}
    assert {"International Criminal Court", "Open Doors"} <= named


def test_a_body_belongs_to_the_state_before_it():
    coreference = read("The Danish Security Committee rejected the plan.")
    assert {m.actor.country for m in coreference.at.values() if m.actor.kind == "organisation"} == {"DNK"}


def test_minor_organisations_are_still_understood():
    coreference = read("The talks took place in the White House.")
    hidden = [m for m in coreference.at.values() if m not in coreference.mentions]
    assert all(m.actor.kind == "organisation" for m in hidden)


def test_every_weight_is_of_a_sign():
    page = Page(load_model()("NATO said so."), load_reference())
    assert Relevance(page).minor() == set()
    assert {"always", "listed"} <= weights("organisation").keys()


def test_an_actor_without_an_identity_has_a_key_of_its_name():
    assert Actor("person", "Ann Lee").key != Actor("person", "Ann Lee", "USA").key


def test_two_people_of_one_surname_stay_two():
    text = "President Jonas Varga and First Lady Julia Varga arrived. Varga thanked the hosts."
    assert set(people(text)) == {"Jonas Varga", "Julia Varga"}


def test_an_initial_and_a_short_form_are_the_same_person():
    text = "Minister Joseph Lindner resigned. Joe Lindner, 61, had led the ministry. J. Lindner said he was tired."
    assert set(people(text)) == {"Joseph Lindner"}


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("We will rebuild every school - address by President Volodymyr Zelenskyy", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskyy addressed the students of Oxford", "Volodymyr Zelenskyy"),
        ("Remarks by Chancellor Olaf Scholz Before the Cabinet", "Olaf Scholz"),
    ],
)
def test_who_speaks_is_named_by_the_title(title, author):
    assert author in people("Good evening to you all. I saw the school yesterday, and it will be rebuilt.", title)


def test_the_authors_of_a_joint_statement():
    found = people(
        "We met today. Our two countries agree.", "Joint Statement by President Emmanuel Macron and Chancellor Scholz"
    )
    assert set(found) == {"Emmanuel Macron", "Olaf Scholz"}


def test_a_body_whose_name_has_an_and():
    found = {
        m.actor.name for m in read("The Fire and Rescue Service said on Monday that it had sent ten men.").mentions
    }
    assert "Fire and Rescue Service" in found


def test_a_month_is_no_part_of_a_body():
    names = {m.actor.name for m in read("The National Defence Council on March 4 approved the plan.").mentions}
    assert not any("March" in name for name in names)


def test_what_is_also_written_small_is_no_person():
    text = "Minister Eva Lund opened the summit. Summit guests came by train. The summit lasted two days."
    assert set(people(text)) == {"Eva Lund"}


def test_two_heads_joined_by_and_keep_their_own_states():
    text = "President Andrzej Nowak of Poland and Prime Minister Lukas Berg of Norway spoke."
    assert people(text) == {"Andrzej Nowak": "POL", "Lukas Berg": "NOR"}


def test_an_officer_is_of_the_state_that_the_article_speaks_of():
    text = "Latvia mourns its dead. Colonel Janis Kalnins, who served Latvia for ten years, fell on Friday."
    assert people(text) == {"Janis Kalnins": "LVA"}


def bodies(text):
    found = dict.fromkeys(m.actor for m in read(text).finder.page.mentions if m.actor.kind == "organisation")
    return {actor.name: actor.country for actor in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Danish foreign ministry said that it would pay for the wells.", "Danish foreign ministry", "DNK"),
        ("A grant for Estonia's defence ministry was put off.", "Estonia defence ministry", "EST"),
        ("She told the Oslo city court that she had seen nothing.", "Oslo city court", "NOR"),
        ("He works at the US Embassy in Chile as a translator.", "Embassy in Chile", "USA"),
        (
            "Nora Field left the Office of the Prime Minister of Canada in May.",
            "Office of the Prime Minister of Canada",
            "CAN",
        ),
        ("The White House Office of Rural Affairs opened in May.", "White House Office of Rural Affairs", "USA"),
        ("They thanked the Kestrel Relief Trust for the tents.", "Kestrel Relief Trust", None),
        ("Two boats were built by Norvik Shipping Ltd for the coast guard.", "Norvik Shipping Ltd", None),
    ],
)
def test_bodies_by_their_nouns_and_owners(text, name, country):
    assert bodies(text)[name] == country


@pytest.mark.parametrize(
    "text",
    [
        "Several ministry officials of the country and its courts were dismissed.",
        "The Danish ministry official left the room.",
    ],
)
def test_a_small_noun_that_describes_another_or_has_no_owner_is_no_body(text):
    assert bodies(text) == {}


def test_a_listed_body_is_not_read_anew():
    found = [m.actor for m in read("The World Bank lent them money.").mentions if m.actor.kind == "organisation"]
    assert [(actor.name, actor.basis) for actor in found] == [("World Bank", "reference")]


def test_a_university_and_a_person_are_two():
    text = "The study was written by the University of Turku and Paula Reed, who dived for it."
    assert "University of Turku" in bodies(text)
    assert "Paula Reed" in people(text)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Norway's Tuva Holm dined with Ghana's Kojo Mensah on Sunday.", {"NOR", "GHA"}),
        ("In Bulgaria the mood was sour, Deputy Minister Petar Probev said.", {"BGR"}),
        ("Greek farmers blocked a road. Councillor Eleni Dokimi called it a shame.", {"GRC"}),
        ("A German tanker was boarded. Tom Ashdown, director of the firm Palewater, was calm.", {None}),
    ],
)
def test_a_person_is_of_the_state_named_before(text, countries):
    assert set(people(text).values()) == countries


@pytest.mark.parametrize(
    "text",
    [
        "Words: Haru Tanabe. Pictures: Emil Brandt\n\nThe noise begins at six.",
        "By Oriel Davant and the Oslo bureau of Kestrel Report\n\nWho met?",
        "The harvest was poor this year. Peter Clausen is a former farmer.",
        "The corridor Brovary - Boryspil is open.",
        "Polls opened in South Carolina and North Dakota, which votes late.",
        "The court ruled in Marston v. Tuke that the tax was lawful.",
    ],
)
def test_no_people_of_bylines_routes_and_lawsuits(text):
    assert people(text) == {}


def test_a_part_of_the_name_of_one_body_names_it():
    text = "The Ministry of Trade of Ghana agreed. "
    text += "Rutland County Council met; the County Council and the Ministry of Trade paid."
    assert set(bodies(text)) == {"Rutland County Council", "Ministry of Trade of Ghana"}


def test_a_part_of_the_names_of_two_bodies_names_neither():
    text = "The Ministry of Trade of Ghana and the Ministry of Trade of Togo agreed; the Ministry of Trade paid."
    assert len(bodies(text)) == 3

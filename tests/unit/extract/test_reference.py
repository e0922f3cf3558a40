import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.reference import Reference, ReferenceDataError, fold_name, load_reference

REFERENCE = load_reference()


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [
        ("Volodymyr Zelensky", "Q3874799"),
        ("Volodymyr Zelenskiy", "Q3874799"),
        ("@ZelenskyyUa", "Q3874799"),
        ("Володимир Зеленський", "Q3874799"),
        ("Sergei Lavrov", "Q58217"),
        ("Recep Tayyip Erdogan", "Q39259"),
    ],
)
def test_spellings_of_one_person(name, wikidata):
    assert REFERENCE.person_of(name).wikidata == wikidata


def test_a_person_of_another_state_does_not_fit():
    assert REFERENCE.person_of("Justin Trudeau", country="FRA") is None


@pytest.mark.parametrize(
    ("surface", "code"), [("US", "USA"), ("British", "GBR"), ("Ottawa", "CAN"), ("Türkiye", "TUR"), ("us", None)]
)
def test_names_of_states_by_exact_case(surface, code):
    found = REFERENCE.country_of(surface)
    assert (found[0] if found else None) == code


def test_an_official_represents_the_state_served_on_the_day():
    person = REFERENCE.person_of("Mark Rutte")
    assert person.country_on(dt.date(2020, 1, 1)) == "NLD"
    assert person.country_on(dt.date(2025, 1, 1)) is None


@pytest.mark.parametrize("name", ["---", "", "  ", "王毅", "…"])
def test_names_that_nobody_has(name):
    assert REFERENCE.person_of(name) is None


@given(st.text(max_size=30))
def test_folding_is_stable(name):
    assert fold_name(fold_name(name)) == fold_name(name)
    REFERENCE.person_of(name)


def test_a_row_without_a_name_is_refused(tmp_path):
    for path in REFERENCE.folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        extra = "USA,,President,,Q1,2020-01-01,,x\n" if path.stem == "office_holders" else ""
        (tmp_path / path.name).write_text(text + extra, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="needs a name"):
        Reference(tmp_path)


def test_a_city_of_a_territory_that_is_no_listed_state_has_no_state():
    assert REFERENCE.state_of("Stavanger") == "NOR"
    assert REFERENCE.state_of("Bayamón") is None

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


def test_a_sharp_s_is_a_double_s():
    assert fold_name("Groß") == fold_name("Gross") == "gross"
    assert fold_name(fold_name("ßʹ")) == fold_name("ßʹ")


def test_a_territory_that_is_not_listed_has_its_name():
    assert REFERENCE.country("PRI").name == "Puerto Rico"
    assert REFERENCE.country("NLD").wikidata is not None


def holders(folder, rows):
    for path in REFERENCE.folder.glob("*.csv"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with (folder / "office_holders.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return Reference(folder)


@pytest.mark.parametrize(("end", "day"), [("2020-01", 31), ("2020-02", 29), ("2021-02", 28), ("2020", 31)])
def test_a_term_that_ends_in_a_month_or_year_lasts_to_its_last_day(tmp_path, end, day):
    found = holders(tmp_path, [f"NOR,,Minister of Tests,Tuva Prøve,,2019,{end},x"]).person_of("Tuva Prøve")
    month = int(end[5:] or 12)
    assert found.terms[0].end == dt.date(int(end[:4]), month, day)


def test_one_person_with_and_without_the_wikidata_item_is_refused(tmp_path):
    rows = ["NOR,,Minister of Tests,Tuva Prøve,Q1,2019,2020,x", "NOR,,Prime Minister,Tuva Prove,,2020,,x"]
    with pytest.raises(ReferenceDataError, match="Tuva Prove has rows with and without Q1"):
        holders(tmp_path, rows)


@pytest.mark.parametrize("name", ["Kim Jong Un", "Jonas Gahr Støre", "Elizabeth II"])
def test_persons_listed_under_two_spellings_are_one(name):
    assert REFERENCE.person_of(name).wikidata


def test_who_leaves_a_state_for_a_supranational_body_is_one_person(tmp_path):
    rows = ["NOR,,Minister of Tests,Tuva Prøve,,2019,2020,x", ",European Commission,Commissioner,Tuva Prøve,,2021,,x"]
    found = holders(tmp_path, rows).person_of("Tuva Prøve")
    assert found.country_on(dt.date(2019, 5, 1)) == "NOR"
    assert found.country_on(dt.date(2022, 5, 1)) is None


@pytest.mark.parametrize(
    ("surface", "code"), [("Democratic People's Republic of Korea", "PRK"), ("Swiss Confederation", "CHE")]
)
def test_formal_names_of_states(surface, code):
    assert REFERENCE.country_of(surface)[0] == code

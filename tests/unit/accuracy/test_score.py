"""The scorer on cases that can be counted by hand, and on any case at all."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.accuracy import Account, Actor, Meeting, Pledge, score
from pipelines.accuracy import agreement as agree
from pipelines.accuracy.names import item_agreement, same_line, same_name, same_thing
from pipelines.accuracy.score import b_cubed, rates

ARTICLE = {
    "language": "en",
    "published_on": "2025-01-20",
    "title": "Envoys meet",
    "outlet": None,
    "byline": "Ann Lee",
    "dateline_place": None,
    "body": "Kari Dale met with Luis Soto in Lima.",
    "body_first_words": "Kari Dale met",
    "body_last_words": "Soto in Lima.",
}
DALE = Actor("Kari Dale", "person", "NOR")
SOTO = Actor("Luis Soto", "person", "CHL")
NORWAY = Actor("Norway", "country", "NOR")
CHILE = Actor("Chile", "country", "CHL")
DAY = (dt.date(2025, 1, 20), dt.date(2025, 1, 20))
MET = Meeting((DALE, SOTO), "in_person", "held", DAY, "Lima", frozenset({"energy"}), "ev-01")
PLEDGE = Pledge((NORWAY,), CHILE, "committed", "energy", "wind turbines", 12, 5e6, "NOK", DAY, "ev-02")


def figure(figures, table, field, measure):
    return next(f for f in figures if (f.table, f.field, f.measure) == (table, field, measure))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelenskyy", "Vladimir Zelensky", True),
        ("Zelenskiy", "Volodymyr Zelenskyi", True),
        ("Ursula von der Leyen", "von der Leyen", True),
        ("Kari Dale", "Luis Dale", False),
        ("Kari Dale", "Kari Soto", False),
        ("", "Kari Dale", False),
        ("José Luís", "Jose Luis", True),
    ],
)
def test_names_of_persons(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("European Union", "EU", True),
        ("IMF", "International Monetary Fund", True),
        ("Ministry of Defence of Norway", "the Norway Ministry of Defence", True),
        ("Ministry of Defence", "Ministry of Finance", False),
        (None, "EU", False),
        ("the", "the", False),
    ],
)
def test_names_of_organisations(one, other, same):
    assert same_thing(one, other) is same


def test_lines_agree_when_both_are_missing_or_nearly_equal():
    assert same_line(None, None)
    assert not same_line(None, "Ann Lee")
    assert same_line("Envoys meet in Lima", "Envoys meet in Lima!")


def test_an_item_within_a_longer_one_is_worth_four_fifths():
    assert item_agreement("turbines", "twelve large wind turbines") == pytest.approx(0.8)
    assert item_agreement("", "turbines") == 0


@pytest.mark.parametrize(
    ("coded", "reported", "value"),
    [
        (NORWAY, NORWAY, 1),
        (NORWAY, DALE, 0.5),
        (DALE, NORWAY, 0.5),
        (NORWAY, SOTO, 0),
        (DALE, SOTO, 0),
        (DALE, DALE, 1),
    ],
)
def test_a_person_counts_half_for_its_country(coded, reported, value):
    assert agree.actors(coded, reported) == value


def test_the_best_pair_goes_first_and_equal_ones_in_order():
    worth = {(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.9, (1, 0): 0.4}
    assert agree.pairs([0, 1], [0, 1], lambda c, r: worth[c, r], 0.5) == [(0, 1, 0.9)]


@pytest.mark.parametrize(
    ("change", "is_pair"),
    [
        ({}, True),
        ({"givers": (CHILE,)}, False),
        ({"recipient": None}, False),
        ({"recipient": SOTO}, True),
        ({"item": None}, True),
        ({"item": "fish", "amount": 5.04e6}, True),
        ({"item": "fish", "amount": 5.06e6}, False),
        ({"item": "fish", "amount": None}, False),
        ({"item": "gas turbines", "amount": None}, True),
    ],
)
def test_a_pledge_needs_giver_recipient_and_object(change, is_pair):
    assert (agree.pledges(PLEDGE, replace(PLEDGE, **change)) >= agree.FOUND) is is_pair


def test_any_of_joint_givers_will_do():
    joint = replace(PLEDGE, givers=(CHILE, NORWAY))
    assert agree.pledges(joint, PLEDGE) >= agree.FOUND
    assert agree.pledges(PLEDGE, joint) == 0


def test_a_found_meeting_with_a_wrong_status_is_not_exact():
    coded = {"a": Account(ARTICLE, meetings=(MET,))}
    figures = score(coded, {"a": Account(ARTICLE, meetings=(replace(MET, status="planned"),))})
    assert figure(figures, "meetings", "row", "found").f1 == 1
    assert figure(figures, "meetings", "row", "exact").f1 == 0
    assert figure(figures, "meetings", "status", "right").share == 0
    assert figure(figures, "meetings", "date", "right").share == 1


def test_an_article_without_row_counts_as_missed_with_all_that_is_coded_in_it():
    figures = score({"a": Account(ARTICLE, persons=(DALE,), meetings=(MET,))}, {})
    assert figure(figures, "articles", "row", "found").recall == 0
    assert figure(figures, "persons", "row", "found").f1 == 0
    assert figure(figures, "articles", "outlet", "right").share == 1  # rightly none
    assert figure(figures, "articles", "title", "right").share == 0


def test_a_row_where_nothing_is_coded_is_spurious():
    coded = {"a": Account(ARTICLE), "b": Account(ARTICLE), "c": Account(ARTICLE, meetings=(MET,))}
    got = {"a": Account(ARTICLE), "b": Account(ARTICLE, pledges=(PLEDGE,)), "c": Account(ARTICLE)}
    quiet = figure(score(coded, got), "articles", "row", "quiet")
    assert (quiet.n, quiet.share) == (2, 0.5)


def test_rates_of_nothing():
    assert rates(0, 0, 0) == (1, 1, 1)
    assert rates(0, 0, 3) == (0, 0, 0)
    assert rates(0, 3, 0) == (0, 1, 0)


def test_b_cubed_by_hand():
    precision, recall, f1 = b_cubed([("a", "1"), ("a", "1"), ("a", "2"), ("b", "2")])
    assert (precision, recall) == (pytest.approx(3 / 4), pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4))
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


ACTORS = st.sampled_from([DALE, SOTO, NORWAY, CHILE, Actor("Dale", "person"), Actor("NATO", "organisation")])
WINDOWS = st.sampled_from([None, DAY, (dt.date(2025, 1, 1), dt.date(2025, 1, 31))])
EVENTS = st.sampled_from([None, "ev-01", "ev-02"])
MEETINGS = st.builds(
    Meeting,
    participants=st.lists(ACTORS, min_size=2, max_size=4, unique=True).map(tuple),
    format=st.sampled_from(["in_person", "phone"]),
    status=st.sampled_from(["held", "planned"]),
    window=WINDOWS,
    place=st.sampled_from([None, "Lima", "Oslo"]),
    topics=st.frozensets(st.sampled_from(["peace", "energy", "other"])),
    event=EVENTS,
)
PLEDGES = st.builds(
    Pledge,
    givers=st.lists(ACTORS, min_size=1, max_size=2, unique=True).map(tuple),
    recipient=ACTORS,
    status=st.sampled_from(["offered", "delivered"]),
    kind=st.sampled_from(["energy", "other"]),
    item=st.sampled_from(["wind turbines", "gas turbines", "fish"]),
    quantity=st.sampled_from([None, 12]),
    amount=st.sampled_from([None, 5e6, 5.04e6]),
    currency=st.sampled_from([None, "NOK"]),
    window=WINDOWS,
    event=EVENTS,
)
ACCOUNTS = st.builds(
    Account,
    article=st.just(ARTICLE),
    persons=st.lists(st.sampled_from([DALE, SOTO]), unique=True).map(tuple),
    organisations=st.lists(st.sampled_from([Actor("NATO", "organisation"), Actor("Red Cross", "organisation")])),
    meetings=st.lists(MEETINGS, max_size=3).map(tuple),
    pledges=st.lists(PLEDGES, max_size=3).map(tuple),
)
SETS = st.dictionaries(st.sampled_from("abc"), ACCOUNTS, min_size=1)


@given(SETS)
def test_tables_equal_to_the_answers_are_perfect(accounts):
    for f in score(accounts, accounts):
        values = [v for v in (f.precision, f.recall, f.f1, f.share) if v is not None]
        assert values == pytest.approx([1.0] * len(values)), f


@given(SETS, SETS)
def test_every_figure_is_a_share_of_something(coded, reported):
    for f in score(coded, reported):
        assert f.n >= 0
        assert all(0 <= v <= 1 for v in (f.precision, f.recall, f.f1, f.share) if v is not None), f


@given(st.lists(ACTORS), st.lists(ACTORS))
def test_participants_agree_between_nothing_and_all(one, other):
    assert 0 <= agree.participants(one, other) <= 1
    assert agree.participants(one, one) == 1


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_pairs_are_one_to_one_and_as_many_from_either_side(one, other):
    found = agree.pairs(one, other, lambda a, b: float(a == b), 1)
    assert len({i for i, _, _ in found}) == len({j for _, j, _ in found}) == len(found)
    assert len(found) == len(agree.pairs(other, one, lambda a, b: float(a == b), 1))

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.money import _currencies, _money, _pattern, find_money


@pytest.mark.parametrize(
    ("text", "amount", "currency", "basis", "qualifier"),
    [
        ("$500 million", 500_000_000, "USD", "symbol", "exact"),
        ("500 mln euros", 500_000_000, "EUR", "explicit", "exact"),
        ("C$ 2bn", 2_000_000_000, "CAD", "explicit", "exact"),
        ("half a billion dollars", 500_000_000, "USD", "symbol", "exact"),
        ("SEK 16 billion", 16_000_000_000, "SEK", "explicit", "exact"),
        ("more than 1 billion euros", 1_000_000_000, "EUR", "explicit", "at_least"),
        ("up to $2.5bn", 2_500_000_000, "USD", "symbol", "up_to"),
        ("between $5 billion and $10 billion", 5_000_000_000, "USD", "symbol", "at_least"),
        ("5-10 million euros", 5_000_000, "EUR", "explicit", "at_least"),
        ("20 billion Canadian dollars", 20_000_000_000, "CAD", "explicit", "exact"),
        ("$101,198,000,000", 101_198_000_000, "USD", "symbol", "exact"),
        ("about 80 billion Norwegian kroner", 80_000_000_000, "NOK", "explicit", "about"),
    ],
)
def test_written_forms(text, amount, currency, basis, qualifier):
    (found,) = find_money(f"They gave {text} to the fund.")
    assert (found.amount, found.currency, found.currency_basis, found.qualifier) == (
        Decimal(amount),
        currency,
        basis,
        qualifier,
    )


def test_of_two_currencies_for_one_sum_the_first_is_taken():
    (found,) = find_money("a grant of £74 million (US$100 million)")
    assert found.currency == "GBP"


@pytest.mark.parametrize(
    "text", ["tens of millions of dollars", "40 pounds of bread", "in 2022 3 people", "100 m away"]
)
def test_what_is_no_sum(text):
    assert find_money(text) == []


@given(st.integers(1, 999), st.sampled_from(["million", "bn", "billion"]), st.text("абв 🙂é", max_size=20))
def test_spans_count_code_points(number, scale, noise):
    text = f"{noise} €{number} {scale} {noise}"
    found = find_money(text)
    assert len(found) == 1
    assert text[found[0].start : found[0].end] == f"€{number} {scale}"


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text):
    for money in find_money(text):
        assert 0 <= money.start < money.end <= len(text)
        assert money.amount > 0


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("seventy million euros", 70_000_000),
        ("two hundred and fifty million euros", 250_000_000),
        ("twenty-five thousand euros", 25_000),
        ("one and a half billion euros", 1_500_000_000),
        ("a two-billion-euro loan", 2_000_000_000),
        ("nearly half-a-billion euros", 500_000_000),
        ("a quarter of a billion euros", 250_000_000),
        ("from 100 to 150 million euros", 100_000_000),
    ],
)
def test_numbers_in_words(text, amount):
    (found,) = find_money(f"They gave {text} to the fund.")
    assert found.amount == amount


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["and", "to"]), st.sampled_from(["NOK", "DKK"]))
def test_two_sums_in_two_currencies_are_no_range(first, second, joint, currency):
    found = find_money(f"They gave €{first} million {joint} {currency} {second} million.")
    assert [money.amount for money in found] == [first * 10**6, second * 10**6]
    assert {money.qualifier for money in found} == {"exact"}


@given(st.integers(1, 999), st.integers(1, 999))
def test_what_and_joins_is_a_range_only_after_between(first, second):
    sums = f"${first} million and ${second} million"
    assert [money.amount for money in find_money(f"They gave {sums}.")] == [first * 10**6, second * 10**6]
    assert [money.amount for money in find_money(f"They gave between {sums}.")] == [first * 10**6]


def test_multipliers_of_south_asia():
    (found,) = find_money("a line of credit of Rs 400 crore")
    assert (found.amount, found.currency) == (4_000_000_000, "INR")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("400.000 euros", 400_000), ("1.250.000 euros", 1_250_000), ("1.234 billion euros", 1_234_000_000)],
)
def test_points_part_thousands_where_nothing_is_counted(text, amount):
    (found,) = find_money(f"They gave {text} to the fund.")
    assert found.amount == amount


@given(st.integers(1_000, 999_999_999))
def test_one_sum_however_its_thousands_are_parted(amount):
    forms = [f"{amount:,}", f"{amount:,}".replace(",", "."), f"{amount:,}".replace(",", " ")]
    assert {money.amount for form in forms for money in find_money(f"They gave €{form} to it.")} == {Decimal(amount)}


@pytest.mark.parametrize("surface", ["5 million€", "5m€", "2bn£", "$five million", "£two million", "KES100 bn"])
def test_a_sum_is_found_where_no_other_is_printed(surface):
    assert find_money(f"They gave {surface} for it.")


@given(st.sampled_from(sorted(_currencies())), st.integers(1_000, 99_999), st.sampled_from(["", " "]), st.booleans())
def test_no_sum_is_passed_over_for_its_currency(currency, number, space, before):
    text = f"gave {currency}{space}{number}." if before else f"gave {number}{space}{currency}."
    kept = [money for match in _pattern().finditer(text) if (money := _money(match)) is not None]
    assert find_money(text) == kept

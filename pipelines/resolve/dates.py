"""Windows of days: whether two can be one day, and which of several is to be believed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

Window = tuple[dt.date | None, dt.date | None]
NEAR: Final = dt.timedelta(days=7)


def window(row: dict[str, Any]) -> Window:
    """Return the window of a report."""
    return row["date_earliest"], row["date_latest"]


def is_day(value: Window) -> bool:
    """Tell whether a window is one known day."""
    return value[0] is not None and value[0] == value[1]


def overlap(a: Window, b: Window) -> bool:
    """Tell whether two windows share a day; an unknown one shares all."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return True
    return a[0] <= b[1] and b[0] <= a[1]


def best(rows: Iterable[tuple[Window, str]]) -> Window:
    """Return the narrowest window; of equally narrow ones that of most stories, then the earlier one.

    Args:
        rows: pairs of window and story_id.

    """
    support: Counter[Window] = Counter()
    for value, _story in set(rows):
        support[value] += 1
    known = [w for w in support if w[0] is not None]
    if not known:
        return None, None
    return min(known, key=lambda w: (_days(w), -support[w], w[0]))


def _days(value: Window) -> int:
    return (value[1] - value[0]).days if value[0] and value[1] else 10**6

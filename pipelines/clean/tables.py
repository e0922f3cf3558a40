"""The tables of seeds/clean: what is boilerplate, and how outlets name themselves."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.schema.paths import SEEDS

_ACTIONS: Final = {"drop_line", "drop_after", "cut", "cut_start", "outlet"}


class CleaningTableError(ValueError):
    """A table of seeds/clean that cannot be used as it stands."""


@dataclass(frozen=True)
class Boilerplate:
    """One pattern and what to do with what it matches."""

    pattern: re.Pattern[str]
    action: str


def _rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / "clean" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _compiled(name: str, row: dict[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(row["pattern"])
    except re.error as error:
        message = f"seeds/clean/{name}.csv: {row['pattern']!r}: {error}"
        raise CleaningTableError(message) from error


@cache
def boilerplate(action: str) -> tuple[Boilerplate, ...]:
    """Return the patterns of one action.

    Raises:
        CleaningTableError: a row has an unknown action or a pattern that is no regular expression.

    """
    rows = _rows("boilerplate")
    unknown = {row["action"] for row in rows} - _ACTIONS
    if unknown:
        message = f"seeds/clean/boilerplate.csv: unknown actions {sorted(unknown)}; known are {sorted(_ACTIONS)}"
        raise CleaningTableError(message)
    return tuple(Boilerplate(_compiled("boilerplate", r), action) for r in rows if r["action"] == action)


@cache
def outlets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return how outlets name themselves in their own stories: name and pattern, in order of trust."""
    return tuple((r["outlet"], _compiled("outlets", r)) for r in _rows("outlets"))

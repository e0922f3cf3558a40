"""The tables of seeds/clean: what is boilerplate, and how outlets name themselves."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from pipelines.schema.paths import SEEDS

_FOLDER: Final = SEEDS / "clean"
_ACTIONS: Final = {"drop_line", "drop_next", "drop_after", "cut", "cut_start"}


class CleaningTableError(ValueError):
    """A table of seeds/clean that cannot be used as it stands."""


def _rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    path = _FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if list(row) != list(columns) or None in row.values():
            message = f"{path}, row {number}: needs the columns {', '.join(columns)}; quote values that hold a comma"
            raise CleaningTableError(message)
    return rows


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        message = f"seeds/clean/{name}.csv: {pattern!r}: {error}"
        raise CleaningTableError(message) from error


@cache
def boilerplate(action: str) -> re.Pattern[str]:
    """Return one regular expression for all rows of boilerplate.csv that have an action.

    `drop_line` drops a line, `drop_next` it and the paragraph below it, `drop_after` it and all below, `cut` the match
    and the rest of its line, `cut_start` the match at the start of a line.

    Raises:
        CleaningTableError: a row has an unknown action or a pattern that is no regular expression.

    """
    rows = _rows("boilerplate", ("pattern", "action", "note"))
    unknown = {row["action"] for row in rows} - _ACTIONS
    if unknown:
        message = f"seeds/clean/boilerplate.csv: unknown actions {sorted(unknown)}; known are {sorted(_ACTIONS)}"
        raise CleaningTableError(message)
    patterns = [_compiled("boilerplate", row["pattern"]).pattern for row in rows if row["action"] == action]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def menu_words() -> frozenset[str]:
    """Return the entries by which a menu is known, in small letters."""
    return frozenset(row["word"] for row in _rows("menu_words", ("word", "note")))


@cache
def outlet_names() -> tuple[tuple[str, str], ...]:
    """Return each known outlet and the regular expression of the names under which it prints itself."""
    return tuple((row["outlet"], row["names"]) for row in _outlet_rows())


@cache
def _signs() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    """Return how outlets show themselves in their stories, by rank: outlet and pattern.

    Agencies are quoted by all: of them only the signs of the first rank count. Last come mere mentions of outlets
    that name themselves in their own stories.
    """
    signs = _rows("outlet_signs", ("rank", "pattern", "note"))
    ranks = sorted({int(sign["rank"]) for sign in signs})
    told = [
        tuple(
            (row["outlet"], _compiled("outlet_signs", sign["pattern"].replace("{name}", f"(?:{row['names']})")))
            for row in _outlet_rows()
            for sign in signs
            if int(sign["rank"]) == rank and (rank == ranks[0] or row["kind"] != "agency")
        )
        for rank in ranks
    ]
    own = (
        (r["outlet"], _compiled("outlets", rf"\b(?:{r['names']})\b"))
        for r in _outlet_rows()
        if r["self_citing"] == "yes"
    )
    return (*told, tuple(own))


@cache
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((outlet, _compiled("outlets", names)) for outlet, names in outlet_names())


def named_outlet(text: str) -> str | None:
    """Return the known outlet that shows itself most often in a text, by the most trusted signs that it has."""
    named = {outlet for outlet, pattern in _named() if pattern.search(text)}  # few are: the many signs wait for them
    for rank in _signs():
        counts: Counter[str] = Counter()
        for outlet, pattern in rank:
            if outlet in named:
                counts[outlet] += len(pattern.findall(text))
        best = max(counts, key=lambda name: counts[name], default=None)
        if best is not None and counts[best]:
            return best
    return None


def known_outlet(text: str) -> str | None:
    """Return the known outlet that a text is the name of."""
    return next((outlet for outlet, names in outlet_names() if re.fullmatch(names, text.strip())), None)


@cache
def _outlet_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in _rows("outlet_nouns", ("noun", "note")))


def is_outlet_like(name: str) -> bool:
    """Tell whether a name ends as names of newspapers and agencies do: `… Review`, `… Press`."""
    return name.rsplit(maxsplit=1)[-1].lower() in _outlet_nouns()


@cache
def _outlet_rows() -> list[dict[str, str]]:
    return _rows("outlets", ("outlet", "names", "kind", "self_citing", "note"))

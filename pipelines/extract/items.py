"""What is given: the words of the object, its kind of support, and whether it is concrete enough to be a pledge."""

import re
from collections import Counter
from functools import cache

from pipelines.extract.reference import load_reference_rows

_GENERIC = "other"


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["term"].lower(): row["kind"] for row in load_reference_rows("items")}
    words = "|".join(re.escape(term).replace(r"\ ", r"[\s-]") for term in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})(?!\w)", re.IGNORECASE), kinds


def kinds_named(text: str) -> list[str]:
    """List the kind of every term of seeds/reference/items.csv in a text, longest terms first at each place."""
    return [kind for _, _, kind in find_items(text)]


def find_items(text: str) -> list[tuple[int, int, str]]:
    """Find every term of seeds/reference/items.csv: start and end in code points (half open), kind of support."""
    pattern, kinds = _lexicon()
    found = []
    for match in pattern.finditer(text):
        term = re.sub(r"\s+", " ", match.group(1).lower())
        kind = kinds.get(term) or kinds.get(term.replace("-", " "), _GENERIC)
        found.append((match.start(), match.end(), kind))
    return found


def sorts_named(text: str) -> list[str]:
    """List the sort of every term in a text: goods, funds, service, measure, generic (`aid`), theme (`energy`).

    A theme names the field of a support and is none by itself.
    """
    sorts = {row["term"].lower(): row["sort"] for row in load_reference_rows("items")}
    terms = (re.sub(r"\s+", " ", text[start:end].lower()) for start, end, _ in find_items(text))
    return [sorts.get(term) or sorts.get(term.replace("-", " "), "theme") for term in terms]


def kind_of(item: str, sentence: str, *, has_amount: bool) -> str:
    """Choose the kind of support that an object is.

    The object's own words go first; words that are generic (`aid`, `package`) leave it to the sentence.
    """
    for text in (item, sentence):
        named = [k for k in kinds_named(text) if k != _GENERIC]
        if named:
            return _first_or_most(named)
    return "financial" if has_amount else _GENERIC


def _first_or_most(named: list[str]) -> str:
    counts = Counter(named)
    best = max(counts.values())
    return next(k for k in named if counts[k] == best)


def is_concrete(item: str) -> bool:
    """Tell whether the object names a kind of support at all."""
    return bool(kinds_named(item))

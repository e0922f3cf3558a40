"""What is given: the words of the object and its kind of support."""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from pipelines.extract.alternatives import any_of
from pipelines.extract.reference import load_reference_rows

_GENERIC = "other"
_ARMS = "military"


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["term"].lower(): row["kind"] for row in load_reference_rows("items")}
    words = any_of([r"[\s-]" if letter == " " else letter for letter in term] for term in kinds)
    return re.compile(rf"(?<![\w-])({words})(?!\w)", re.IGNORECASE), kinds


def kinds_named(text: str) -> list[str]:
    """List the kind of every term of seeds/reference/items.csv in a text, longest terms first at each place."""
    return [kind for _, _, kind in _found(text)]


def find_items(text: str) -> list[tuple[int, int, str]]:
    """Find every term of seeds/reference/items.csv: start and end in code points (half open), kind of support."""
    return list(_found(text))


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find the terms; the words of one object are asked for by several of its traits."""
    pattern, kinds = _lexicon()
    found = []
    for match in pattern.finditer(text):
        term = re.sub(r"\s+", " ", match.group(1).lower())
        kind = kinds.get(term) or kinds.get(term.replace("-", " "), _GENERIC)
        found.append((match.start(), match.end(), kind))
    return tuple(found)


@cache
def _sorts() -> dict[str, str]:
    return {row["term"].lower(): row["sort"] for row in load_reference_rows("items")}


def sorts_named(text: str) -> list[str]:
    """List the sort of every term in a text: goods, funds, service, measure, generic (`aid`), theme (`energy`).

    A theme names the field of a support and is none by itself.
    """
    sorts = _sorts()
    terms = (re.sub(r"\s+", " ", text[start:end].lower()) for start, end, _ in _found(text))
    return [sorts.get(term) or sorts.get(term.replace("-", " "), "theme") for term in terms]


def kind_of(item: str, head: str, sentence: str, *, has_amount: bool, usual: str | None = None) -> str:
    """Choose the kind of support that an object is.

    Args:
        item: the words of the object.
        head: its head noun, whose own kind goes first (`sanctions that block a pipeline`).
        sentence: the sentence, to which words that name no kind (`aid`, `package`) leave it.
        has_amount: whether a sum stands with it: what names nothing else is then money.
        usual: the kind of support that the article speaks of most, to which a sentence without any leaves it.

    What is only a form (an agreement, funding) yields to what it is about. Source: the codebook, `agreements without
    another kind` and `arms production and its funding`.

    """
    for text in (head, item):
        if told := _about(text):
            return _first_or_most(told)
    forms = [k for k in _kinds_told(item) if k != _GENERIC + _FORM]
    around = _about(sentence)
    if forms and (around or "political" in forms):
        return forms[0].removesuffix(_FORM)
    money = has_amount and bool(kinds_named(item)) and usual != _ARMS  # `$9 billion in aid`
    if around or (usual and not money):
        return _first_or_most(around or [usual or _GENERIC])
    return "financial" if forms or has_amount else _GENERIC


def usual_kind(text: str) -> str | None:
    """Return the kind of support that a text speaks of most, mere forms left out."""
    told = _about(text)
    return _first_or_most(told) if told else None


_FORM: Final = " form"
_LOOSE: Final = frozenset({_GENERIC, "financial"})
_FORMS: Final = frozenset({_GENERIC + _FORM, "political", "financial" + _FORM})


def _kinds_told(text: str) -> list[str]:
    """List the kinds named in a text; that of a mere form (`funding`, `a project`) is marked as such."""
    pairs = zip(kinds_named(text), sorts_named(text), strict=True)
    return [kind + _FORM if sort == "generic" and kind in _LOOSE else kind for kind, sort in pairs]


def _about(text: str) -> list[str]:
    """List the kinds named in a text that are more than a form."""
    return [k for k in _kinds_told(text) if k not in _FORMS]


def _first_or_most(named: list[str]) -> str:
    counts = Counter(named)
    best = max(counts.values())
    return next(k for k in named if counts[k] == best)

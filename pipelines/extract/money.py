"""Sums of money in running text: amount, currency, how exact, and where they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name

from pipelines.extract.alternatives import any_of
from pipelines.extract.tables import frame_rows, word_map

_NUMBER: Final = (
    r"\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d{1,2}(?!\d)|\.\d+)?"
)
_LEAST_BARE: Final = 1000
_MULTIPLY: Final = {"hundred", "dozen"}
_ARTICLES: Final = {"a", "an"}  # one, but not before another number: `a two-billion-euro loan`
_REACH: Final = 200  # characters between a currency and the ends of its sum, at most
_LARGEST: Final = Decimal(10) ** 17  # what fits DECIMAL(20,2)


@dataclass(frozen=True)
class Money:
    """One sum: amount in units of the currency; `start` and `end` are code points of the text, half open."""

    amount: Decimal
    currency: str
    currency_basis: str
    qualifier: str
    start: int
    end: int


@cache
def _currencies() -> dict[str, tuple[str, str]]:
    """Map the lower-case surface of a currency to its ISO 4217 code and basis.

    Names in words are CLDR's English ones (babel); what news writes besides stands in seeds/frames/currencies.csv.
    """
    locale = Locale("en")
    names = {}
    for code in locale.currencies:
        for count in (1, 2):
            names[get_currency_name(code, count=count, locale=locale).lower()] = (code, "explicit")
    names |= {
        row["surface"].lower(): (row["code"], row["basis"]) for row in frame_rows("currencies", "surface", "code")
    }
    return names


def _alternatives(words: Iterable[str], space: str = r"\s+") -> str:
    return any_of([space if letter == " " else letter for letter in word] for word in words)


@cache
def _pattern() -> re.Pattern[str]:
    """Compile the one pattern of a sum: qualifier, currency before, number, multiplier, range, currency after."""
    rows = frame_rows("currencies", "surface", "position", "code", "basis")
    before = _alternatives(row["surface"] for row in rows if row["position"] != "after")
    listed = {row["surface"].lower() for row in rows if row["position"] == "before"}
    after = _alternatives(name for name in _currencies() if name not in listed)
    multiplier = _alternatives(word_map("multipliers", "surface", "factor"))
    words = _number_alternatives()
    qualifier = _alternatives(word_map("qualifiers", "surface", "qualifier"))
    number = rf"(?:{_NUMBER})"
    word = rf"(?:{words})(?:(?:\s+and\s+|[\s-])(?:{words}))*"
    first = rf"(?:(?P<number>{number})|\b(?P<word>{word})\b)"
    until = r"(?:-|–|—|to\b|(?(between)and\b|(?!)))"  # `$3m and $5m` are two sums, `between $3m and $5m` is one
    second = rf"(?:\s?(?P<m1>{multiplier})\b)?(?P<range>\s?{until}\s?(?:(?P=before))?\s?{number})?"
    scale = rf"(?:[\s\u00a0-]{{0,2}}(?:of\s)?(?P<m2>{multiplier})\b\.?)?"
    return re.compile(
        rf"(?:\b(?P<qualifier>{qualifier})\s+)?(?:(?P<between>between\s+)|from\s+)?"
        rf"(?P<before>(?<!\w)(?:{before}))?[ \u00a0]?"
        rf"{first}{second}{scale}(?:[\s\u00a0-]{{0,2}}(?P<after>{after})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _currency() -> re.Pattern[str]:
    """Compile the pattern of what every sum has: searching for it takes a sixth of the time.

    A name of letters has no further ones beside it, a sign may.
    """
    names = _alternatives(name for name in _currencies() if name.isalpha() or " " in name)
    signs = _alternatives(name for name in _currencies() if not (name.isalpha() or " " in name))
    return re.compile(rf"{signs}|(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE)


def _value(match: re.Match[str]) -> Decimal | None:
    scale = match["m1"] or match["m2"]
    factor = Decimal(word_map("multipliers", "surface", "factor")[scale.lower()]) if scale else Decimal(1)
    if match["word"]:
        return in_words(match["word"]) * factor if scale else None
    try:
        return Decimal(_plain(match["number"], counted=bool(scale))) * factor
    except InvalidOperation:
        return None


def in_words(text: str) -> Decimal:
    """Read a number in words of seeds/frames/number_words.csv: `seventy`, `twenty-five`, `two hundred and fifty`.

    What multiplies (`hundred`, `dozen`) multiplies what stands before it; all else is added.
    """
    known = word_map("number_words", "surface", "value")
    total = Decimal(0)
    words = [" ".join(part.lower().replace("-", " ").split()) for part in _number_words().findall(text)]
    for word in words[1:] if words[0] in _ARTICLES and len(words) > 1 else words:
        value = Decimal(known[word])
        total = total * value if total and word in _MULTIPLY else total + value
    return total


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_number_alternatives()})\b", re.IGNORECASE)


def _number_alternatives() -> str:
    return _alternatives(word_map("number_words", "surface", "value"), r"[\s-]+")


def _plain(number: str, *, counted: bool) -> str:
    """Read `1,200.50`, `1 200` and the decimal comma of `1,5` as a plain number.

    Points between groups of three part thousands (`400.000 euros`), but not where millions are `counted`
    (`1.234 billion`).
    """
    number = re.sub(r"[\s\u00a0\u202f]", "", number)
    if re.fullmatch(r"\d+,\d{1,2}", number):
        return number.replace(",", ".")
    thousands = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", number) and not counted
    return number.replace("." if thousands else ",", "")


def _qualifier(match: re.Match[str]) -> str:
    if match["qualifier"]:
        return word_map("qualifiers", "surface", "qualifier")[" ".join(match["qualifier"].lower().split())]
    return "at_least" if match["range"] else "exact"


def find_money(text: str) -> list[Money]:
    """Find every sum of money, in order of place.

    Of a range the lower end is taken (`at_least`); of two currencies for one sum (`£74 million ($100 million)`) the
    first. `tens of millions` states no sum. Source of these rules: the codebook.
    """
    matches = (match for start, end in _about_currencies(text) for match in _pattern().finditer(text, start, end))
    found = [money for match in matches if (money := _money(match)) is not None]
    return [m for i, m in enumerate(found) if not (i and _restates(text, found[i - 1], m))]


def _about_currencies(text: str) -> list[tuple[int, int]]:
    """Return the parts of a text that can hold a sum, start and end: what stands near a currency."""
    parts: list[tuple[int, int]] = []
    for match in _currency().finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        first = parts.pop()[0] if parts and start <= parts[-1][1] else start
        parts.append((first, end))
    return parts


def _money(match: re.Match[str]) -> Money | None:
    surface = match["after"] or match["before"]
    if not surface:
        return None
    if match["before"] and match["after"] and match["before"].strip() != "$":
        surface = match["before"]
    amount = _value(match)
    if amount is None or not 0 < amount < _LARGEST:
        return None
    code, basis = _currencies()[" ".join(surface.lower().split())]
    if basis == "symbol" and surface == match["after"] and not (match["m1"] or match["m2"] or amount >= _LEAST_BARE):
        return None  # `40 pounds` may be a weight
    text = match.group(0)
    start = match.start() + len(text) - len(text.lstrip())
    return Money(amount.quantize(Decimal("0.01")), code, basis, _qualifier(match), start, match.end())


def _restates(text: str, first: Money, second: Money) -> bool:
    """Tell whether the second sum repeats the first one in another currency, in brackets or after `or`."""
    between = text[first.end : second.start].strip().lower()
    return first.currency != second.currency and between in {
        "(",
        "(about",
        "(around",
        "(approximately",
        "[",
        "(or",
        "or",
        "(some",
        "/",
        "- about",
        "(roughly",
        "(nearly",
        "(equivalent to",
    }

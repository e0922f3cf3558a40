"""Whether two names mean one: of persons, of organisations and countries, of things, and of printed lines."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

_EMPTY: Final = frozenset(
    {"a", "an", "the", "its", "their", "new", "and", "or", "as"}
    | {"of", "for", "to", "in", "on", "with", "by", "from", "under", "at"}
)
_ENDINGS: Final = re.compile(r"(?:[iy]y|[iy]i|ij|y)$")  # one Slavic ending, as many transliterations write it
_SHORT: Final = 4  # letters; a word this short keeps its ending
_SURNAMES_ALIKE: Final = 0.84
_LINES_ALIKE: Final = 0.9
_WORDS_ALIKE: Final = 0.66
_PART_OF_OTHER: Final = 0.8  # what an item is worth whose words all stand in a longer one


def words(text: str | None) -> list[str]:
    """Return the lower-case ASCII words of a text, in order, with transliterated endings made one."""
    bare = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    return [w if len(w) <= _SHORT else _ENDINGS.sub("y", w) for w in re.findall("[a-z0-9]+", bare)]


def telling_words(text: str | None) -> list[str]:
    """Return the words of a text without articles, prepositions and the like."""
    return [w for w in words(text) if w not in _EMPTY]


def likeness(one: str, other: str) -> float:
    """Return how much of two strings agrees, 0 to 1. It is not quite symmetric: the coded one comes first."""
    return SequenceMatcher(None, one, other).ratio()


def same_name(coded: str | None, reported: str | None) -> bool:
    """Tell whether two names can be one person's: surnames agree, and first names do not clash."""
    one, other = words(coded), words(reported)
    if not one or not other:
        return False
    nested = set(one) <= set(other) or set(other) <= set(one)
    if one == other or (nested and one[-1] == other[-1]):
        return True
    if likeness(one[-1], other[-1]) < _SURNAMES_ALIKE:
        return False
    return min(len(one), len(other)) == 1 or one[0][0] == other[0][0]


def same_thing(coded: str | None, reported: str | None) -> bool:
    """Tell whether two names can be one organisation's or place's: shared words, or one the other's acronym."""
    one, other = telling_words(coded), telling_words(reported)
    if not one or not other:
        return False
    if _initials(one) == "".join(other) or _initials(other) == "".join(one):
        return True
    return _overlap(set(one), set(other)) >= _WORDS_ALIKE


def same_line(coded: str | None, reported: str | None) -> bool:
    """Tell whether two printed lines agree: both are missing, or they are nearly the same text."""
    one, other = " ".join(words(coded)), " ".join(words(reported))
    return one == other or bool(one and other and likeness(one, other) >= _LINES_ALIKE)


def item_agreement(coded: str | None, reported: str | None) -> float:
    """Return how far two descriptions of a thing agree, 0 to 1."""
    one, other = set(telling_words(coded)), set(telling_words(reported))
    if not one or not other:
        return 0.0
    contained = len(one & other) / min(len(one), len(other))
    return max(_overlap(one, other), contained * _PART_OF_OTHER)


def _initials(parts: list[str]) -> str:
    return "".join(w[0] for w in parts)


def _overlap(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))

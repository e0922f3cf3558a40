"""Copies of one text: near-identical bodies share a story_id."""

import re
from collections.abc import Sequence
from typing import Final

from rensa import RMinHash, RMinHashLSH

from pipelines.schema import content_id

_PERMUTATIONS: Final = 128
_BANDS: Final = 32
_SEED: Final = 1
_ALIKE: Final = 0.6  # share of common shingles from which on two texts count as copies
_SHINGLE: Final = 4  # words


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))]


def story_ids(bodies: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return the story_id of each body: made from the smallest article id among its near-copies.

    MinHash with banding (rensa); a pair counts when its estimated Jaccard similarity is 0.6 or more.
    """
    hashes: list[RMinHash] = []
    index = RMinHashLSH(_ALIKE, _PERMUTATIONS, _BANDS)
    parent = list(range(len(bodies)))
    for i, body in enumerate(bodies):
        minhash = RMinHash(_PERMUTATIONS, _SEED)
        minhash.update(_shingles(body))
        for j in index.query(minhash):
            if minhash.jaccard(hashes[j]) >= _ALIKE:
                _join(parent, i, j)
        index.insert(i, minhash)
        hashes.append(minhash)
    return _labels(parent, ids)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _join(parent: list[int], i: int, j: int) -> None:
    parent[_root(parent, i)] = _root(parent, j)


def _labels(parent: list[int], ids: Sequence[str]) -> list[str]:
    least: dict[int, str] = {}
    for i, article_id in enumerate(ids):
        root = _root(parent, i)
        least[root] = min(least.get(root, article_id), article_id)
    return [content_id("sty", least[_root(parent, i)]) for i in range(len(ids))]

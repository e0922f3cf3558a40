"""What is given, by the words of the text: the words that tell one object from another, and how much they weigh."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pyarrow as pa

from pipelines.resolve.names import words
from pipelines.resolve.weights import word_list
from pipelines.schema.paths import REFERENCE, RESOLUTION

_MODEL: Final = re.compile(r"\b([a-z]{1,4})-(\d+)")  # F-16, T-72, ATACMS-1: one word
_BRITISH: Final = re.compile(r"is(e|ed|es|ing|ation|ations)$")  # localised: localized
_WITHIN: Final = 0.7  # what it counts that one item is contained in the other
_SHORTEST_PLURAL: Final = 4


@cache
def _weights() -> dict[str, float]:
    with (RESOLUTION / "item_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["stands_for"]: float(row["weight"]) for row in rows if row["stands_for"]}


@cache
def _names_of_states() -> frozenset[str]:
    with (REFERENCE / "country_names.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(word for row in csv.DictReader(file) for word in words(row["surface"]))


def object_words(item: str) -> Iterator[str]:
    """Yield the words of an item that tell it from others, in the singular; no figures and no names of states."""
    listed = word_list("item_words")
    for word in words(_MODEL.sub(r"\1\2", item.lower())):
        if word in listed:
            if listed[word]:
                yield listed[word]
        elif not word.isdigit() and word not in _names_of_states():
            yield _singular(_BRITISH.sub(r"iz\1", word))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def weight_of(word: str) -> float:
    """Return what it weighs that two items share a word: 1, or less for one that many items have."""
    return _weights().get(word, 1.0)


class Vocabulary:
    """Words in numbers, and the weight of each."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.weight: list[float] = []

    def numbers(self, item: str) -> list[int]:
        """Return the numbers of the words of an item, each once, in order."""
        return sorted({self._number(word) for word in object_words(item)})

    def _number(self, word: str) -> int:
        if word not in self.number:
            self.number[word] = len(self.weight)
            self.weight.append(weight_of(word))
        return self.number[word]

    def likeness(self, a: frozenset[int], b: frozenset[int]) -> float:
        """Return how alike two items are, by the weight of the words they share: 0 to 1.

        Most of it is the share of the shorter item that the other has too, for texts shorten; the rest is the share of
        both, by which the same words are more alike than words among others.
        """
        shared = sum(self.weight[w] for w in a & b)
        if not shared:
            return 0.0
        first, second = sum(self.weight[w] for w in a), sum(self.weight[w] for w in b)
        return _WITHIN * shared / max(min(first, second), 1.0) + (1 - _WITHIN) * 2 * shared / (first + second)


def words_table(items: pa.ChunkedArray, vocabulary: Vocabulary) -> pa.Table:
    """Return each distinct item with the numbers of its words."""
    texts = [item for item in items.unique().to_pylist() if item is not None]
    lists = pa.array([vocabulary.numbers(item) for item in texts], pa.list_(pa.int32()))
    return pa.table({"item": pa.array(texts, pa.string()), "words": lists})

"""What is given in the made-up world, in several wordings each."""

import csv
from functools import cache
from typing import Final

import numpy as np

from pipelines.benchmarks.arrays import Ints
from pipelines.schema import code_list
from pipelines.schema.paths import REFERENCE

KINDS: Final = tuple(code_list("pledge_kind").codes)
WORDINGS: Final = ("{}", "new {}", "additional {}", "{} from its own stocks")
GENERIC, NO_ITEM = len(WORDINGS), len(WORDINGS) + 1  # instead of a wording: the kind alone, nothing


@cache
def _terms() -> tuple[tuple[str, ...], ...]:
    """Return the terms of seeds/reference/items.csv, one tuple for each of `KINDS`."""
    with (REFERENCE / "items.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(tuple(r["term"] for r in rows if r["kind"] == kind and r["sort"] != "generic") for kind in KINDS)


@cache
def item_texts() -> tuple[str, ...]:
    """Return every text that `item_rows` points at."""
    return tuple(
        text
        for kind, terms in zip(KINDS, _terms(), strict=True)
        for term in terms
        for text in (*(w.format(term) for w in WORDINGS), f"{kind} aid")
    )


def item_rows(kind: Ints, item: Ints, wording: Ints) -> Ints:
    """Return the row of `item_texts` of the item'th thing of a kind in a wording; -1 where nothing is named.

    Items are counted on from the last to the first of their kind.
    """
    counts = np.array([len(terms) for terms in _terms()])
    starts = np.append(0, np.cumsum(counts))[:-1]
    return np.where(wording == NO_ITEM, -1, (starts[kind] + item % counts[kind]) * (len(WORDINGS) + 1) + wording)

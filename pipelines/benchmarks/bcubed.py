"""B-cubed: how far rows that are joined belong together, and rows that belong together are joined."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Agreement:
    """B-cubed precision, recall and their harmonic mean, each 0 to 1, over `n` rows."""

    precision: float
    recall: float
    f1: float
    n: int


def bcubed(found: npt.ArrayLike, true: npt.ArrayLike, of: npt.NDArray[np.bool_] | None = None) -> Agreement:
    """Compare two groupings of the same rows.

    For one row, precision is the share of the rows of its found group that truly belong to it, recall the share of
    the rows of its true group that were found with it; both are averaged over rows. Source: Bagga and Baldwin,
    Entity-based cross-document coreferencing using the vector space model, COLING-ACL 1998.

    Args:
        found: one label a row, the group that it was put into.
        true: one label a row, the group that it belongs to.
        of: the rows to average over; all where None. The groups are always those of all rows.

    """
    groups, n_groups = _codes(found)
    truths, n_truths = _codes(true)
    both, _ = _codes(groups * np.int64(max(n_truths, 1)) + truths)
    shared = np.bincount(both)[both] if len(both) else np.zeros(0)
    chosen = np.ones(len(groups), dtype=np.bool_) if of is None else of
    if not chosen.any():
        return Agreement(1.0, 1.0, 1.0, 0)
    precision = float((shared / np.bincount(groups, minlength=n_groups)[groups])[chosen].mean())
    recall = float((shared / np.bincount(truths, minlength=n_truths)[truths])[chosen].mean())
    return Agreement(precision, recall, 2 * precision * recall / (precision + recall), int(chosen.sum()))


def _codes(labels: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], int]:
    """Number the labels 0..k-1; return the number of each row, and k."""
    known: npt.NDArray[Any]
    known, codes = np.unique(np.asarray(labels), return_inverse=True)
    return codes.astype(np.int64), len(known)

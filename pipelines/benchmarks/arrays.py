"""Many things of one kind as arrays, one for each of their fields and one entry of each a thing."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Arrays:
    """What has arrays of one length for fields."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def take(self, rows: Ints) -> Self:
        """Return some of the things, as often as they are asked for."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    def followed_by(self, others: Sequence[Self]) -> Self:
        """Return these things and then others."""
        parts = (self, *others)
        return type(self)(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(self)))

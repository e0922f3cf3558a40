"""Arrow columns made from arrays without a loop over rows."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.benchmarks.arrays import Ints
from pipelines.benchmarks.coverage import UNKNOWN
from pipelines.benchmarks.world import FIRST_DAY

_EPOCH = FIRST_DAY.toordinal() - 719_163  # days from 1970-01-01 to the first day of the world


def ids(prefix: str, numbers: Ints) -> pa.Array:
    """Return ids of the project's form, a prefix and 16 hexadecimal digits, that follow no order of the numbers."""
    digits = np.array(np.uint64(numbers) + np.uint64(sum(prefix.encode()) << 40), dtype=np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):  # mixes as splitmix64 does
        digits = (digits ^ (digits >> np.uint64(shift))) * np.uint64(factor)
    octets = digits.astype(">u8").view(np.uint8).reshape(len(digits), 8)
    nibbles = np.stack([octets >> 4, octets & 15], axis=2).reshape(len(digits), 16)
    start = np.frombuffer(prefix.encode(), dtype=np.uint8)
    hexadecimal = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
    return fixed_width(np.concatenate([np.broadcast_to(start, (len(digits), len(start))), hexadecimal[nibbles]], 1))


def fixed_width(text: npt.NDArray[np.uint8]) -> pa.Array:
    """Return a column of texts of equal length from their ASCII codes; shape (rows, length)."""
    count, length = text.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(length)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(text))


def days(values: Ints) -> pa.Array:
    """Return days of the world as dates; `UNKNOWN` as null."""
    unknown = values == UNKNOWN
    return pa.array(np.where(unknown, 0, values + _EPOCH).astype(np.int32), pa.int32(), mask=unknown).cast(pa.date32())


def chosen(pool: Sequence[str | None], rows: Ints) -> pa.Array:
    """Return the texts of a pool that rows point at; -1 as null."""
    return pa.array(pool, pa.string()).take(pa.array(rows, mask=rows < 0))


def constant(value: object, count: int, kind: pa.DataType) -> pa.Array:
    """Return a column that says the same in every row."""
    return pa.repeat(pa.scalar(value, kind), count)


def lists(pool: Sequence[str], rows: Ints) -> pa.Array:
    """Return lists of what rows (-1: nothing) of a pool say, each sorted and without repeats; shape (lists, slots)."""
    texts, codes = np.unique(np.asarray(pool, dtype=np.str_), return_inverse=True)
    ordered = np.sort(np.append(codes, -1)[rows], axis=1)
    kept = ordered >= 0
    kept[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
    offsets = np.append(0, np.cumsum(kept.sum(axis=1))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), chosen(texts.tolist(), ordered[kept]))

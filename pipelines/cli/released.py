"""Reading the tables of a release."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema import RELEASED

_ALL: Final = tuple(t.name for t in RELEASED)


class NoReleaseError(RuntimeError):
    """There is no release, or no whole one."""


def released(datasets: Path, names: Iterable[str] = _ALL) -> dict[str, pa.Table]:
    """Read tables of the release in a folder, by name.

    Raises:
        NoReleaseError: a table is missing or cannot be read.

    """
    paths = {name: datasets / f"{name}.parquet" for name in names}
    missing = sorted(path.name for path in paths.values() if not path.is_file())
    if missing:
        message = f"{datasets}: no whole release, {', '.join(missing)} missing; run `python -m pipelines build` first"
        raise NoReleaseError(message)
    return {name: _read(path) for name, path in paths.items()}


def _read(path: Path) -> pa.Table:
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        message = f"{path} cannot be read: {error}; build anew"
        raise NoReleaseError(message) from error

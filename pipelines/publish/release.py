"""Writing a release: aside first, then swapped in at once, and only if anything changed."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.publish.accuracy import accuracy_report
from pipelines.publish.codebook import codebook
from pipelines.publish.database import write_database
from pipelines.publish.package import data_package
from pipelines.publish.parquet import write_parquet
from pipelines.publish.swap import exchange, lock, remove, sync
from pipelines.schema import RELEASED

DATABASE: Final = "diplomacy.duckdb"
SUMS: Final = "SHA256SUMS"
_PAGES: Final = {"CODEBOOK.md": codebook, "ACCURACY.md": accuracy_report}


class ReleaseFolderError(RuntimeError):
    """The folder holds what is no release, and would be lost."""


@dataclass(frozen=True)
class ReleaseInfo:
    """What was written: the folder, the rows of each table, and whether anything changed."""

    path: Path
    rows: dict[str, int]
    changed: bool


def write_release(tables: Mapping[str, pa.Table], folder: Path) -> ReleaseInfo:
    """Write all released tables to a folder, with database, codebook, accuracy report, data package and check sums.

    Args:
        tables: every table of RELEASED, by name.
        folder: where the release shall stand. Its parent must be on a file system that can rename.

    Raises:
        ReleaseFolderError: the place is no folder, or holds files that no release wrote.
        LockedError: another build writes there.

    """
    check_release_folder(folder)
    folder = folder.resolve()  # of a link, what it leads to is replaced, not the link
    new = folder.with_name(f".{folder.name}.new")
    with lock(folder.with_name(f".{folder.name}.lock"), str(folder)):
        remove(new)
        try:
            _write(tables, new)
            changed = _sums(folder) != _sums(new) or not (folder / DATABASE).exists()
            if changed:
                _swap_in(new, folder)
        finally:
            remove(new)
    return ReleaseInfo(folder, {t.name: tables[t.name].num_rows for t in RELEASED}, changed)


def read_release(folder: Path, columns: Mapping[str, Sequence[str]]) -> dict[str, pa.Table]:
    """Read some columns of some tables of a release, by table; leave out those that are not there or lack one."""
    out = {}
    for name, wanted in columns.items():
        path = folder / f"{name}.parquet"
        try:
            out[name] = pq.read_table(path, columns=list(wanted))
        except (OSError, pa.ArrowInvalid, pa.ArrowKeyError):
            continue
        if out[name].num_columns < len(wanted):
            del out[name]
    return out


def check_release_folder(folder: Path) -> None:
    """Raise unless a release may stand at a place: nothing is there, or a folder with nothing but a release.

    Raises:
        ReleaseFolderError: the place is no folder, cannot be written, or holds files that no release wrote.

    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is no folder; name one for the release"
        raise ReleaseFolderError(message)
    above = next(p for p in folder.resolve().parents if p.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        message = f"{above}: no place for a release, it cannot be written to; name another folder"
        raise ReleaseFolderError(message)
    foreign = _foreign(folder) if folder.is_dir() else []
    if foreign:
        message = (
            f"{folder} holds files that no release wrote, and they would be lost: {', '.join(foreign)}; move them away"
        )
        raise ReleaseFolderError(message)


def _foreign(folder: Path) -> list[str]:
    known = {f"{t.name}.parquet" for t in RELEASED} | {DATABASE, SUMS, *_PAGES, "datapackage.json"}
    listed = {line.split("  ", 1)[-1] for line in (_sums(folder) or "").splitlines()}
    return sorted(p.name for p in folder.iterdir() if p.name not in known | listed)


def _write(tables: Mapping[str, pa.Table], new: Path) -> None:
    new.mkdir(parents=True)
    for table in RELEASED:
        write_parquet(table.conform(tables[table.name]), new / f"{table.name}.parquet")
    for name, page in _PAGES.items():
        (new / name).write_text(page(tables), encoding="utf-8")
    (new / "datapackage.json").write_text(data_package(new), encoding="utf-8")
    sums = sorted(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in new.iterdir())
    (new / SUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")
    # A DuckDB file holds free blocks and version marks: equal tables need not give equal bytes, so it is not summed.
    write_database(tables, new / DATABASE)
    sync(new)


def _sums(folder: Path) -> str | None:
    path = folder / SUMS
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _swap_in(new: Path, folder: Path) -> None:
    if folder.exists():
        exchange(new, folder)
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.rename(folder)

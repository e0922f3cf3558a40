"""All records of a folder, in any depth, in an order that does not depend on the file system."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from pipelines.ingest.json_lines import read_json_lines
from pipelines.ingest.limits import Limits
from pipelines.ingest.plain_text import read_text_file
from pipelines.ingest.records import RawRecord, Refused, readable_name
from pipelines.schema import TABLES

_JSON_LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_UNSUPPORTED: Final = (
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".zip",
    ".gz",
    ".xz",
    ".bz2",
    ".tar",
    ".7z",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".mp3",
    ".mp4",
    ".parquet",
    ".warc",
    ".epub",
    ".csv",
    ".tsv",
    ".json",
    ".xml",
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".xls",
    ".xlsx",
    ".ods",
    ".ppt",
    ".pptx",
    ".svg",
    ".webp",
)


class FolderError(ValueError):
    """There is no such folder of articles, or nothing in it."""


def read_folder(folder: Path, limits: Limits = Limits()) -> tuple[pa.Table, pa.Table]:  # noqa: B008 - a frozen value
    """Read every record below a folder into the tables raw_articles and rejects.

    Files and folders whose name starts with a dot are passed over, as is usual.

    Raises:
        FolderError: there is no such folder, or no file in it.

    """
    check_articles_folder(folder)
    records: list[dict[str, str | None]] = []
    refused: list[dict[str, str]] = []
    for found in _read_all(folder, limits):
        (records if isinstance(found, RawRecord) else refused).append(found.row())  # type: ignore[arg-type]
    return TABLES["raw_articles"].build(records), TABLES["rejects"].build(refused)


def check_articles_folder(folder: Path) -> None:
    """Raise unless there is a folder with a file at any depth.

    Raises:
        FolderError: there is no such folder, or no file in it.

    """
    if not folder.is_dir():
        what = "no folder" if folder.exists() else "no such folder"
        message = f"{folder}: {what}; put articles into a folder, or name another one"
        raise FolderError(message)
    if next(_files(folder), None) is None:
        message = f"no file below {folder}; put articles there"
        raise FolderError(message)


def _read_all(folder: Path, limits: Limits) -> Iterator[RawRecord | Refused]:
    root = folder.resolve()
    for path in sorted(_files(folder), key=os.fsencode):
        name = readable_name(path, folder)
        refusal = _refusal(path, root, name)
        if refusal is not None:
            yield refusal
        elif path.name.lower().endswith(_JSON_LINES):
            yield from read_json_lines(path, name, limits)
        else:
            yield read_text_file(path, name, limits)


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, and folders that cannot be listed. A link, to a folder too, counts as a file."""
    closed: list[Path] = []
    for parent, folders, files in os.walk(
        folder, followlinks=False, onerror=lambda error: closed.append(Path(error.filename))
    ):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in [*files, *linked] if not name.startswith("."))
    yield from closed


def _refusal(path: Path, root: Path, name: str) -> Refused | None:
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError) as error:
        return Refused(name, "unreadable", f"{type(error).__name__}: the file or the link cannot be followed")
    if not target.is_relative_to(root):
        return Refused(name, "outside_link", "a link that leads out of the folder of articles; copy the file instead")
    if stat.S_ISDIR(mode):
        what = "a link to a folder; copy its files instead" if path.is_symlink() else "a folder that cannot be listed"
        return Refused(name, "unreadable", what)
    if not stat.S_ISREG(mode):
        return Refused(name, "unreadable", "no regular file")
    suffix = path.name.lower()
    if suffix.endswith(_UNSUPPORTED) and not suffix.endswith(_JSON_LINES):
        return Refused(name, "unsupported_format", f"{path.suffix}: no reader; convert it to text or JSON Lines")
    return None

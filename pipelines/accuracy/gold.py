"""Where hand-coded sets stand, and what tells one state of them from another."""

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines.schema.paths import PROJECT

VARIABLE: Final = "DEMARCHE_GOLD"
_BESIDE: Final = Path("shared") / "gold"


class GoldError(RuntimeError):
    """There are no hand-coded answers where they were looked for."""


@dataclass(frozen=True)
class GoldState:
    """A hand-coded set as it stood when it was used."""

    newest_on: dt.date
    sha256: str


def gold_folder() -> Path:
    """Return the folder that the variable DEMARCHE_GOLD names, else the folder shared/gold beside the project."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else PROJECT.parent / _BESIDE


def gold_sets(folder: Path) -> dict[str, Path]:
    """Return the sets of a folder by name: the folder itself, or each folder in it, that holds answers (*.json).

    Raises:
        GoldError: there is no such folder, or no answer in it. The message says how to name another.

    """
    places = [folder, *sorted(p for p in folder.iterdir() if p.is_dir())] if folder.is_dir() else []
    sets = {place.resolve().name: place for place in places if any(place.glob("*.json"))}
    if not sets:
        message = (
            f"{folder}: no coded answers (ID.json beside ID.txt) there or one folder below; "
            f"name another folder with --gold FOLDER or the variable {VARIABLE}"
        )
        raise GoldError(message)
    return sets


def gold_files(folder: Path) -> list[Path]:
    """Return the articles and answers of a set, in the order of their names."""
    return sorted(p for p in folder.iterdir() if p.suffix in {".json", ".txt"})


def gold_state(folder: Path) -> GoldState:
    """Return the day (UTC) of the newest file of a set, and one hash over all of them.

    The hash is the SHA-256 of the listing that `sha256sum` prints for the files in the order of their names.
    """
    files = gold_files(folder)
    listing = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    newest = dt.datetime.fromtimestamp(max(p.stat().st_mtime for p in files), dt.UTC)
    return GoldState(newest.date(), hashlib.sha256(listing.encode()).hexdigest())

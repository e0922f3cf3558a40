"""What it weighs that two reports agree or differ in something: seeds/resolution/NAME_weights.csv."""

import csv
import re
from functools import cache
from pathlib import Path

from pipelines.schema.paths import RESOLUTION


@cache
def weights(name: str, folder: Path = RESOLUTION) -> dict[str, float]:
    """Read the weights of one kind of event (`meeting`, `pledge`), by trait.

    Raises:
        ValueError: a weight is no number.

    """
    with (folder / f"{name}_weights.csv").open(encoding="utf-8", newline="") as file:
        return {row["trait"]: float(row["weight"]) for row in csv.DictReader(file)}


@cache
def word_list(name: str, folder: Path = RESOLUTION) -> dict[str, str]:
    """Read a list of words of seeds/resolution, each with what it stands for (empty: nothing)."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["stands_for"] for row in csv.DictReader(file)}


@cache
def phrases(name: str, folder: Path = RESOLUTION) -> str:
    """Return a list of words and phrases of seeds/resolution as one pattern (RE2) that finds any of them."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        listed = [re.escape(row["word"]).replace(r"\ ", r"\s+") for row in csv.DictReader(file)]
    return rf"\b(?:{'|'.join(listed)})\b"

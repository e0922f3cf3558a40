"""What a person at a terminal sees while a build runs."""

import os
import sys
from collections.abc import Callable
from typing import Final

from tqdm import tqdm

SHOW: Final = "DEMARCHE_PROGRESS"


def say(text: str) -> None:
    """Print one line of progress, where somebody asked for it."""
    if os.environ.get(SHOW):
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the progress


def bar(what: str) -> Callable[[int, int], None]:
    """Return a callback (done, total) that moves a progress bar; it shows on a terminal only."""
    shown: list[tqdm] = []

    def move(done: int, total: int) -> None:
        if not shown:
            shown.append(tqdm(total=total, desc=what, unit="article", disable=None if os.environ.get(SHOW) else True))
        shown[0].update(done - shown[0].n)
        if done >= total:
            shown[0].close()

    return move

"""Time and memory of whole builds."""

import gzip
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

_MEGABYTE: Final = 1024


def measure(corpus: Path, count: int, workers: int) -> str:
    """Build the first `count` records from nothing in a process of its own; return one line of figures.

    Peak memory is that of the largest single process, in megabytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "articles").mkdir()
        head(corpus, count, home / "articles" / "corpus.jsonl")
        start = time.perf_counter()
        code = _build(home, workers)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTE
    return f"{count} articles: {seconds:.1f} s, {count / seconds:.1f} articles/s, peak {peak:.0f} MB, exit {code}"


def head(corpus: Path, count: int, target: Path) -> None:
    """Copy the first `count` lines of a corpus, gzipped or not, into a file."""
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rb") as source, target.open("wb") as out:
        out.writelines(itertools.islice(source, count))


def _build(home: Path, workers: int) -> int:
    command = [sys.executable, "-m", "pipelines", "build", "--workers", str(workers)]
    for name in ("articles", "datasets", "build"):
        command += [f"--{name}", str(home / name)]
    environment = {k: v for k, v in os.environ.items() if k != "DAGSTER_HOME"}
    return subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode  # noqa: S603

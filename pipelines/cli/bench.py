"""Time and memory of whole builds."""

import gzip
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Final

_MEGABYTE: Final = 1024


class BenchError(RuntimeError):
    """There was nothing to time, or the build failed."""


def measure(corpus: Path, count: int, workers: int) -> str:
    """Build the first `count` records from nothing in a process of its own; return one line of figures.

    Peak memory is that of the largest single process, in megabytes. Of a corpus with fewer records all are built.

    Raises:
        BenchError: there is no record, or the build failed.

    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "articles").mkdir()
        count = head(corpus, count, home / "articles" / "corpus.jsonl")
        start = time.perf_counter()
        code = _build(home, workers)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTE
    if code:
        message = f"the build of {count} articles failed after {seconds:.1f} s, exit {code}"
        raise BenchError(message)
    return f"{count} articles: {seconds:.1f} s, {count / seconds:.1f} articles/s, peak {peak:.0f} MB"


def head(corpus: Path, count: int, target: Path) -> int:
    """Copy the first `count` records of a corpus, gzipped or not, into a file; return how many there were.

    Raises:
        BenchError: there is none, or the corpus cannot be read.

    """
    opener = gzip.open if corpus.suffix == ".gz" else open
    try:
        with opener(corpus, "rb") as source:
            lines = list(itertools.islice((line for line in source if line.strip()), count))
    except (OSError, EOFError, zlib.error) as error:
        message = f"{corpus} cannot be read: {error}"
        raise BenchError(message) from error
    if not lines:
        message = f"{corpus}: no record"
        raise BenchError(message)
    target.write_bytes(b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines))
    return len(lines)


def _build(home: Path, workers: int) -> int:
    command = [sys.executable, "-m", "pipelines", "build", "--workers", str(workers)]
    for name in ("articles", "datasets", "build"):
        command += [f"--{name}", str(home / name)]
    environment = {k: v for k, v in os.environ.items() if k != "DAGSTER_HOME"}
    return subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode  # noqa: S603

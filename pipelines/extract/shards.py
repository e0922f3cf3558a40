"""Reading many articles: in shards, in several processes, and only what is not in the cache.

A shard's reading is a function of its articles alone. It is written to a folder of its own that appears at once
(rename), so a killed run leaves nothing half-written, and the next one reads on where it stopped.
"""

import gc
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from spacy.tokens import Doc

from pipelines.extract.encoder import load_encoder
from pipelines.extract.model import load_model, parse
from pipelines.extract.reference import load_reference
from pipelines.extract.rows import READ_TABLES, Rows, read_doc
from pipelines.extract.version import extractor_version
from pipelines.schema import TABLES

SHARD: Final = 250  # articles; small enough that progress is seen and a killed run loses little
_FEW: Final = 12  # below this, starting processes costs more than it brings
_TOGETHER: Final = 16  # articles parsed at once
_LONGEST: Final = 200_000  # characters; a parse needs some 1 kB of memory a character
_NAMES: Final = (*READ_TABLES, "rejects")
_AGAIN: Final = "what was read is kept: run again, with --workers 1"


class ReadingError(RuntimeError):
    """Reading stopped: a worker process died, or the machine had too little memory or no room."""


@dataclass(frozen=True)
class Reading:
    """What all articles say, each by itself; the tables follow the schema of their names."""

    article_actors: pa.Table
    read_mentions: pa.Table
    read_meeting_reports: pa.Table
    read_pledge_reports: pa.Table
    evidence: pa.Table
    rejects: pa.Table
    n_read: int
    n_cached: int


def read_articles(
    articles: pa.Table,
    cache: Path | None = None,
    workers: int = 2,
    progress: Callable[[int, int], None] | None = None,
    shard_size: int = SHARD,
) -> Reading:
    """Read every English article.

    Args:
        articles: the table articles.
        cache: folder of readings kept between runs; None keeps none.
        workers: processes; 1 reads in this one.
        progress: called with articles read and articles to read.
        shard_size: articles a shard.

    Raises:
        ReadingError: a worker died or had too little memory; run again with fewer workers.

    """
    columns = ["article_id", "source_file", "title", "published_on", "body"]
    english = articles.filter(pc.equal(articles["language"], "en")).select(columns)
    prints = [_fingerprint(row) for row in _rows(english)]
    if cache is None:
        with tempfile.TemporaryDirectory() as folder:
            return _read(english, prints, Path(folder), workers, progress, shard_size)
    return _read(english, prints, cache, workers, progress, shard_size)


def _read(
    english: pa.Table,
    prints: list[str],
    cache: Path,
    workers: int,
    progress: Callable[[int, int], None] | None,
    shard_size: int,
) -> Reading:
    home = cache / extractor_version()
    home.mkdir(parents=True, exist_ok=True)
    _drop_leftovers(cache, home)
    known = _known(home)
    missing = [i for i, p in enumerate(prints) if p not in known]
    shards = [missing[i : i + shard_size] for i in range(0, len(missing), shard_size)]
    jobs = [(english.take(pa.array(s)), [prints[i] for i in s], str(home)) for s in shards]
    _run(jobs, workers if len(missing) > _FEW else 1, progress, len(missing))
    sources = dict(zip(prints, english["source_file"].to_pylist(), strict=True))
    return _collect(home, sources, len(missing), len(prints) - len(missing))


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=500):
        yield from batch.to_pylist()


def _fingerprint(row: dict[str, Any]) -> str:
    parts = [str(row[key]) for key in ("article_id", "title", "published_on", "body")]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _drop_leftovers(cache: Path, home: Path) -> None:
    """Remove readings of other extractor versions and of killed runs."""
    for path in cache.iterdir():
        if path != home and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    for path in home.glob(".new-*"):
        shutil.rmtree(path, ignore_errors=True)


def _known(home: Path) -> set[str]:
    out: set[str] = set()
    for path in home.glob("*/prints.parquet"):
        out |= set(pq.read_table(path)["print"].to_pylist())
    return out


def _run(
    jobs: Sequence[tuple[pa.Table, list[str], str]],
    workers: int,
    progress: Callable[[int, int], None] | None,
    total: int,
) -> None:
    done = 0
    for count in _results(jobs, workers):
        done += count
        if progress is not None:
            progress(done, total)


def _results(jobs: Sequence[tuple[pa.Table, list[str], str]], workers: int) -> Iterator[int]:
    if workers <= 1:
        for job in jobs:
            yield read_shard(*job)
        return
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for future in as_completed([pool.submit(read_shard, *job) for job in jobs]):
                yield future.result()
    except BrokenProcessPool as error:
        message = f"a reading process died, mostly for want of memory; {_AGAIN}"
        raise ReadingError(message) from error


@cache
def prepare() -> None:
    """Load what every article is read with, once a process; the garbage collector need not look through it again.

    It would else do so for every few articles, since each has thousands of tokens: a tenth of the time.

    Raises:
        EncoderError: the network is one for other codes; tables of seeds that are faulty raise errors of their own.

    """
    load_model()
    load_reference()
    load_encoder()
    gc.collect()
    gc.freeze()


def read_shard(articles: pa.Table, prints: list[str], home: str) -> int:
    """Read one shard into its folder below `home`, which appears at once; return the number of articles."""
    prepare()  # before any article: a fault of tables or network is no article's
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _NAMES}
    for reading in _read_all(articles.to_pylist()):
        for name, found in reading.items():
            rows[name] += found
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    for name in _NAMES:
        pq.write_table(TABLES[name].build(rows[name]), folder / f"{name}.parquet", compression="zstd")
    keys = pa.table(
        {"article_id": articles["article_id"], "print": pa.array(prints), "source_file": articles["source_file"]}
    )
    pq.write_table(keys, folder / "prints.parquet")
    target = Path(home) / hashlib.sha256("".join(prints).encode()).hexdigest()[:24]
    if target.exists():
        shutil.rmtree(folder)
    else:
        folder.rename(target)
    return len(prints)


def _read_all(articles: list[dict[str, Any]]) -> Iterator[Rows]:
    """Read articles one after the other, parsed some at a time."""
    for start in range(0, len(articles), _TOGETHER):
        batch = articles[start : start + _TOGETHER]
        for article, doc in zip(batch, _parsed(batch), strict=True):
            yield _read_article(article, doc)


def _parsed(articles: list[dict[str, Any]]) -> list[Doc | None]:
    """Parse articles together; None for one that is too long, and for all of them if one cannot be parsed."""
    bodies = [article["body"] for article in articles]
    try:
        docs = parse(body for body in bodies if len(body) <= _LONGEST)
        return [next(docs) if len(body) <= _LONGEST else None for body in bodies]
    except Exception:  # noqa: BLE001 - each is then parsed by itself, and the one that cannot be is listed
        return [None for _ in bodies]


def _read_article(article: dict[str, Any], doc: Doc | None) -> Rows:
    if len(article["body"]) > _LONGEST:
        return _reject(article, "too_long", f"{len(article['body'])} characters; the limit is {_LONGEST}")
    try:
        doc = doc if doc is not None else next(parse([article["body"]]))
        return read_doc(doc, article["article_id"], article["title"], article["published_on"], load_reference())
    except (MemoryError, OSError) as error:  # the machine's fault and not the article's: it must not be remembered
        message = f"the machine failed ({type(error).__name__}: {error}); {_AGAIN}"
        raise ReadingError(message) from error
    except Exception as error:  # noqa: BLE001 - one article must not stop thousands: it is listed with the error
        return _reject(article, "extraction_failed", f"{type(error).__name__}: {error}"[:300])


def _reject(article: dict[str, Any], reason: str, detail: str) -> Rows:
    row = {"source_file": article["source_file"], "stage": "reports", "reason": reason, "detail": detail}
    return {"rejects": [row]}


def _collect(home: Path, wanted: Mapping[str, str], n_read: int, n_cached: int) -> Reading:
    """Put the readings of the wanted articles together; an article that stands in two shards is taken once.

    Args:
        home: the folder of shards.
        wanted: the source file of each article by its print; the article may have been read under another name.
        n_read: articles read now.
        n_cached: articles read earlier.

    """
    parts: dict[str, list[pa.Table]] = {name: [] for name in _NAMES}
    seen: set[str] = set()
    for folder in sorted(p.parent for p in home.glob("*/prints.parquet")):
        keys = pq.read_table(folder / "prints.parquet").to_pylist()
        mine = [k for k in keys if k["print"] in wanted and k["print"] not in seen]
        seen |= {k["print"] for k in mine}
        whole = len(mine) == len(keys)
        for name in _NAMES:
            table = pq.read_table(folder / f"{name}.parquet")
            kept = table if whole else _of(table, mine)
            parts[name].append(_renamed(kept, mine, wanted) if name == "rejects" else kept)
    tables = {
        name: TABLES[name].conform(pa.concat_tables(parts[name])) if parts[name] else TABLES[name].empty()
        for name in _NAMES
    }
    return Reading(**tables, n_read=n_read, n_cached=n_cached)


def _of(table: pa.Table, mine: list[dict[str, str]]) -> pa.Table:
    column = "article_id" if "article_id" in table.column_names else "source_file"
    return table.filter(pc.is_in(table[column], value_set=pa.array([k[column] for k in mine], pa.string())))


def _renamed(rejects: pa.Table, mine: list[dict[str, str]], wanted: Mapping[str, str]) -> pa.Table:
    """Return rejects under the names that their articles have now."""
    now = {k["source_file"]: wanted[k["print"]] for k in mine}
    names = pa.array([now[name] for name in rejects["source_file"].to_pylist()], pa.string())
    return rejects.set_column(rejects.column_names.index("source_file"), rejects.schema.field("source_file"), names)

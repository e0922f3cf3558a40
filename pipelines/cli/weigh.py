"""Learning anew which named organisations play a part in a story, from hand-coded answers."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.accuracy import GoldError, read_answers
from pipelines.clean import clean_articles
from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.relevance import Relevance
from pipelines.extract.training import Sample, crossed, learn, samples_of
from pipelines.ingest import read_folder


def weigh(folders: tuple[Path, ...], target: Path) -> str:
    """Write the weights that the answers of some folders teach; return how well they sort articles left out.

    Raises:
        AnswerError: an answer is not well formed.
        GoldError: there is no English article with an answer, or none that names an organisation.
        FolderError: there is nothing in a folder.

    """
    samples = [s for folder in folders for s in read_samples(folder)]
    if not samples:
        message = f"{', '.join(map(str, folders))}: no English article (ID.txt) with an answer (ID.json) there"
        raise GoldError(message)
    precision, recall = crossed(samples)
    rows = sorted(learn(samples).items(), key=_heaviest_first)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight"])
        writer.writerows(rows)
    share = sum(s.right for s in samples) / len(samples)
    return (
        f"{len(samples)} organisations named, {share:.0%} of them in the answers; by weights learned without the "
        f"article, {precision:.0%} of those kept are in the answers, and {recall:.0%} of those in the answers are kept"
    )


def _heaviest_first(pair: tuple[str, float]) -> float:
    return -pair[1]


def read_samples(folder: Path) -> Iterator[Sample]:
    """Read the articles (ID.txt) of a folder and compare them with their answers (ID.json)."""
    answers = read_answers(folder)
    raw, _ = read_folder(folder)
    articles, _ = clean_articles(raw)
    nlp, reference = load_model(), load_reference()
    rows: list[dict[str, Any]] = articles.to_pylist()
    for row in rows:
        source = Path(row["source_file"])
        if source.suffix == ".txt" and source.stem in answers and row["language"] == "en":
            coded = [body.name for body in answers[source.stem].organisations]
            found = Coreference(nlp(row["body"]), reference, row["published_on"], row["title"])
            yield from samples_of(row["source_file"], Relevance(found.finder.page), coded)

"""Learning anew which names are people's and which organisations play a part in a story, from hand-coded answers."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.accuracy import GoldError, read_answers
from pipelines.clean import clean_articles
from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.relevance import KINDS, LEAST, Relevance
from pipelines.extract.training import Sample, crossed, learn, samples_of
from pipelines.ingest import read_folder


def weigh(folders: tuple[Path, ...], target: Path) -> str:
    """Write the weights that the answers of some folders teach to tables of a folder.

    Returns how well they sort articles left out.

    Raises:
        AnswerError: an answer is not well formed.
        GoldError: there is no English article with an answer, or none of a kind is named in them.
        FolderError: there is nothing in a folder.

    """
    samples: dict[str, list[Sample]] = {kind: [] for kind in KINDS}
    for kind, sample in (pair for folder in folders for pair in read_samples(folder)):
        samples[kind].append(sample)
    empty = [kind for kind in KINDS if not samples[kind]]
    if empty:
        message = f"{', '.join(map(str, folders))}: no English article with an answer that names a {empty[0]}"
        raise GoldError(message)
    target.mkdir(parents=True, exist_ok=True)
    return "\n".join(_write(kind, samples[kind], target / f"{kind}_weights.csv") for kind in KINDS)


def _write(kind: str, samples: list[Sample], target: Path) -> str:
    precision, recall = crossed(samples, -LEAST[kind])
    rows = sorted(learn(samples).items(), key=_heaviest_first)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight"])
        writer.writerows(rows)
    share = sum(s.right for s in samples) / len(samples)
    return (
        f"{len(samples)} {kind}s named, {share:.0%} of them in the answers; by weights learned without the "
        f"article, {precision:.0%} of those kept are in the answers, and {recall:.0%} of those in the answers are kept"
    )


def _heaviest_first(pair: tuple[str, float]) -> float:
    return -pair[1]


def read_samples(folder: Path) -> Iterator[tuple[str, Sample]]:
    """Yield samples with the kind of their actor: the articles (ID.txt) of a folder beside their answers (ID.json)."""
    answers = read_answers(folder)
    raw, _ = read_folder(folder)
    articles, _ = clean_articles(raw)
    nlp, reference = load_model(), load_reference()
    rows: list[dict[str, Any]] = articles.to_pylist()
    for row in rows:
        source = Path(row["source_file"])
        if source.suffix == ".txt" and source.stem in answers and row["language"] == "en":
            coded = answers[source.stem]
            found = Coreference(nlp(row["body"]), reference, row["published_on"], row["title"])
            relevance = Relevance(found.finder.page)
            names = {"organisation": [b.name for b in coded.organisations], "person": [p.name for p in coded.persons]}
            for kind in KINDS:
                yield from ((kind, s) for s in samples_of(row["source_file"], relevance, kind, names[kind]))

"""Fit the weights of the topics of contacts to hand-coded answers: python -m pipelines.cli.fit_topics FOLDER...

Each folder holds ID.txt (an article as it arrived) and ID.json (its answer). The figures printed are those of a
cross-validation by article; the weights written to seeds/frames/topic_weights.csv are fitted to all of them.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipelines.accuracy import read_answers
from pipelines.clean import clean_articles
from pipelines.extract.contacts import Contact
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import fold_name, load_reference
from pipelines.extract.topics import PLACES, TopicReader, topic_codes
from pipelines.ingest import read_folder
from pipelines.schema.paths import FRAMES

_RIDGE: Final = 2.0
_STEPS: Final = 25
_FOLDS: Final = 10
_LEAST: Final = 0.36  # the probability from which a topic is reported; chosen by cross-validation

Array = NDArray[np.float64]
Example = tuple[str, Array, Array]


def main() -> None:
    """Fit, print the cross-validated agreement, and write the table."""
    examples = [example for folder in sys.argv[1:] for example in examples_of(Path(folder))]
    names = sorted({name for name, _, _ in examples})
    scores: list[float] = []
    for fold in range(_FOLDS):
        held = set(names[fold::_FOLDS])
        weights = fit([e for e in examples if e[0] not in held])
        scores += [agreement(predict(weights, x) > _LEAST, y) for name, x, y in examples if name in held]
    print(f"{len(examples)} contacts, agreement {np.mean(scores):.3f} by cross-validation")  # noqa: T201
    write(fit(examples))


def examples_of(folder: Path) -> list[Example]:
    """Return the contacts of a folder that the reader finds, with what tells their topics and the coded topics.

    Raises:
        AnswerError: an answer is not well formed.

    """
    known = read_answers(folder)
    raw = read_folder(folder)[0]
    articles, _ = clean_articles(raw.filter(pc.ends_with(raw["source_file"], ".txt")))
    out = []
    for article in articles.to_pylist():
        answer = folder / (Path(article["source_file"]).stem + ".json")
        if article["language"] == "en" and answer.stem in known:
            out += _examples(article, json.loads(answer.read_text(encoding="utf-8")))
    return out


def _examples(article: dict[str, Any], answer: dict[str, Any]) -> list[Example]:
    doc, title, day = load_model()(article["body"]), article["title"], article["published_on"]
    contacts = MeetingReader(Coreference(doc, load_reference(), day, title), day, title).read()
    reader = TopicReader(doc, title or "", contacts)
    out = []
    for contact in contacts:
        coded = max(answer["meetings"], key=lambda m: _shared(m, contact), default=None)
        if coded is not None and _shared(coded, contact) > 0:
            rows = [[*values, *_is(topic)] for topic, values in reader.places_of(contact).items()]
            y = np.array([float(t in coded["topics"]) for t in topic_codes()])
            out.append((article["source_file"], np.array(rows), y))
    return out


def _is(topic: str) -> list[float]:
    return [float(topic == other) for other in topic_codes()] + [1.0]


def _shared(coded: dict[str, Any], contact: Contact) -> float:
    """Return how much the parties agree, by country and last name, less where the sentences differ."""
    ours = {fold_name(p.name).split()[-1] for p in contact.parties if fold_name(p.name)}
    theirs = {fold_name(p["name"]).split()[-1] for p in coded["participants"] if fold_name(p["name"])}
    same = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours | theirs else 0.0
    return same + 0.1 * (contact.sentence.text.strip() in coded["evidence"]) if same >= 0.5 else 0.0  # noqa: PLR2004


def fit(examples: list[Example]) -> Array:
    """Return the weights of a logistic regression with a small ridge, by Newton's method."""
    x = np.vstack([x for _, x, _ in examples])
    y = np.concatenate([y for _, _, y in examples])
    ridge = np.eye(x.shape[1]) * _RIDGE
    ridge[-1, -1] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = predict(weights, x)
        slope = x.T @ (p - y) + ridge @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return weights


def predict(weights: Array, x: Array) -> Array:
    """Return the probability of each row."""
    return np.asarray(1 / (1 + np.exp(-(x @ weights))), dtype=np.float64)


def agreement(got: NDArray[np.bool_], coded: Array) -> float:
    """Return the F1 of two sets of topics; 1 where both are empty."""
    total = float(got.sum() + coded.sum())
    return 2 * float((got * coded).sum()) / total if total else 1.0


def write(weights: Array) -> None:
    """Write the table that pipelines.extract.topics reads."""
    names = [*PLACES, *(f"topic:{t}" for t in topic_codes()), "bias"]
    with (FRAMES / "topic_weights.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows([name, f"{value:.3f}"] for name, value in zip(names, weights, strict=True))
        table.writerow(["least", f"{_LEAST}"])


if __name__ == "__main__":
    main()

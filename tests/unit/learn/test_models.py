"""Learning from hand-coded articles."""

import csv
import shutil
from pathlib import Path

import pytest

from pipelines.learn import SUBJECTS, LessonError, learn
from pipelines.learn.contacts import occurrences
from pipelines.learn.network import Training
from pipelines.schema.paths import FRAMES, MODELS, PROJECT

GOLD = PROJECT / "tests" / "gold"


@pytest.fixture
def coded(tmp_path):
    folder = tmp_path / "coded"
    folder.mkdir()
    for path in sorted(GOLD.glob("g-0*")):
        shutil.copyfile(path, folder / path.name)
    return folder


def header(path):
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_models_are_learned_and_written_as_the_files_that_the_reader_has(tmp_path, coded):
    models = learn([coded], training=Training(epochs=1), home=tmp_path / "encoders")
    models.write(tmp_path / "out")
    written = {path.relative_to(tmp_path / "out"): path for path in (tmp_path / "out").rglob("*.*")}
    assert {path.stem for path in written} == {
        *(path.stem for path in [*MODELS.rglob("*.csv"), *MODELS.rglob("*.onnx"), *FRAMES.glob("*_weights.csv")])
    }
    tables = {path: file for path, file in written.items() if path.suffix == ".csv" and path.parent == Path()}
    for path, file in tables.items():
        assert header(file) == header(next(home / path for home in (MODELS, FRAMES) if (home / path).exists()))
    assert all(0 <= float(figure["value"]) <= 1 for figure in models.figures)
    assert {figure["model"] for figure in models.figures} == {path.stem for path in tables} - {"figures"}


def test_one_thing_is_learned_without_the_others_and_alike_each_time(coded):
    models = learn([coded], only=["topics"])
    assert {table.name for table in models.tables} == {"contact_topics"}
    assert models == learn([coded], only=["topics"])


def test_what_cannot_be_learned_is_said(coded):
    with pytest.raises(LessonError, match=f"weather: no such thing to learn; there are {', '.join(SUBJECTS)}"):
        learn([coded], only=["weather"])


@pytest.mark.parametrize("subject", ["pledges", "contacts"])
def test_it_is_said_what_articles_do_not_teach(coded, subject):
    for path in coded.glob("g-0*"):
        if not path.stem.startswith("g-001"):
            path.unlink()
    with pytest.raises(LessonError, match=rf"{subject}: .*(more events|to learn from)"):
        learn([coded], only=[subject])


def test_the_clause_that_names_both_parties_teaches_of_their_contact(article):
    reader = article.reader
    assert [any(way.right for way in e.ways) for e in occurrences("a", reader, article.coded)] == [
        draft.trigger.text == "met" for draft in reader.drafts
    ]

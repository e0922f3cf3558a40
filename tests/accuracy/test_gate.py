"""The reading is not to get worse: figures on the project's own hand-coded articles stand above pinned floors.

A floor in floors.csv may be raised and never lowered. `DEMARCHE_RAISE_FLOORS=1 pytest tests/accuracy/test_gate.py`
raises every floor that the figures have outgrown, and adds those that are missing.
"""

import csv
import io
import json
import math
import os
import subprocess

import pytest

from pipelines.accuracy import faults, read_answers
from pipelines.accuracy.answers import codes_of
from pipelines.accuracy.measure import measure_set
from pipelines.schema.paths import PROJECT

GOLD = PROJECT / "tests" / "gold"
FLOORS = PROJECT / "tests" / "accuracy" / "floors.csv"
KEY = ("table", "field", "measure")
# What is counted over found rows alone may fall a little when more, and harder, rows are found.
MARGIN = {"found": 0.0, "exact": 0.0, "quiet": 0.0, "right": 0.05, "joined": 0.05}
FIELDS = (
    ("meetings", "format"),
    ("meetings", "status"),
    ("meetings", "topics"),
    ("pledges", "status"),
    ("pledges", "kind"),
)


def answers():
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}


def parsed(text: str) -> dict[tuple[str, ...], float]:
    return {tuple(row[k] for k in KEY): float(row["floor"]) for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture(scope="module")
def figures():
    found = measure_set(GOLD, read_answers(GOLD), workers=1)
    return {(f.table, f.field, f.measure): f.share if f.f1 is None else f.f1 for f in found}


@pytest.fixture(scope="module")
def floors(figures):
    found = parsed(FLOORS.read_text(encoding="utf-8"))
    if os.environ.get("DEMARCHE_RAISE_FLOORS"):
        for key, value in figures.items():
            found[key] = max(found.get(key, 0.0), math.floor((value - MARGIN[key[2]]) * 100) / 100, 0.0)
        lines = [",".join((*KEY, "floor")), *(f"{','.join(key)},{found[key]:.2f}" for key in sorted(found))]
        FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


def test_there_are_answers_and_each_has_its_article():
    assert answers(), f"{GOLD} holds no answers"
    assert {p.stem for p in GOLD.glob("*.txt")} == set(answers())


def test_every_answer_is_well_formed():
    found = {
        name: list(faults(answer, (GOLD / f"{name}.txt").read_text(encoding="utf-8")))
        for name, answer in answers().items()
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_every_code_is_the_answer_somewhere(table, field):
    values = [row[field] for answer in answers().values() for row in answer[table]]
    used = {code for value in values for code in (value if isinstance(value, list) else [value])}
    assert set(codes_of(table, field)) - used == set()


def test_no_figure_is_below_its_floor(figures, floors):
    """A figure that is gone, because nothing was found that it could be counted over, is below its floor too."""
    lines = [
        f"{' '.join(key):<40} {figures.get(key, math.nan):6.3f}  floor {floor:5.2f}"
        f"{'' if figures.get(key, -1) >= floor else '  BELOW'}"
        for key, floor in sorted(floors.items())
    ]
    below = [line for line in lines if line.endswith("BELOW")]
    assert not below, "\n" + "\n".join(lines)


def test_every_figure_has_a_floor(figures, floors):
    assert set(figures) - set(floors) == set(), "DEMARCHE_RAISE_FLOORS=1 adds them"


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def test_no_floor_was_lowered_since_the_answers_were_last_changed(floors):
    """Other answers are another measure: with them, in one commit, floors may be pinned anew."""
    last = git("log", "-1", "--format=%H", "--", "tests/gold").strip()
    if not last:
        pytest.skip("no history of tests/gold to compare with")
    path = FLOORS.relative_to(PROJECT).as_posix()
    for commit in [last, *git("log", "--format=%H", f"{last}..HEAD", "--", path).split()]:
        earlier = parsed(git("show", f"{commit}:{path}"))
        lowered = {key: (floors.get(key), floor) for key, floor in earlier.items() if floors.get(key, -1) < floor}
        assert lowered == {}, f"now and in {commit[:12]}"

"""Learning from hand-coded articles."""

import csv
import shutil

from pipelines.accuracy.model import Account, Actor, Meeting
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.learn import learn
from pipelines.learn.contacts import occurrences
from pipelines.schema.paths import PROJECT

GOLD = PROJECT / "tests" / "gold"


def test_models_are_learned_and_written_as_tables(tmp_path):
    for path in sorted(GOLD.glob("g-00*")) + sorted(GOLD.glob("g-01*")):
        shutil.copyfile(path, tmp_path / path.name)
    models = learn([tmp_path])
    models.write(tmp_path / "models")
    assert {p.stem for p in (tmp_path / "models").glob("*.csv")} == {*models.models, "figures"}
    for name, model in models.models.items():
        rows = list(csv.DictReader((tmp_path / "models" / f"{name}.csv").open(encoding="utf-8")))
        assert rows == sorted(rows, key=lambda row: row["trait"])
        assert {row["trait"] for row in rows} <= set(model)
    assert all(0 <= float(figure["value"]) <= 1 for figure in models.figures)
    assert models.models == learn([tmp_path]).models


def test_the_clause_that_names_both_parties_teaches_of_their_contact():
    coded = Meeting(
        (Actor("Emmanuel Macron", "person", "FRA"), Actor("Olaf Scholz", "person", "DEU")),
        "in_person",
        "held",
        evidence="Emmanuel Macron met with Olaf Scholz in Paris.",
    )
    text = "Emmanuel Macron met with Olaf Scholz in Paris. He will visit Donald Tusk."
    reader = MeetingReader(Coreference(load_model()(text), load_reference()), None, None)
    found = list(occurrences("a", reader, Account({}, meetings=(coded,))))
    assert [any(way.right for way in example.ways) for example in found] == [
        draft.trigger.text == "met" for draft in reader.drafts
    ]

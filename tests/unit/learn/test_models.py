"""Learning from hand-coded articles."""

import csv
import shutil

from pipelines.learn import learn
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

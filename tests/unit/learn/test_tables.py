"""Tables of weights and of figures."""

import csv

from pipelines.learn.tables import figure, trait_table, write_figures


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_is_sorted_and_without_what_weighs_nothing(tmp_path):
    trait_table("m", {"b": 0.5, "a": -1.00004, "none": 0.00001}).write(tmp_path / "new")
    assert rows(tmp_path / "new" / "m.csv") == [{"trait": "a", "weight": "-1.0"}, {"trait": "b", "weight": "0.5"}]


def test_figures_of_models_that_were_not_learned_stay(tmp_path):
    write_figures([figure("a", "recall", 0.5, "xxy"), figure("b", "recall", 0.5, "xxy")], tmp_path)
    write_figures([figure("b", "recall", 0.75, "xyz")], tmp_path)
    assert [(r["model"], r["value"], r["articles"]) for r in rows(tmp_path / "figures.csv")] == [
        ("a", "0.500", "2"),
        ("b", "0.750", "3"),
    ]

"""The command that measures: what it writes, and when it writes nothing."""

import hashlib
import shutil

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipelines.accuracy import read_record
from pipelines.accuracy.gold import gold_state
from pipelines.cli.commands import main
from pipelines.publish import write_release

ANSWER = """{"article": {"language": "en", "published_on": null, "title": "Envoys meet", "outlet": null, "byline": null,
"dateline_place": null, "body_first_words": "Foreign Minister of Norway", "body_last_words": "in Lima."},
"persons": [{"name": "Kari Dale", "country": "NOR", "role": null}, {"name": "Luis Soto", "country": "CHL",
"role": null}], "organisations": [], "pledges": [], "meetings": [{"participants": [
{"name": "Kari Dale", "kind": "person", "country": "NOR"}, {"name": "Luis Soto", "kind": "person", "country": "CHL"}],
"format": "in_person", "status": "held", "date": null, "place": "Lima", "place_country": "PER", "topics": [],
"event": null, "evidence": "Foreign Minister of Norway Kari Dale met with Foreign Minister of Chile Luis Soto in Lima."
}]}"""
TEXT = "Envoys meet\n\nForeign Minister of Norway Kari Dale met with Foreign Minister of Chile Luis Soto in Lima.\n"


@pytest.fixture
def home(tmp_path, seed_tables):
    (tmp_path / "gold" / "envoys").mkdir(parents=True)
    (tmp_path / "gold" / "envoys" / "a.txt").write_text(TEXT)
    (tmp_path / "gold" / "envoys" / "a.json").write_text(ANSWER)
    write_release(seed_tables, tmp_path / "datasets")
    return tmp_path


def measure(home):
    folders = [x for name in ("gold", "datasets", "record") for x in (f"--{name}", str(home / name))]
    return CliRunner().invoke(main, ["accuracy", *folders, "--workers", "1"])


def sums(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_the_figures_go_into_record_and_release(home, seed_tables):
    done = measure(home)
    assert done.exit_code == 0, done.output
    report = (home / "datasets" / "ACCURACY.md").read_text()
    state = gold_state(home / "gold" / "envoys")
    assert f"{state.newest_on} | {state.sha256}" in report
    assert "| articles | row | found | 1.000 | 1.000 | 1.000 |  | 1 |" in report
    assert state.sha256[:16] in (home / "datasets" / "CODEBOOK.md").read_text()
    rows = pq.read_table(home / "datasets" / "accuracy.parquet").to_pylist()
    assert {r["set"] for r in rows} == {"envoys"}
    assert {r["table"] for r in rows} == {"articles", "persons", "organisations", "meetings", "pledges"}


def test_a_build_from_the_record_has_the_bytes_that_measuring_gave(home, seed_tables):
    measure(home)
    write_release({**seed_tables, **read_record(home / "record")}, home / "rebuilt")
    assert (home / "rebuilt" / "SHA256SUMS").read_text() == (home / "datasets" / "SHA256SUMS").read_text()


def test_without_answers_it_says_where_it_looked_and_writes_nothing(home):
    before = sums(home / "datasets")
    shutil.rmtree(home / "gold")
    done = measure(home)
    assert done.exit_code != 0
    assert str(home / "gold") in done.output
    assert "--gold FOLDER" in done.output
    assert sums(home / "datasets") == before
    assert not (home / "record").exists()


def test_without_a_release_it_says_what_to_do(home):
    shutil.rmtree(home / "datasets")
    done = measure(home)
    assert done.exit_code != 0
    assert "pipelines build" in done.output
    assert not (home / "record").exists()


def test_a_release_without_record_says_that_nothing_was_measured(tmp_path, seed_tables):
    write_release({**seed_tables, **read_record(tmp_path / "none")}, tmp_path / "datasets")
    assert "Not measured yet" in (tmp_path / "datasets" / "ACCURACY.md").read_text()
    assert "was not measured" in (tmp_path / "datasets" / "CODEBOOK.md").read_text()

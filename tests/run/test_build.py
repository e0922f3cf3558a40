"""Whole builds from the command line."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.schema import RELEASED
from pipelines.schema.paths import ARTICLES

_ARTICLE = "Envoys meet\n\nForeign Minister of Norway Kari Dale met with Foreign Minister of Chile Luis Soto in Lima.\n"


def command(home: Path, *more: str) -> list[str]:
    folders = [x for name in ("articles", "datasets", "build") for x in (f"--{name}", str(home / name))]
    return [sys.executable, "-m", "pipelines", "build", "--workers", "1", *folders, *more]


def build(home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DAGSTER_HOME"}
    return subprocess.run(command(home, *more), capture_output=True, text=True, check=False, env=environment)


def sums(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.suffix != ".duckdb"}


def is_whole(folder: Path) -> bool:
    listed = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    return all(hashlib.sha256((folder / n).read_bytes()).hexdigest() == s for n, s in listed.items())


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    home = tmp_path_factory.mktemp("first")
    shutil.copytree(ARTICLES, home / "articles")
    done = build(home)
    assert done.returncode == 0, done.stderr + done.stdout
    return home, done.stdout, sums(home / "datasets")


def test_the_summary_tells_rows_checks_and_how_to_query(first):
    _, out, _ = first
    assert "articles" in out
    assert "3 rows" in out
    assert "passed" in out
    assert "python -m pipelines sql" in out


def test_every_table_is_there_and_described(first):
    home, _, _ = first
    for table in RELEASED:
        schema = pq.read_schema(home / "datasets" / f"{table.name}.parquet")
        assert schema.equals(table.arrow_schema(), check_metadata=False)
        assert schema.field(0).metadata[b"description"]


def test_a_second_clean_build_gives_the_same_bytes(first, tmp_path):
    shutil.copytree(ARTICLES, tmp_path / "articles")
    assert build(tmp_path).returncode == 0
    assert sums(tmp_path / "datasets") == first[2]


def test_a_build_of_the_same_articles_changes_nothing_and_one_more_article_is_read_alone(first, tmp_path):
    home, _, before = first
    shutil.copytree(home, tmp_path / "copy")
    home = tmp_path / "copy"
    times = {p.name: p.stat().st_mtime_ns for p in (home / "datasets").iterdir()}
    again = build(home)
    assert "nothing has changed" in again.stdout
    assert {p.name: p.stat().st_mtime_ns for p in (home / "datasets").iterdir()} == times
    assert sums(home / "datasets") == before
    (home / "articles" / "more.txt").write_text(_ARTICLE)
    more = build(home)
    assert more.returncode == 0, more.stderr
    assert "1 articles read, 3 known" in more.stderr


def test_a_failing_check_names_the_rows_and_leaves_the_release(first, tmp_path):
    home, _, before = first
    shutil.copytree(home, tmp_path / "copy")
    home = tmp_path / "copy"
    for path in (home / "articles").iterdir():
        path.unlink()
    (home / "articles" / "empty.txt").write_text("   ")
    done = build(home)
    assert done.returncode != 0
    assert "articles.expectations" in done.stderr
    assert sums(home / "datasets") == before


def test_killed_builds_leave_a_whole_release_and_end_in_the_same_bytes(first, tmp_path):
    moments = int(os.environ.get("DEMARCHE_KILLS", "2"))
    generator = random.Random(7)  # noqa: S311 - moments to kill at
    for number in range(moments):
        home = tmp_path / str(number)
        home.mkdir()
        shutil.copytree(ARTICLES, home / "articles")
        environment = {k: v for k, v in os.environ.items() if k != "DAGSTER_HOME"}
        process = subprocess.Popen(
            command(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
        )
        time.sleep(generator.uniform(2, 9))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if (home / "datasets").exists():
            assert is_whole(home / "datasets")
        done = build(home)
        assert done.returncode == 0, done.stderr
        assert sums(home / "datasets") == first[2]


def test_a_release_without_bodies_keeps_quotes(first, tmp_path):
    shutil.copytree(first[0] / "articles", tmp_path / "articles")
    assert build(tmp_path, "--no-bodies").returncode == 0
    articles = pq.read_table(tmp_path / "datasets" / "articles.parquet")
    assert set(articles["body"].to_pylist()) == {""}
    assert all(pq.read_table(tmp_path / "datasets" / "evidence.parquet")["quote"].to_pylist())

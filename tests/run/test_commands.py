"""What the commands say when they cannot do what they were asked."""

import gzip
import json

import pytest
from click.testing import CliRunner

from pipelines.cli import bench
from pipelines.cli.bench import BenchError, head
from pipelines.cli.commands import main
from pipelines.cli.reading_bench import against_parser
from pipelines.cli.summary import summary
from pipelines.defs.run import BuildResult
from pipelines.publish import write_release


def said(*arguments):
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert done.exit_code != 0
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done.output


@pytest.fixture
def articles(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Envoys of two states met in Lima.")
    return tmp_path / "articles"


def test_build_looks_at_both_folders_before_it_reads(tmp_path, articles):
    out, home = tmp_path / "out", ("--build", tmp_path / "build", "--datasets")
    assert "no such folder" in said("build", *home, out, "--articles", tmp_path / "nowhere")
    assert "no folder" in said("build", *home, out, "--articles", articles / "a.txt")
    out.mkdir()
    (out / "mine.txt").write_text("x")
    assert "mine.txt" in said("build", *home, out, "--articles", articles)
    assert "is no folder" in said("build", *home, out / "mine.txt", "--articles", articles)
    assert "no place for a release" in said("build", *home, out / "mine.txt" / "sub", "--articles", articles)
    assert not (tmp_path / "build").exists()


def test_a_build_that_fails_says_why_in_one_line(tmp_path, articles):
    (tmp_path / "fixes.csv").write_text("table,row,field,value,reason\nmeetings,x,place,Lima,r\n")
    folders = ("--datasets", tmp_path / "out", "--build", tmp_path / "build", "--corrections", tmp_path / "fixes.csv")
    text = said("build", "--workers", "1", "--articles", articles, *folders)
    told = [line for line in text.splitlines() if "fixes.csv, line 2: meetings has no row 'x'" in line]
    assert len(told) == 1
    assert "File " not in text
    assert "meetings has no row" in (tmp_path / "build" / "error.txt").read_text()


@pytest.mark.parametrize("statement", ["SELECT no_such_column FROM meetings", "DROP TABLE meetings", "SELEC"])
def test_sql_says_what_is_wrong(tmp_path, seed_tables, statement):
    write_release(seed_tables, tmp_path / "out")
    assert "Error" in said("sql", "--database", tmp_path / "out" / "diplomacy.duckdb", "-c", statement)


def test_sql_needs_a_database(tmp_path):
    assert "is a directory" in said("sql", "--database", tmp_path, "-c", "SELECT 1")
    assert "no such file" in said("sql", "--database", tmp_path / "none.duckdb", "-c", "SELECT 1")
    (tmp_path / "text.duckdb").write_text("no database")
    assert "Error" in said("sql", "--database", tmp_path / "text.duckdb", "-c", "SELECT 1")


def test_docs_needs_a_release(tmp_path):
    assert "no whole release" in said("docs", "--datasets", tmp_path, "--output", tmp_path / "docs")


def test_bench_counts_the_records_that_there_are(tmp_path, monkeypatch):
    corpus = tmp_path / "c.jsonl.gz"
    corpus.write_bytes(gzip.compress(b'{"text": "a"}\n\n{"text": "b"}'))
    assert head(corpus, 10, tmp_path / "out.jsonl") == 2
    assert (tmp_path / "out.jsonl").read_text() == '{"text": "a"}\n{"text": "b"}\n'
    monkeypatch.setattr(bench, "_build", lambda _home, _workers: 0)
    assert bench.measure(corpus, 10, 1).startswith("2 articles")
    monkeypatch.setattr(bench, "_build", lambda _home, _workers: 1)
    assert "the build of 1 articles failed" in said("bench", corpus, "--articles", 1)


def test_bench_needs_records_and_the_bench_of_reading_english_ones(tmp_path):
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("\n")
    with pytest.raises(BenchError, match="no record"):
        head(corpus, 10, tmp_path / "out.jsonl")
    corpus.write_text(json.dumps({"text": "Die Ministerin traf gestern ihren Kollegen aus Chile in Lima. " * 5}))
    with pytest.raises(BenchError, match="no English article"):
        against_parser(corpus, 5)


def test_faulty_answers_are_named_and_nothing_is_written(tmp_path, articles):
    (articles / "a.json").write_text("[]")
    assert "an answer is an object" in said("learn", articles, "--output", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_learning_without_answers_says_so(tmp_path, articles):
    assert "no English article" in said("learn", articles, "--output", tmp_path / "out")


def test_checks_with_a_warning_are_not_counted_as_passed(tmp_path, seed_tables):
    write_release(seed_tables, tmp_path / "out")
    result = BuildResult(success=True, changed=True, n_checks=55, warned=["a.b", "c.d"])
    assert "checks: 53 passed, 2 with a warning (a.b, c.d)" in list(summary(result, tmp_path / "out"))

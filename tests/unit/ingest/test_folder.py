import gzip
import json
import os
import random
import shutil

import pytest

from pipelines.clean import clean_articles
from pipelines.ingest import FolderError, Limits, read_folder
from pipelines.schema.paths import ARTICLES


def hostile_files(folder, count=200):
    """Write files of every kind that must not stop a build."""
    generator = random.Random(3)  # noqa: S311 - noise
    kinds = [
        lambda: generator.randbytes(400),
        lambda: b"",
        lambda: b"   \n\t ",
        lambda: b"word " * 2_000_000,
        lambda: "Привіт, світе. ".encode("utf-16-be") * 20,
        lambda: "Grüße aus Köln, schöne Straße. ".encode("latin-1") * 10,
        lambda: "Київ приймає гостей сьогодні. ".encode("cp1251") * 10,
        lambda: b"text with\0NUL bytes",
        lambda: b"<html><body>" + b"<p>a</p><div>b</div>" * 5 + b"</body></html>",
        lambda: b"\xff\xfe\x00",
        lambda: b"%PDF-1.7\n\x00\x01",
    ]
    lines = [
        lambda: b"[" * 100_000,
        lambda: b'{"text": 5}',
        lambda: b"not json at all",
        lambda: b'{"id": "a", "text": "\\ud83d lone surrogate, and a story that goes on for a while."}',
        lambda: json.dumps({"text": "x" * 10}).encode()[:-3],
    ]
    names = []
    for i in range(count):
        if i % 3 == 2:
            name, data = f"deep/er/{i} broken.jsonl", lines[i % len(lines)]() + b"\n\n" + lines[(i + 1) % len(lines)]()
        else:
            name, data = f"sub {i % 7}/na me\n{i} Ünï.txt", kinds[i % len(kinds)]()
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        names.append(name)
    return names


def test_of_hostile_files_each_is_an_article_or_a_reject_and_good_ones_are_unchanged(tmp_path):
    alone, _ = clean_articles(read_folder(ARTICLES)[0])
    shutil.copytree(ARTICLES, tmp_path / "in")
    names = hostile_files(tmp_path / "in")
    raw, refused = read_folder(tmp_path / "in", Limits(max_bytes=4_000_000))
    articles, rejects = clean_articles(raw)
    seen = {f.split("#")[0] for t in (articles, refused, rejects) for f in t["source_file"].to_pylist()}
    assert set(names) <= seen
    good = {r["article_id"]: r for r in articles.to_pylist()}
    for row in alone.to_pylist():
        assert good[row["article_id"]] == row


def test_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "out.txt").write_text("Outside there is a story.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "pipe")
    raw, rejects = read_folder(folder)
    assert raw.num_rows == 0
    assert {r["source_file"]: r["reason"] for r in rejects.to_pylist()} == {
        "link.txt": "outside_link",
        "loop": "unreadable",
        "pipe": "unreadable",
    }


def test_names_that_are_no_unicode_are_made_readable(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("A story about a minister in a town far away.")
    raw, _ = read_folder(tmp_path)
    assert raw["source_file"].to_pylist() == ["caf\\xe9.txt"]


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines_keep_their_metadata(tmp_path, packed):
    record = {"id": "1", "url": "u", "date": "2024-05-01", "title": "T", "text": "A story.", "outlet": "O"}
    data = (json.dumps(record) + "\n").encode()
    name = "a.jsonl.gz" if packed else "a.jsonl"
    (tmp_path / name).write_bytes(gzip.compress(data) if packed else data)
    raw, _ = read_folder(tmp_path)
    (row,) = raw.to_pylist()
    assert (row["source_file"], row["url"], row["date"], row["outlet"]) == (f"{name}#1", "u", "2024-05-01", "O")


def test_a_missing_folder_is_a_clear_error(tmp_path):
    with pytest.raises(FolderError, match="no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_container_without_records_is_a_reject(tmp_path):
    (tmp_path / "none.jsonl").write_bytes(b"\n\n")
    _, rejects = read_folder(tmp_path)
    assert [(r["source_file"], r["reason"]) for r in rejects.to_pylist()] == [("none.jsonl", "empty")]


@pytest.mark.parametrize("name", ["a.json", "b.csv", "c.HTML", "d.xml"])
def test_formats_without_a_reader_are_refused_by_their_suffix(tmp_path, name):
    (tmp_path / name).write_text("A minister of Norway met a minister of Chile in a town by the sea.")
    raw, rejects = read_folder(tmp_path)
    assert raw.num_rows == 0
    (row,) = rejects.to_pylist()
    assert row["reason"] == "unsupported_format"
    assert "convert it to text or JSON Lines" in row["detail"]


def test_an_empty_folder_says_what_to_do(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / ".hidden").write_text("x")
    with pytest.raises(FolderError, match=f"no file below {tmp_path}; put articles there"):
        read_folder(tmp_path)


def test_a_file_is_no_folder_of_articles(tmp_path):
    (tmp_path / "a.txt").write_text("A story.")
    with pytest.raises(FolderError, match="no folder"):
        read_folder(tmp_path / "a.txt")


def test_a_link_to_a_folder_and_a_folder_that_cannot_be_listed_are_told_apart(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "open")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    details = {r["source_file"]: r["detail"] for r in read_folder(tmp_path)[1].to_pylist()}
    assert "cannot be listed" in details["closed"]
    assert "a link to a folder" in details["link"]

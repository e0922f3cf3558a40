"""Answers that travel without their texts come back whole, or not at all."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.accuracy import AnswerError, CorpusError, faults, pack_answers, unpack_answers
from pipelines.accuracy.textless import article_text

RECORD = {
    "id": "r-1",
    "url": None,
    "date": "2025-03-04",
    "title": "Ministers meet",
    "text": "The minister of Peru, Ana Ríos, met\nher Chilean colleague 🙂 Juan Soto. They spoke of trade.",
    "outlet": "x",
}
QUOTE = "The minister of Peru, Ana Ríos, met her Chilean colleague 🙂 Juan Soto."


def answer(quote: str = QUOTE) -> dict[str, Any]:
    parties = [
        {"name": "Ana Ríos", "kind": "person", "country": "PER"},
        {"name": "Juan Soto", "kind": "person", "country": "CHL"},
    ]
    meeting = {"format": "in_person", "status": "held", "date": None, "place": None, "place_country": None}
    return {
        "id": "o-1",
        "url": None,
        "article": {
            **dict.fromkeys(("outlet", "byline", "dateline_place")),
            "language": "en",
            "published_on": "2025-03-04",
            "title": "Ministers meet",
            "body_first_words": "The minister of Peru,",
            "body_last_words": "spoke of trade.",
        },
        "persons": [],
        "organisations": [],
        "meetings": [{"participants": parties, **meeting, "topics": [], "event": None, "evidence": quote}],
        "pledges": [],
        "notes": "quotes the story",
    }


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    folder = tmp_path / "coded"
    folder.mkdir()
    (folder / "o-1.txt").write_text(article_text(RECORD), encoding="utf-8")
    (folder / "o-1.json").write_text(json.dumps(answer()), encoding="utf-8")
    (tmp_path / "corpus.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return folder


def test_answers_come_back_whole_and_the_packed_file_holds_no_text(coded: Path, tmp_path: Path) -> None:
    corpus, packed = tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl"
    assert pack_answers(coded, corpus, packed) == 1
    for text in ("minister of Peru", "spoke of trade", "Ministers meet", "quotes the story"):
        assert text not in packed.read_text(encoding="utf-8")
    assert unpack_answers(packed, corpus, tmp_path / "again") == 1
    text = (tmp_path / "again" / "o-1.txt").read_text(encoding="utf-8")
    back = json.loads((tmp_path / "again" / "o-1.json").read_text(encoding="utf-8"))
    assert text == article_text(RECORD)
    assert list(faults(back, text)) == []
    expected = answer()
    del expected["notes"]
    assert back | {"meetings": []} == expected | {"meetings": []}
    assert back["meetings"][0]["evidence"].split() == QUOTE.split()


def test_line_ends_of_an_article_stay_as_they_are(coded: Path, tmp_path: Path) -> None:
    corpus, packed = tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl"
    record = RECORD | {"text": str(RECORD["text"]) + "\r\nA last line.\r\n"}
    (coded / "o-1.txt").write_bytes(article_text(record).encode())
    corpus.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert pack_answers(coded, corpus, packed) == 1
    assert unpack_answers(packed, corpus, tmp_path / "again") == 1
    assert (tmp_path / "again" / "o-1.txt").read_bytes().decode() == article_text(record)


def test_another_text_of_the_article_is_refused(coded: Path, tmp_path: Path) -> None:
    corpus, packed = tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl"
    pack_answers(coded, corpus, packed)
    corpus.write_text(json.dumps(RECORD | {"text": "Else."}) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="r-1 is another text"):
        unpack_answers(packed, corpus, tmp_path / "again")
    with pytest.raises(CorpusError, match="not in the corpus"):
        pack_answers(coded, corpus, packed)


def test_a_quote_that_the_article_has_not_is_refused(coded: Path, tmp_path: Path) -> None:
    (coded / "o-1.json").write_text(json.dumps(answer("They did not.")), encoding="utf-8")
    with pytest.raises(AnswerError, match="evidence is not in the article"):
        pack_answers(coded, tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl")


@pytest.mark.parametrize("name", ["../o-1", "/o-1", "a/b", "..", ""])
def test_an_id_that_leads_out_of_the_folder_is_refused(coded: Path, tmp_path: Path, name: str) -> None:
    corpus, packed = tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl"
    pack_answers(coded, corpus, packed)
    line = json.loads(packed.read_text(encoding="utf-8"))
    line["answer"]["id"] = name
    packed.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(CorpusError, match="is no id"):
        unpack_answers(packed, corpus, tmp_path / "again")
    assert list((tmp_path / "again").iterdir()) == []
    assert not (tmp_path / "o-1.txt").exists()


def test_a_folder_without_answers_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "corpus.jsonl").write_text(json.dumps(RECORD), encoding="utf-8")
    with pytest.raises(CorpusError, match="no answers"):
        pack_answers(tmp_path / "none", tmp_path / "corpus.jsonl", tmp_path / "packed.jsonl")
    assert not (tmp_path / "packed.jsonl").exists()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("c.jsonl.gz", gzip.compress(json.dumps(RECORD).encode() * 50)[:-20], "after line 0: cannot be read"),
        ("c.jsonl.gz", json.dumps(RECORD).encode(), "cannot be read"),
        ("c.jsonl", b'{"id": "a"}\n\xff\xfe\x00', "line 2: no JSON"),
        ("c.jsonl", b'{"id": "a"}\n\n{"text": "x"}', "line 3: a record is an object with a string `id`"),
        ("c.jsonl", b"[1]", "line 1: a record is an object"),
    ],
)
def test_a_corpus_that_cannot_be_read_is_named_with_the_line(
    coded: Path, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    packed = tmp_path / "packed.jsonl"
    pack_answers(coded, tmp_path / "corpus.jsonl", packed)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CorpusError, match=message):
        unpack_answers(packed, tmp_path / name, tmp_path / "again")

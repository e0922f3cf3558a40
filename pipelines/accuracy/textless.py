"""Hand-coded answers without the texts that they answer: quotes are kept as positions, texts stay in their corpus.

A set that is packed so can travel with the project although its articles belong to others. Each line of the file is
one answer: `id` (the record's in its corpus), `url`, `sha256` of the article as it was coded, and `answer` in the form
that `pipelines.accuracy.answers` checks, with `[start, end]` (code points of the article) for each text of the story.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipelines.accuracy.answers import AnswerError
from pipelines.accuracy.model import BODY_ENDS

_TITLE: Final = "title"


class CorpusError(ValueError):
    """A corpus that has not the article that an answer is for, or has another text of it."""


def article_text(record: Mapping[str, Any]) -> str:
    """Return a record of a corpus as the article that coders saw: a header line with day and title, then the text."""
    header = f" date {record['date'][:10]} " if record.get("date") else ""
    return f"{header}{record.get('title') or ''}\n\n{record['text']}"


def pack_answers(folder: Path, corpus: Path, target: Path) -> int:
    """Write the answers of a folder (ID.txt, ID.json) without their texts; return how many.

    Args:
        folder: a hand-coded set, made from records of the corpus by `article_text`.
        corpus: JSON Lines, gzipped or not, with `id`, `date`, `title`, `text`, `url`.
        target: the file to write, one answer a line, in the order of names.

    Raises:
        AnswerError: a quote is not in its article.
        CorpusError: an article is not in the corpus.

    """
    records = {_hash(article_text(r)): r for r in _records(corpus)}
    lines = [_packed(path, records) for path in sorted(folder.glob("*.json"))]
    target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def unpack_answers(source: Path, corpus: Path, folder: Path) -> int:
    """Put packed answers beside their articles, as ID.txt and ID.json; return how many.

    Raises:
        CorpusError: the corpus has not the article of an answer, or another text of it.

    """
    folder.mkdir(parents=True, exist_ok=True)
    packed = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    wanted = {line["id"] for line in packed}
    records = {r["id"]: r for r in _records(corpus) if r["id"] in wanted}
    for line in packed:
        text = _text_of(line, records.get(line["id"]), corpus)
        answer = _with_texts(line["answer"], text, records[line["id"]].get("title"))
        stem = str(answer["id"])
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        (folder / f"{stem}.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(packed)


def _records(corpus: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _packed(path: Path, records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    record = records.get(_hash(text))
    if record is None:
        message = f"{path}: its article is not in the corpus as it was coded"
        raise CorpusError(message)
    answer = json.loads(path.read_text(encoding="utf-8"))
    article = answer["article"]
    article[_TITLE] = article[_TITLE] and _TITLE  # put back from the corpus
    for place in _quoted(answer):
        for field in place.keys() & {"evidence", *BODY_ENDS}:
            place[field] = place[field] and _position(place[field], text, f"{path}: {field}")
    answer.pop("notes", None)  # may quote the article
    answer["id"] = path.stem
    return {"id": record["id"], "url": record.get("url"), "sha256": _hash(text), "answer": answer}


def _quoted(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of an answer that hold texts of the story."""
    return [answer["article"], *answer["meetings"], *answer["pledges"]]


def _position(quote: str, text: str, where: str) -> list[int]:
    """Find a quote, whatever white space stands between its words."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if found is None:
        message = f"{where} is not in the article"
        raise AnswerError(message)
    return [found.start(), found.end()]


def _text_of(line: Mapping[str, Any], record: Mapping[str, Any] | None, corpus: Path) -> str:
    text = article_text(record) if record is not None else ""
    if _hash(text) != line["sha256"]:
        message = f"{corpus}: article {line['id']} is {'another text' if record else 'missing'}; take the same corpus"
        raise CorpusError(message)
    return text


def _with_texts(answer: dict[str, Any], text: str, title: str | None) -> dict[str, Any]:
    article = answer["article"]
    article[_TITLE] = title if article[_TITLE] else None
    for place in _quoted(answer):
        for field in place.keys() & {"evidence", *BODY_ENDS}:
            place[field] = place[field] and text[slice(*place[field])]
    return answer

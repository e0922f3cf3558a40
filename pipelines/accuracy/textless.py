"""Hand-coded answers without the texts that they answer: quotes are kept as positions, texts stay in their corpus.

A set that is packed so can travel with the project although its articles belong to others. Each line of the file is
one answer: `id` (the record's in its corpus), `url`, `sha256` of the article as it was coded, and `answer` in the form
that `pipelines.accuracy.answers` checks, with `[start, end]` (code points of the article) for each text of the story.
"""

import gzip
import hashlib
import json
import re
import zlib
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
    header = f" date {str(record['date'])[:10]} " if record.get("date") else ""
    return f"{header}{record.get('title') or ''}\n\n{record.get('text')}"


def pack_answers(folder: Path, corpus: Path, target: Path) -> int:
    """Write the answers of a folder (ID.txt, ID.json) without their texts; return how many.

    Args:
        folder: a hand-coded set, made from records of the corpus by `article_text`.
        corpus: JSON Lines, gzipped or not, with `id`, `date`, `title`, `text`, `url`.
        target: the file to write, one answer a line, in the order of names.

    Raises:
        AnswerError: a quote is not in its article.
        CorpusError: there is no answer, an article is not in the corpus, or the corpus cannot be read.

    """
    answers = sorted(folder.glob("*.json"))
    if not answers:
        message = f"{folder}: no answers (ID.json beside ID.txt) to pack"
        raise CorpusError(message)
    records = {_hash(article_text(r)): r for r in _records(corpus) if isinstance(r.get("text"), str)}
    lines = [_packed(path, records) for path in answers]
    target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def unpack_answers(source: Path, corpus: Path, folder: Path) -> int:
    """Put packed answers beside their articles, as ID.txt and ID.json; return how many.

    Raises:
        CorpusError: the corpus has not the article of an answer, or another text of it; or a file cannot be read.

    """
    folder.mkdir(parents=True, exist_ok=True)
    packed = list(_records(source))
    wanted = {line["id"] for line in packed}
    records = {r["id"]: r for r in _records(corpus) if r["id"] in wanted}
    for line in packed:
        text = _text_of(line, records.get(line["id"]), corpus)
        answer = _with_texts(line["answer"], text, records[line["id"]].get("title"))
        stem = _stem(answer, source)
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        (folder / f"{stem}.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(packed)


def _stem(answer: Mapping[str, Any], source: Path) -> str:
    """Return the name of an answer's files; never one that leads out of their folder."""
    stem = str(answer.get("id"))
    if not re.fullmatch(r"\w[\w.-]*", stem):
        message = f"{source}: {stem!r} is no id: letters, digits, dots and hyphens"
        raise CorpusError(message)
    return stem


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON Lines, gzipped or not; blank lines are passed over."""
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{path}, line {number}")
    except (OSError, EOFError, zlib.error) as error:
        message = f"{path}, after line {number}: cannot be read: {error}"
        raise CorpusError(message) from error


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"{where}: no JSON: {error}"
        raise CorpusError(message) from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        message = f"{where}: a record is an object with a string `id`"
        raise CorpusError(message)
    return record


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _packed(path: Path, records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")  # line ends as they are: the hash is of these
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

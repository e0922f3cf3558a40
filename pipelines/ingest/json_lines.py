"""The reader of JSON Lines: one line is one record, with the fields id, url, date, title, text and outlet."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

from pipelines.ingest.limits import Limits
from pipelines.ingest.records import RawRecord, Refused, sha256

_METADATA: Final = ("url", "date", "title", "outlet")


def read_json_lines(path: Path, name: str, limits: Limits) -> Iterator[RawRecord | Refused]:
    """Yield each line of a file, gzipped or not, as a record `file#n` (n from 1), or why it is none."""
    try:
        with _open(path) as file:
            found = False
            for record in _lines(file, name, limits):
                found = True
                yield record
            if not found:
                yield Refused(name, "empty", "no record in the file")
    except (OSError, EOFError, zlib.error) as error:
        yield Refused(name, "unreadable", f"{type(error).__name__}: {error}")


def _open(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _lines(file: IO[bytes], name: str, limits: Limits) -> Iterator[RawRecord | Refused]:
    number = 0
    while line := file.readline(limits.max_bytes + 1):
        number += 1
        where = f"{name}#{number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = file.readline(limits.max_bytes)
            yield Refused(where, "too_long", f"a line of more than {limits.max_bytes} bytes")
        elif line.strip():
            yield _record(line.strip(), where, limits)


def _record(line: bytes, where: str, limits: Limits) -> RawRecord | Refused:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refused(where, "bad_record", f"no JSON: {type(error).__name__}: {error}"[:300])
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return Refused(where, "bad_record", "a record is an object with a string `text`")
    text = _valid(value["text"])
    if not text.strip():
        return Refused(where, "empty", "`text` is nothing but white space")
    if "\0" in text:
        return Refused(where, "binary", "`text` holds NUL characters")
    if len(text) > limits.max_characters:
        return Refused(where, "too_long", f"{len(text)} characters; the limit is {limits.max_characters}")
    return RawRecord(where, sha256(line), "utf-8", text, {key: _string(value.get(key)) for key in _METADATA})


def _valid(text: str) -> str:
    r"""Replace lone surrogates (`\\ud83d` without its half), which no encoding can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _string(value: Any) -> str | None:
    text = _valid(value).strip() if isinstance(value, str) else ""
    return text or None

"""The reader of plain text files: one file is one record."""

from pathlib import Path

from pipelines.ingest.decode import BinaryError, UndecodableError, decode
from pipelines.ingest.limits import Limits
from pipelines.ingest.records import RawRecord, Refused, sha256


def read_text_file(path: Path, name: str, limits: Limits) -> RawRecord | Refused:
    """Read one text file; return why not if that cannot be done."""
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            return Refused(name, "too_long", f"{size} bytes; the limit is {limits.max_bytes}")
        data = path.read_bytes()
    except OSError as error:
        return Refused(name, "unreadable", f"{type(error).__name__}: {error.strerror}")
    return record_from_bytes(data, name, limits)


def record_from_bytes(data: bytes, name: str, limits: Limits) -> RawRecord | Refused:
    """Decode the bytes of one record; return why not if that cannot be done."""
    if not data.strip():
        return Refused(name, "empty", "nothing but white space")
    try:
        text, encoding = decode(data)
    except BinaryError as error:
        return Refused(name, "binary", str(error))
    except UndecodableError as error:
        return Refused(name, "undecodable", str(error))
    if not text.strip():
        return Refused(name, "empty", "nothing but white space")
    if len(text) > limits.max_characters:
        return Refused(name, "too_long", f"{len(text)} characters; the limit is {limits.max_characters}")
    return RawRecord(name, sha256(data), encoding, text)

"""What every reader yields: a decoded record, or the reason why there is none."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class RawRecord:
    """One record as it came. `metadata` holds what the container says: url, date, title, outlet."""

    source_file: str
    sha256: str
    encoding: str
    text: str
    metadata: dict[str, str | None] = field(default_factory=dict)

    def row(self) -> dict[str, str | None]:
        """Return the row of the table raw_articles."""
        return {
            "source_file": self.source_file,
            "source_sha256": self.sha256,
            "encoding": self.encoding,
            "url": None,
            "date": None,
            "title": None,
            "outlet": None,
            **self.metadata,
            "text": self.text,
        }


@dataclass(frozen=True)
class Refused:
    """A record that cannot be used: the code of the reason and what exactly was wrong."""

    source_file: str
    reason: str
    detail: str

    def row(self) -> dict[str, str]:
        """Return the row of the table rejects."""
        return {"source_file": self.source_file, "stage": "raw_articles", "reason": self.reason, "detail": self.detail}


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def readable_name(path: Path, folder: Path) -> str:
    r"""Return the path below the folder as valid Unicode: bytes that are no UTF-8 are shown as `\\xNN`."""
    name = path.relative_to(folder).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

"""How large a raw record may be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one record: bytes of a text file or of a line of a container, and characters once decoded."""

    max_bytes: int = 4_000_000
    max_characters: int = 1_000_000

"""Ids made from content, so that the same input has the same ids on every machine and in any order."""

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """Make an id from a prefix and parts: `PREFIX_` and 16 hexadecimal digits of the SHA-256 of the parts.

    Parts are told apart by a unit separator (U+001F), so ("ab", "c") and ("a", "bc") differ.
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"

"""Bytes to text, in whatever encoding they came."""

from typing import Final

import charset_normalizer

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MOST_CONTROLS: Final = 0.02  # share of control characters above which bytes are no text
_LEAST_LETTERS: Final = 0.4


class UndecodableError(ValueError):
    """Bytes that no text encoding fits."""


class BinaryError(ValueError):
    """Bytes that are no text at all."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of some bytes and the encoding it was read with.

    UTF-8 goes first; other encodings are guessed (charset-normalizer).

    Raises:
        BinaryError: the bytes hold NUL or many control characters, or the text has hardly any letters.
        UndecodableError: no encoding fits.

    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    if b"\0" in data:
        message = "NUL bytes"
        raise BinaryError(message)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _guess(data)
    _check_text(text)
    return text, encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"marked as {encoding}, but: {error}"
        raise UndecodableError(message) from error
    _check_text(text)
    return text


def _guess(data: bytes) -> tuple[str, str]:
    best = charset_normalizer.from_bytes(data[:200_000]).best()
    if best is None:
        message = "no text encoding fits the bytes"
        raise UndecodableError(message)
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as error:
        message = f"begins as {best.encoding}, but: {error}"
        raise UndecodableError(message) from error


def _check_text(text: str) -> None:
    sample = text[:20_000]
    controls = sum(1 for c in sample if (ord(c) < 32 and c not in "\t\n\r\x0c\x0b\x1b") or c in {"�", "\x00"})  # noqa: PLR2004
    if "\0" in text or controls > _MOST_CONTROLS * max(len(sample), 1):
        message = f"{controls} control characters in the first {len(sample)}"
        raise BinaryError(message)
    dense = "".join(sample.split())
    if len(dense) > 50 and sum(c.isalpha() for c in dense) < _LEAST_LETTERS * len(dense):  # noqa: PLR2004
        message = "hardly any letters"
        raise BinaryError(message)

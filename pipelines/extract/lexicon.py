"""The word lists by which names are told from other words, read from seeds/frames."""

import re
from functools import cache
from typing import Final

import pycountry
from spacy.tokens import Token

from pipelines.extract.reference import load_reference_rows
from pipelines.extract.tables import frame_rows, word_map

_ACRONYM: Final = 3  # capitals beyond which a word in capitals is no initials


@cache
def words(table: str, column: str = "lemma") -> frozenset[str]:
    """Return one column of a table of seeds/frames."""
    return frozenset(row[column] for row in frame_rows(table, column))


@cache
def office_nouns() -> dict[str, str]:
    """Map the lemma of an office to its sort (head, minister, other), from seeds/frames/office_nouns.csv."""
    return word_map("office_nouns", "lemma", "sort")


@cache
def common_bodies() -> dict[str, str]:
    """Map nouns for bodies that news writes small to what must tell their kind: a word before them, or none."""
    return word_map("common_bodies", "lemma", "stands")


@cache
def never_persons() -> frozenset[str]:
    """Return words that are no names of persons, in lower case."""
    return frozenset(word.lower() for word in words("not_names", "word"))


@cache
def not_organisations() -> frozenset[str]:
    """Name media, acronyms and fragments that are no actors of a story."""
    return words("not_organisations", "name")


@cache
def no_organisation_words() -> frozenset[str]:
    """Return single words that are no organisations, in lower case: goods, currencies, what is no name at all."""
    goods = frozenset(row["term"].lower() for row in load_reference_rows("items"))
    return goods | never_persons() | {currency.alpha_3.lower() for currency in pycountry.currencies}


@cache
def human_verbs() -> frozenset[str]:
    """Return verbs whose subjects are people or bodies of people."""
    return words("speech_verbs") | words("human_verbs")


def is_name_word(token: Token) -> bool:
    """Tell whether a word can be a part of a person's name: capitalised, of letters, no word of all texts."""
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and not token.is_stop
        and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"}
        and not (token.text.isupper() and len(token.text) > _ACRONYM)
    )


def looks_like_name(words: list[str]) -> bool:
    """Tell whether some words can be the name of a person."""
    text = " ".join(words)
    if len(words) > 7 or not text[:1].isupper() or re.search(r"[\d@#_/\\=<>*]", text):  # noqa: PLR2004
        return False
    return words[-1][:1].isupper() and any(len(w) > 1 for w in words) and words[0].lower() not in {"covid", "mr", "mrs"}


def looks_like_organisation(words: list[str]) -> bool:
    """Tell whether some words can be the name of an organisation."""
    text = " ".join(words)
    if re.search(r"[@#_/\\=<>*\d]", text) or len(words) > 14 or len(text) < 2:  # noqa: PLR2004
        return False
    return any(w[:1].isupper() for w in words)

"""How, when and where a contact took place, from the clause that reports it."""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.contacts import Frame
from pipelines.extract.lexicon import words
from pipelines.extract.places import Place
from pipelines.extract.tables import frame_rows

_MEANS: Final = {"by", "via", "over", "on"}
_ASKED: Final = re.compile(r"\bcalls?\b(?= (?:for|on)\b)", re.IGNORECASE)  # `a call for action`


def anchors_of(token: Token) -> list[Token]:
    """Return the tokens that date and place of a contact can hang on: the word that reports it, and its verb.

    The verb of the main clause too, where they are said to be at one time: `said on Friday as he received X`.
    """
    verb = syntax.governing_verb(token) if token.pos_ != "VERB" else None
    anchors = [token] if verb is None else [token, verb]
    above = _at_the_same_time(anchors[-1]) or _arranging(anchors[-1])
    return anchors if above is None else [*anchors, above]


def _arranging(verb: Token) -> Token | None:
    """Return the verb that sets time and place of another: `is due to meet`, `came to meet`, `came to Oslo and met`."""
    above = verb.head
    if verb.dep_ in {"xcomp", "advcl"} and verb.tag_ == "VB":
        return above if above.pos_ in {"VERB", "AUX"} else syntax.governing_verb(above)
    if verb.lemma_ == "be":  # `talks are to take place in Oslo`
        return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    shared = verb.dep_ == "conj" and syntax.own_subject(verb) is None
    return above if shared and above.lemma_.lower() in words("journey_words") else None


def _at_the_same_time(verb: Token) -> Token | None:
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    if verb.dep_ == "advcl" and marks & {"as", "while", "when"}:
        return verb.head
    return syntax.governing_verb(verb.head) if verb.dep_ == "relcl" and "where" in marks else None


def format_of(token: Token, frame: Frame, place: Place | None, title: str) -> tuple[str, Span]:
    """Return how they were in contact: by the words beside the trigger, the trigger, the place, the headline."""
    verb = syntax.governing_verb(token)
    near = {c.lower_ for c in token.subtree if abs(c.i - token.i) < 8}  # noqa: PLR2004
    if verb is not None:
        near |= {c.lower_ for c in verb.subtree if abs(c.i - token.i) < 5}  # noqa: PLR2004
    near |= {c.lower_ for anchor in (token, verb) if anchor is not None for c in _settings(anchor)}
    text = _ASKED.sub("", " ".join(t.lower_ for t in token.sent if t.lower_ in near).replace(" - ", "-"))
    for sign, format_ in formats():
        if format_ != "in_person" and re.search(rf"\b{sign}\b", text):
            return format_, token.doc[token.i : token.i + 1]
    if frame.format == "unspecified":
        if re.search(r"\b(?:call|phone|telephone)\b", _ASKED.sub("", title), re.IGNORECASE):
            return "phone", token.doc[token.i : token.i + 1]
        if place is not None:
            return "in_person", place.span
        if any(re.search(rf"\b{w}\b", text) for w, f in formats() if f == "in_person"):
            return "in_person", token.doc[token.i : token.i + 1]
    return frame.format, token.doc[token.i : token.i + 1]


def _settings(anchor: Token) -> Iterator[Token]:
    """Yield the words of the short phrases that tell how something was done: `by phone`, `in the format of a call`."""
    for token in anchor.subtree:
        way = token.dep_ in {"prep", "agent"} and _is_means(token)
        if (way or token.dep_ == "advmod") and not any(x.pos_ == "VERB" for x in _between(token, anchor)):
            yield from token.subtree if way else (token,)


def _is_means(preposition: Token) -> bool:
    """Tell whether what follows a preposition may be a way of contact: `via Zoom`, `in a video format`."""
    if preposition.lower_ == "in":
        return any(thing.lower_ == "format" for thing in syntax.children(preposition, "pobj"))
    return preposition.lower_ in _MEANS


def _between(token: Token, anchor: Token) -> Iterator[Token]:
    yield from itertools.takewhile(lambda above: above != anchor, token.ancestors)


def is_asking(token: Token) -> bool:
    """Tell a call for something, or to do something, from a phone call."""
    if token.lemma_.lower() != "call":
        return False
    return any((c.dep_ == "acl" and c.tag_ == "VB") or (c.dep_ == "prep" and c.lower_ == "for") for c in token.children)


@cache
def formats() -> tuple[tuple[str, str], ...]:
    """Return the words that tell how parties were in contact, the longest first."""
    rows = frame_rows("format_words", "words", "format")
    return tuple((r["words"], r["format"]) for r in sorted(rows, key=lambda r: -len(r["words"])))

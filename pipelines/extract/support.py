"""What is given, as it stands in the sentence: its phrase, its sum, its number of units."""

import re
from typing import Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract import syntax
from pipelines.extract.items import find_items
from pipelines.extract.money import Money, find_money
from pipelines.extract.page import Page
from pipelines.extract.tables import word_map

_LONGEST_ITEM: Final = 16
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "SYM", "NUM"})
_WITHIN: Final = frozenset({"of", "in", "for", "with", "on", "including", "like", "worth"})

Sum = tuple[Money, Span]
"""A sum of money with its tokens."""


def sums_of(page: Page) -> list[Sum]:
    """Find the sums of money of an article, in order."""
    spans = [(m, page.doc.char_span(m.start, m.end, alignment_mode="expand")) for m in find_money(page.body)]
    return [(money, span) for money, span in spans if span is not None]


def heads_of_support(page: Page, sums: list[Sum]) -> list[Token]:
    """List the heads of the phrases that name something that can be given, once each, in order of place.

    A phrase is found by the terms of seeds/reference/items.csv in it or by a sum; what is coordinated with or measured
    by another such noun (`$60 million in aid`, `tanks and shells`) belongs to that one's phrase.
    """
    spans = [page.doc.char_span(start, end, alignment_mode="expand") for start, end, _ in find_items(page.body)]
    found = [_head(span) for span in [*spans, *[s for _, s in sums]] if span is not None]
    nouns = {t.i: t for t in found if t is not None and not _in_office(t)}
    paid = {head.i for _, span in sums if (head := _head(span)) is not None}
    tops = {_top(t, nouns, paid).i for t in nouns.values()}
    return [page.tokens[i] for i in sorted(tops)]


def _head(span: Span) -> Token | None:
    """Return the noun or sum that heads a span: its root, else its first noun (`between $3 million and …`)."""
    if span.root.pos_ in _NOMINAL:
        return span.root
    return next((t for t in span if t.pos_ in _NOMINAL and t.head.i < span.start), None) or next(
        (t for t in span if t.pos_ in {"SYM", "NUM"}), None
    )


def _in_office(token: Token) -> bool:
    """Tell whether a noun only names the field of an office: `defence minister`."""
    return token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() in word_map("office_nouns", "lemma", "sort")


def _top(token: Token, nouns: dict[int, Token], paid: set[int]) -> Token:
    """Climb within the noun phrase as long as the word above is itself support, or counts it."""
    while (above := _noun_above(token)) is not None:
        counts = above.lemma_.lower() in word_map("container_nouns", "lemma", "sort")
        if above.i not in nouns and not counts:
            break
        if token.dep_ == "conj" and token.i in paid and above.i in paid:
            break  # two sums are two gifts
        token = above
    return token


def _noun_above(token: Token) -> Token | None:
    head = token.head
    if head == token:
        return None
    if token.dep_ in {"compound", "conj", "appos", "nmod", "nummod", "quantmod", "amod"}:
        return head
    if token.dep_ == "pobj" and head.lower_ in _WITHIN and head.head.pos_ in _NOMINAL:
        return head.head
    return None


def item_span(thing: Token) -> Span:
    """Return the words of the object: its phrase with coordinated things, and a list that follows it."""
    doc = thing.doc
    left, right = thing.left_edge.i, thing.i
    for child in thing.rights:
        if child.dep_ in {"relcl", "appos", "advcl"} or (
            child.lower_ == "with" and any(c.dep_ == "pcomp" for c in child.children)
        ):
            break
        right = max(right, child.right_edge.i)
    while left < thing.i and (doc[left].is_stop or doc[left].is_punct) and doc[left].lower_ != "more":
        left += 1
    right = _with_list(doc, min(right, left + _LONGEST_ITEM))
    while right > thing.i and (doc[right].is_punct or doc[right].is_space or doc[right].dep_ in {"prep", "cc", "det"}):
        right -= 1
    return doc[left : right + 1]


def _with_list(doc: Doc, right: int) -> int:
    """Take in what follows after `including`, `in particular` or a colon, up to the end of the clause."""
    around = doc[max(0, right - 2) : right + 5].text.lower()
    listed = re.search(r"\b(including|such as|in particular|among them|namely)\b", around)
    if listed is None and doc[right].text != ":":
        return right
    end = right + 1
    while (
        end < min(len(doc) - 1, right + _LONGEST_ITEM)
        and not doc[end].is_sent_end
        and doc[end].text not in {".", ";", ")"}
    ):
        end += 1
        if doc[end].dep_ in {"nsubj", "nsubjpass"}:
            return end - 1
    return end


def sum_of(thing: Token, verb: Token, span: Span, sums: list[Sum]) -> Sum | None:
    """Return the sum that measures an object: in its phrase, below it, above it (`worth`), or alone in its clause."""
    for pair in sums:
        if pair[1].start < span.end and span.start < pair[1].end:
            return pair
    edges = {t.i for t in thing.subtree}
    for pair in sums:
        if pair[1].start in edges or pair[1].end - 1 in edges:
            return pair
    clause = [p for p in sums if p[1].sent.start == verb.sent.start and syntax.governing_verb(p[1].root) == verb]
    return clause[0] if len(clause) == 1 else None


def quantity_of(thing: Token, money: Money | None) -> tuple[int, Token] | None:
    """Return the number of units of an object and its token; the digits of a sum are no units, nor are days."""
    heads = [thing, *[c for c in thing.subtree if c.dep_ == "pobj" and c.head.head == thing]]
    for head in (h for h in heads if h.ent_type_ not in {"DATE", "TIME"}):
        for child in (c for c in head.lefts if c.dep_ == "nummod"):
            if money is not None and money.start <= child.idx < money.end:
                continue
            if (count := _count(child)) is not None:
                return count, child
    return None


def _count(number: Token) -> int | None:
    """Read a whole number before a noun: `1,200`, `thirty`, `two million`."""
    factor = word_map("multipliers", "surface", "factor").get(number.lower_)
    counted = [c for c in number.lefts if c.dep_ in {"compound", "nummod", "quantmod"}] if factor else [number]
    text = counted[-1].lower_.replace(",", "") if counted else "1"
    value = text if text.replace(".", "", 1).isdigit() else word_map("number_words", "surface", "value").get(text)
    total = float(value) * float(factor or 1) if value else 0.0
    return int(total) if total and total.is_integer() else None

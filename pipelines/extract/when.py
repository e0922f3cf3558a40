"""When something took place: the date phrase that belongs to a clause, as a window of days."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract.actors import Actor
from pipelines.extract.dates import DatePhrase, find_dates
from pipelines.extract.syntax import governing_verb

_SPANS: Final = {"since", "until", "till", "by"}  # what began or ended then: `the first meeting since 2021`


@dataclass(frozen=True)
class When:
    """A window of days (None where the text does not let it be resolved) and the words it was read from."""

    first: dt.date | None
    last: dt.date | None
    span: Span

    @property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day."""
        return self.first, self.last

    def overlaps(self, other: "When") -> bool:
        """Tell whether both can be one day; what is not known can be any."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """Length of the window."""
        return (self.last - self.first).days + 1 if self.first and self.last else 10**6


def when_of(
    anchors: list[Token],
    published: dt.date | None,
    *,
    post: tuple[Actor | None, dt.date | None] | None = None,
    future: bool = False,
) -> When | None:
    """Return the date of a clause: a phrase that hangs on one of its anchors, else the day of the embedded post.

    A phrase in another clause of the sentence (under another finite verb) is not taken, nor one that only bounds it
    (`since 2021`, `for 2024`).
    """
    sentence = anchors[0].sent
    phrases = list(find_dates(sentence.text, published, future=future))
    spans = [
        (p, sentence.doc.char_span(sentence.start_char + p.start, sentence.start_char + p.end, alignment_mode="expand"))
        for p in phrases
    ]
    spans = [(p, s[:-1] if s is not None and len(s) > 1 and s[-1].is_punct else s) for p, s in spans]  # `in May.`
    owned = [(p, s) for p, s in spans if s is not None and not _is_bound(s) and _belongs(s, anchors)]
    if owned:
        phrase, span = min(owned, key=lambda pair: (pair[0].days, abs(pair[1].start - anchors[0].i)))
        return When(phrase.first, phrase.last, span)
    if post is not None and post[1] is not None:
        return When(post[1], post[1], sentence)
    return None


def _is_bound(span: Span) -> bool:
    """Tell a day that something is counted from or runs to, and a year that it is meant for, from when it happened."""
    first = span[0].lower_
    before = span.doc[span.start - 1].lower_ if span.start > span.sent.start else ""
    return bool({first, before} & _SPANS) or (first == "for" and len(span) > 1)


def _belongs(span: Span, anchors: list[Token]) -> bool:
    root = span.root
    if any(a in root.ancestors or a == root for a in anchors):
        return not _crosses(root, anchors)
    verb = governing_verb(root)
    if verb is None:  # `Tomorrow: a call with X`
        return root.sent == anchors[0].sent and governing_verb(anchors[0]) is None and anchors[0].pos_ != "VERB"
    return any(a == verb for a in anchors)


def _crosses(root: Token, anchors: list[Token]) -> bool:
    """Tell whether another finite clause lies between the phrase and the anchor."""
    for token in root.ancestors:
        if any(token == a for a in anchors):
            return False
        if token.dep_ in {"relcl", "ccomp", "advcl"}:
            return True
    return False


__all__ = ["DatePhrase", "When", "when_of"]

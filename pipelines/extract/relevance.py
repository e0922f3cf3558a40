"""Which named organisations play a part in a story: a weighing of signs, with weights learned from hand-coded answers.

The weights stand in seeds/frames/organisation_weights.csv; `python -m pipelines weigh FOLDER…` makes them.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract.lexicon import human_verbs, words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.tables import frame_rows

_LEAD: Final = 0.15  # part of an article that is its lead
_TAIL: Final = 0.85
_LONG: Final = 4
_SPEECH: Final = {"tell", "say", "report", "write"}
_LINKS: Final = {"of", "by", "to", "with", "in", "from", "at", "for"}
_ROLES: Final = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "poss": "owner",
    "compound": "modifier",
    "nmod": "modifier",
    "amod": "modifier",
    "conj": "coordinated",
    "appos": "apposition",
    "dobj": "object",
}


class Relevance:
    """Weighs the organisations of one article."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.offices = {i for m in page.mentions if m.title_first is not None for i in range(m.title_first, m.first)}
        self.labels = {i: e.label_ for e in page.entities for i in range(e.start, e.end)}

    def organisations(self) -> dict[Actor, list[Mention]]:
        """Return the organisations of the article with their mentions."""
        out: dict[Actor, list[Mention]] = {}
        for mention in self.page.mentions:
            if mention.actor.kind == "organisation":
                out.setdefault(mention.actor, []).append(mention)
        return out

    def minor(self) -> set[Actor]:
        """Return the organisations that are named but play no part."""
        known = weights()
        return {
            actor
            for actor, mentions in self.organisations().items()
            if sum(known.get(name, 0.0) * value for name, value in self.signs(actor, mentions).items()) < 0
        }

    def signs(self, actor: Actor, mentions: list[Mention]) -> dict[str, float]:
        """Return the signs of one organisation, each between 0 and about 1."""
        out = {"always": 1.0, "times named": math.log(len(mentions)) / 2, **_form_signs(actor, self._longest(mentions))}
        for mention in mentions:
            for sign in self._signs_of_mention(mention):
                out[sign] = 1.0
        return out

    def _longest(self, mentions: list[Mention]) -> list[Token]:
        longest = max(mentions, key=lambda m: m.last - m.first)
        return list(self.page.doc[longest.first : longest.last + 1])

    def _signs_of_mention(self, mention: Mention) -> Iterator[str]:
        doc, root = self.page.doc, self.page.doc[mention.first : mention.last + 1].root
        place = mention.first / len(doc)
        if place < _LEAD or place > _TAIL:
            yield "in the lead" if place < _LEAD else "near the end"
        if any(i in self.offices for i in range(mention.first, mention.last + 1)):
            yield "in an office"
        yield f"tagged {self.labels.get(root.i, 'nothing')}"
        before, after = doc[max(0, mention.first - 1)], doc[min(mention.last + 1, len(doc) - 1)]
        if before.text == "(":
            yield "in brackets"
        if after.text == "(":
            yield "before brackets"
        if before.lower_ in {"the", "a", "an"}:
            yield "after an article"
        if before.lemma_.lower() in words("body_descriptions"):
            yield "after a noun for bodies"
        yield from _role_signs(root)


def _form_signs(actor: Actor, tokens: list[Token]) -> dict[str, float]:
    nouns = [t.lower_ in words("body_nouns") for t in tokens]
    found = {
        "listed": actor.basis == "reference",
        "seat of government": actor.speaks_for_state,
        "of a state": actor.country is not None,
        "acronym": len(tokens) == 1 and tokens[0].text.isupper(),
        "one word": len(tokens) == 1 and not tokens[0].text.isupper(),
        "long name": len(tokens) >= _LONG,
        "has a noun for bodies": any(nouns),
        "ends in a noun for bodies": nouns[-1],
        "has initials in lower case": any(t.text[:1].islower() for t in tokens),
        "has an acronym of its own": any(a.isupper() and a != actor.name for a in actor.aliases),
    }
    return {name: 1.0 for name, holds in found.items() if holds}


def _role_signs(root: Token) -> Iterator[str]:
    role = _ROLES.get(root.dep_)
    if role == "subject":
        yield "subject of a human verb" if root.head.lemma_.lower() in human_verbs() else "subject"
    elif role == "object" and root.head.lemma_.lower() in _SPEECH:
        yield "told to"
    elif role:
        yield role
    if root.dep_ == "pobj":
        link = root.head.lower_
        yield f"after {link}" if link in _LINKS else "after a preposition"


@cache
def weights() -> dict[str, float]:
    """Return the weight of each sign."""
    rows = frame_rows("organisation_weights", "sign", "weight")
    return {row["sign"]: float(row["weight"]) for row in rows}

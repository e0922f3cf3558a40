"""Which names are those of people, and which organisations play a part: a weighing of signs, learned from answers.

The weights stand in seeds/frames/organisation_weights.csv and person_weights.csv; `python -m pipelines learn` makes
them.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract.lexicon import human_verbs, office_nouns, words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.reference import cities
from pipelines.extract.tables import frame_rows

_LEAD: Final = 0.15  # part of an article that is its lead
_TAIL: Final = 0.85
_LONG: Final = 4
_COMMON: Final = {"JJ", "NN", "NNS", "NNPS", "VBG", "VBN"}
_SPEECH: Final = {"tell", "say", "report", "write"}
_LINKS: Final = {"of", "by", "to", "with", "in", "from", "at", "for"}
_ROLES: Final = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "poss": "owner of",
    "compound": "modifier of",
    "nmod": "modifier of",
    "amod": "modifier of",
    "conj": "coordinated",
    "appos": "apposition",
    "dobj": "object",
}


KINDS: Final = ("organisation", "person")
LEAST: Final = {"organisation": -0.25, "person": -0.25}  # below these weights an actor goes; by cross-validation


class Relevance:
    """Weighs the people and organisations of one article."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.offices = {i for m in page.mentions if m.title_first is not None for i in range(m.title_first, m.first)}
        self.labels = {i: e.label_ for e in page.entities for i in range(e.start, e.end)}

    def named(self, kind: str) -> dict[Actor, list[Mention]]:
        """Return the people or organisations of the article with their mentions."""
        out: dict[Actor, list[Mention]] = {}
        for mention in self.page.mentions:
            if mention.actor.kind == kind:
                out.setdefault(mention.actor, []).append(mention)
        return out

    def minor(self) -> set[Actor]:
        """Return the organisations that are named but play no part, and the names that are no person's."""
        return {
            a for kind in KINDS for a, mentions in self.named(kind).items() if self._weigh(a, mentions) < LEAST[kind]
        }

    def _weigh(self, actor: Actor, mentions: list[Mention]) -> float:
        known = weights(actor.kind)
        return sum(known.get(name, 0.0) * value for name, value in self.signs(actor, mentions).items())

    def signs(self, actor: Actor, mentions: list[Mention]) -> dict[str, float]:
        """Return the signs of one actor, each between 0 and about 1."""
        form = _form_signs if actor.kind == "organisation" else self._form_of_person
        out = {"always": 1.0, "times named": math.log(len(mentions)) / 2, **form(actor, self._longest(mentions))}
        for mention in mentions:
            for sign in self._signs_of_mention(mention):
                out[sign] = 1.0
        return out

    def _form_of_person(self, actor: Actor, tokens: list[Token]) -> dict[str, float]:
        reference, texts = self.page.reference, [t.text for t in tokens]
        found = {
            "listed": actor.basis == "reference",
            "has an office": bool(actor.role),
            "of a state": actor.country is not None,
            "one word": len(texts) == 1,
            "long name": len(texts) >= _LONG,
            "begins with a known first name": reference.is_first_name(texts[0]),
            "begins with a place": reference.is_place(texts[0]),
            "also called by a part": len(actor.aliases) > 0,
            "a word is also written small": any(self.page.places_of(w.lower()) for w in texts if w[:1].isupper()),
            "a word is an adjective or common noun": any(t.tag_ in _COMMON for t in tokens),
            "in capitals": all(w.isupper() for w in texts),
            "has a hyphen": "-" in texts,
            "has an initial": any(len(w.rstrip(".")) == 1 for w in texts),
        }
        return {name: 1.0 for name, holds in found.items() if holds}

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
        "seat of government": actor.speaks_for_state and actor.basis == "reference",
        "small town": len(tokens) == 1 and tokens[0].text.istitle() and tokens[0].text in cities(),
        "written small": all(t.text.islower() for t in tokens),
        "of a state": actor.country is not None,
        "acronym": len(tokens) == 1 and tokens[0].text.isupper(),
        "one word": len(tokens) == 1 and not tokens[0].text.isupper(),
        "long name": len(tokens) >= _LONG,
        "has a noun for bodies": any(nouns),
        "ends in a noun for bodies": nouns[-1],
        "has initials in lower case": any(t.text[:1].islower() for t in tokens),
        "has an acronym of its own": any(a.isupper() and a != actor.name for a in actor.aliases),
        f"is {actor.name}" if actor.basis == "reference" else f"ends in {tokens[-1].lower_}": True,
    }
    return {name: 1.0 for name, holds in found.items() if holds}


def _role_signs(root: Token) -> Iterator[str]:
    role = _ROLES.get(root.dep_)
    if role == "subject":
        yield "subject of a human verb" if root.head.lemma_.lower() in human_verbs() else "subject"
    elif role == "object" and root.head.lemma_.lower() in _SPEECH:
        yield "told to"
    elif role:
        yield f"{role} {_sort(root.head)}" if role.endswith(" of") else role
    if root.dep_ == "pobj":
        link = root.head.lower_
        yield f"after {link}" if link in _LINKS else "after a preposition"


def _sort(head: Token) -> str:
    """Tell an office (`the EU envoy`) from another name (`the UN Charter`) and a common noun (`the NATO missions`)."""
    if head.lemma_.lower() in office_nouns():
        return "an office"
    return "a name" if head.text[:1].isupper() else "a noun"


@cache
def weights(kind: str) -> dict[str, float]:
    """Return the weight of each sign of a person or organisation."""
    rows = frame_rows(f"{kind}_weights", "sign", "weight")
    return {row["sign"]: float(row["weight"]) for row in rows}

"""How likely a clause is a pledge, and between whom: traits, and the weights that hand-coded articles give them.

Three models: a logistic regression over the traits of a clause and its object (is it worth a closer look?), one over
these and the vectors of its words (is it a pledge at all?), and a conditional logit over the traits of every pair of
sides and the vectors of the words that name them (whose is it?). Weights: seeds/models/pledge_*.csv, made by
`python -m pipelines learn`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from spacy.tokens import Span

from pipelines.extract import syntax
from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kinds_named, sorts_named
from pipelines.extract.pledge_side_traits import SideTraits
from pipelines.extract.pledge_sides import Candidate, Question, Sides
from pipelines.extract.sentence_vectors import SentenceVectors
from pipelines.extract.undertakings import Draft, Reading
from pipelines.extract.weights import (
    Vectors,
    likelihood,
    odds,
    probability,
    shares_of,
    vector_odds,
    vector_weights,
    weights,
)

SCREEN: Final = "pledge_screen"
CLAUSE: Final = "pledge_clause"
SIDES: Final = "pledge_sides"
# Both spare the cost of encoding. On train, events, the held-out and the written set, the first leaves 9 of 1,187 coded
# pledges that have a draft, the second 16 of 1,116 drafts that vectors would lift to be accepted.
_WORTH: Final = 0.05  # what is less likely by its traits alone is left
_MOST_SAID: Final = 2.5  # log odds that vectors are trusted to add; one in seven drafts gets more
_LEAD: Final = 3
_SORTS: Final = ("goods", "funds", "service", "measure", "generic", "theme")
_NEW: Final = re.compile(r"\b(new|another|additional|further|today|fresh|extra)\b", re.IGNORECASE)
_WISH: Final = re.compile(r"\b(need|needs|hope|hopes|wish|want|wants|if|whether|would)\b", re.IGNORECASE)
_PAST: Final = re.compile(r"\b(since|so far|to date|earlier|previously|last (?:week|month|year))\b", re.IGNORECASE)


class Weighed(NamedTuple):
    """The likeliest way to fill the sides of a draft, and the probability that it is a pledge so filled."""

    probability: float
    reading: Reading


class Weigher:
    """Names the traits of readings; what all readings of one draft share is read once."""

    def __init__(self, coreference: Coreference, sides: Sides) -> None:
        self.coreference = coreference
        self.sides = sides
        self.side_traits = SideTraits(sides)
        self._vectors = SentenceVectors(coreference.doc)
        first = coreference.finder.page.sentences[:_LEAD]
        self._lead = first[-1].end if first else 0
        self._of_sentence: dict[int, tuple[str, ...]] = {}

    def traits(self, question: Question) -> frozenset[str]:
        """Name what speaks for and against the clause of a reading being a pledge; each trait is there or not."""
        place = [
            *self._of_place(question.draft),
            *self._of_article(),
            *self._of_slots(question.draft),
        ]
        return frozenset({*_of_clause(question.draft), *_of_object(question), *place})

    def _of_place(self, draft: Draft) -> Iterator[str]:
        """Describe where a clause stands; its sentence is described once for all drafts in it."""
        sentence = draft.verb.sent
        if sentence.start not in self._of_sentence:
            self._of_sentence[sentence.start] = tuple(_of_sentence(sentence, self._lead))
        yield from self._of_sentence[sentence.start]
        if self.coreference.speaker(draft.verb) is not None:
            yield "quoted"

    def _of_slots(self, draft: Draft) -> Iterator[str]:
        """Tell which sides the clause names by itself, and whether one of them is named as an attacker."""
        loose = "loose " if draft.loose else ""
        owner = self.sides.parties.owner(draft.object)
        named = self.sides.parties.beneficiary(draft.object)
        slots = {"giver": draft.giver, "owner": owner, "recipient": draft.recipient, "in object": named}
        filled = [name for name, pairs in slots.items() if pairs]
        yield f"{loose}names {', '.join(filled) or 'nobody'}"
        yield from (f"names {name}" for name in filled)
        states = {a.key for pairs in slots.values() for a, _ in pairs[:1] if a.kind != "person"}
        yield f"{loose}names {min(len(states), 2)} sides"
        hostile = [name for name, pairs in slots.items() if pairs and pairs[0][0].key in self.sides.scene.attackers]
        yield from (f"hostile {name}" for name in hostile)

    def _of_article(self) -> Iterator[str]:
        """Tell how much the article is about giving: by the share of its sentences with a clear clause of giving."""
        share = self.sides.clear_share
        yield f"article {min(round(share * 10), 4)}"
        yield f"clauses {min(sum(self.sides.pairs.values()), 6)}"

    def question(self, question: Question, least: float = 0.0) -> Weighed | None:
        """Weigh the ways to fill the sides of a draft; None where none of them can be as likely as `least`."""
        own = self.traits(question)
        if least and probability(weights(SCREEN), own) < _WORTH:
            return None
        clause = odds(weights(CLAUSE), own)
        if likelihood(clause + _MOST_SAID) < least:
            return None
        accepted = likelihood(clause + self._said(question.draft))
        return None if accepted < least else self._filled(question, accepted)

    def _said(self, draft: Draft) -> float:
        """Return what the vectors of a draft add to its log odds; none are made where the model weighs none."""
        numbers = vector_weights(CLAUSE)
        return vector_odds(numbers, self.vectors(draft)) if numbers else 0.0

    def vectors(self, draft: Draft) -> Vectors:
        """Return the vectors of the object, the verb and the sentence of a draft."""
        sentence, of = draft.object.sent, self._vectors
        words = {"object": of.word(draft.object, sentence), "verb": of.word(draft.verb, sentence)}
        return {**words, "sentence": of.whole(sentence)}

    def side_vectors(self, side: str, candidate: Candidate, draft: Draft) -> Vectors:
        """Return the vector of the word that names who may give or receive; zeros where another sentence names him."""
        return {side: self._vectors.word(candidate.party[1], draft.object.sent)}

    def _filled(self, question: Question, accepted: float) -> Weighed:
        givers = {id(c): self._side_odds("giver", c, question) for c in question.givers}
        recipients = {id(c): self._side_odds("recipient", c, question) for c in question.recipients}
        sides, traits, pairs = weights(SIDES), self.side_traits, question.pairs()
        together = [odds(sides, traits.of_pair(g, r, question)) for g, r in pairs]
        parts = shares_of(
            [givers[id(g)] + recipients[id(r)] + own for (g, r), own in zip(pairs, together, strict=True)]
        )
        top = max(range(len(pairs)), key=lambda i: (parts[i], -i))
        return Weighed(accepted * parts[top], question.reading(*pairs[top]))

    def _side_odds(self, side: str, candidate: Candidate, question: Question) -> float:
        numbers = vector_weights(SIDES)
        named = vector_odds(numbers, self.side_vectors(side, candidate, question.draft)) if numbers else 0.0
        return odds(weights(SIDES), self.side_traits.of(side, candidate, question)) + named


def _of_clause(draft: Draft) -> Iterator[str]:
    verb = draft.verb
    loose = "loose " if draft.loose else ""
    yield f"{loose}act {draft.act}"
    yield f"{loose}status {draft.status}"
    yield f"act {draft.act} status {draft.status}"
    yield f"tag {verb.tag_}"
    yield f"clause {verb.dep_}"
    yield f"object as {draft.object.dep_}"
    for name, holds in (
        ("negated", syntax.negated(verb)),
        ("modal", syntax.is_modal(verb)),
        ("future", syntax.is_future(verb)),
        ("passive", syntax.is_passive(verb)),
        ("hypothetical", syntax.is_hypothetical(verb)),
        ("loose", draft.loose),
    ):
        if holds:
            yield name


@cache
def _heads() -> frozenset[str]:
    return frozenset({"support", "assistance", "aid", "help", "cooperation", "efforts", "agreement", "sanctions"})


def _of_object(question: Question) -> Iterator[str]:
    text, head = question.span.text, question.draft.object
    kinds = kinds_named(text)
    own = kinds_named(head.text)
    yield f"kind {max(kinds, key=kinds.count) if kinds else 'none'}"
    yield f"head kind {own[0] if own else 'none'}"
    if _fits(question, set(kinds)):
        yield "object fits act"
        yield f"object fits act {question.draft.act}, {'loose' if question.draft.loose else 'own'}"
    sorts = sorts_named(text)
    best = next((s for s in _SORTS if s in sorts), "none")
    head_sort = next(iter(sorts_named(head.text)), "none")
    yield f"sort {best}"
    yield f"head sort {head_sort}"
    yield f"sort {best}, act {question.draft.act}"
    yield f"sort {best}, status {question.draft.status}"
    yield f"verb {question.draft.verb.lemma_.lower()}"
    yield f"head lemma {head.lemma_.lower()}"
    above = head.head.lemma_.lower() if head.dep_ != "ROOT" else "ROOT"
    yield f"under {above}"
    if any(c.dep_ == "amod" for c in head.children):
        yield "described"
    yield f"head {head.lemma_.lower() if head.lower_ in _heads() else head.pos_}"
    yield f"words {min(len(question.span) // 2, 5)}"
    if not set(kinds) - {"other"}:
        yield "generic object" if question.money is None else "generic object with sum"
    if question.money is not None:
        yield "sum"
        yield f"sum act {question.draft.act}"
    if any(c.dep_ == "nummod" for c in head.children):
        yield "counted"
    if any(c.dep_ == "det" and c.lower_ in {"this", "that", "these", "any", "no"} for c in head.children):
        yield "determined"
    if head.tag_ == "NNP":
        yield "named object"


def _fits(question: Question, kinds: set[str]) -> bool:
    """Tell whether the object is concrete enough for what its verb does."""
    act = question.draft.act
    narrow = {"sanction": "sanctions", "give_people": "humanitarian"}.get(act)
    if narrow is not None:
        return narrow in kinds
    if act in {"give_help", "give_weak", "thank", "receive", "do", "none"}:
        return question.money is not None or bool(kinds - {"other"})
    return question.money is not None or bool(kinds)


def _of_sentence(sentence: Span, lead: int) -> Iterator[str]:
    """Describe the sentence of a clause; `lead` is the first token after the first sentences of the story."""
    yield "lead" if sentence.start < lead else "later"
    yield f"length {min(len(sentence) // 12, 4)}"
    nearby = {w.lemma_.lower() for w in sentence if w.pos_ in {"VERB", "NOUN", "ADJ"} and not w.is_stop}
    for word in nearby:
        yield f"near {word}"
    for name, pattern in (("new", _NEW), ("wish", _WISH), ("past", _PAST)):
        if pattern.search(sentence.text):
            yield name
    if sentence.text.rstrip().endswith("?"):
        yield "question"

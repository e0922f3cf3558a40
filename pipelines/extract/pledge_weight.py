"""How likely a clause is a pledge, and between whom: traits, and the weights that hand-coded articles give them.

Three models: a logistic regression over the traits of a clause and its object (is it worth a closer look?), one over
these and what the encoder of sentences says of it (is it a pledge at all?), and a conditional logit over the traits of
every pair of sides and what the encoder says of each (whose is it?). Weights: seeds/models/pledge_*.csv, made by
`python -m pipelines learn`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import Spot, load_encoder
from pipelines.extract.items import kinds_named, sorts_named
from pipelines.extract.pledge_side_traits import SideTraits
from pipelines.extract.pledge_sides import Candidate, Question, Sides
from pipelines.extract.undertakings import Draft, Reading
from pipelines.extract.weights import (
    likelihood,
    odds,
    shares_of,
    vector_odds,
    vector_weights,
    weights,
)

SCREEN: Final = "pledge_screen"
CLAUSE: Final = "pledge_clause"
SIDES: Final = "pledge_sides"
# What is less likely by its traits alone is not worth the cost of encoding: half of the drafts of coded articles. Of
# those that would be accepted it leaves 22 of 3,233 right ones, by cross-validation, and 49 wrong ones.
_WORTH: Final = 0.1
_BEFORE: Final = 1  # sentences before that of a draft in which the encoder sees who may give or receive
_WINDOW: Final = 80  # words of these sentences that it can take in, at most
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
        if least and not is_worth(odds(weights(SCREEN), own)):
            return None
        clause = odds(weights(CLAUSE), own)
        accepted = likelihood(clause + self._said(question.draft))
        return None if accepted < least else self._filled(question, accepted)

    def _said(self, draft: Draft) -> float:
        """Return what the encoder adds to the log odds of a draft; it is not asked where the model weighs nothing."""
        numbers = vector_weights(CLAUSE)
        return (
            vector_odds(numbers, {"pledge": load_encoder().judge("pledge", [self.spot(draft)])[0]}) if numbers else 0.0
        )

    def spot(self, draft: Draft) -> Spot:
        """Return the words of a draft that the encoder is asked of: the object and the verb of a sentence."""
        return Spot.of(draft.object.sent, *_words(draft))

    def side_spot(self, candidate: Candidate, draft: Draft) -> Spot | None:
        """Return these words with the one that names who may give or receive, in the sentence or shortly before it.

        None where he is named in neither.
        """
        window = self.sides.scene.window(draft.object, _BEFORE, _WINDOW)
        actor, token = candidate.party
        named = token if window.start <= token.i < window.end else self.sides.scene.named_within(actor, window)
        return Spot.of(window, *_words(draft), named) if named is not None else None

    def _filled(self, question: Question, accepted: float) -> Weighed:
        givers = self._side_odds("giver", question.givers, question)
        recipients = self._side_odds("recipient", question.recipients, question)
        sides, traits, pairs = weights(SIDES), self.side_traits, question.pairs()
        together = [odds(sides, traits.of_pair(g, r, question)) for g, r in pairs]
        parts = shares_of(
            [givers[id(g)] + recipients[id(r)] + own for (g, r), own in zip(pairs, together, strict=True)]
        )
        top = max(range(len(pairs)), key=lambda i: (parts[i], -i))
        return Weighed(accepted * parts[top], question.reading(*pairs[top]))

    def _side_odds(self, side: str, candidates: Sequence[Candidate], question: Question) -> dict[int, float]:
        """Map the identity of each candidate to its log odds of standing on a side."""
        own = {id(c): odds(weights(SIDES), self.side_traits.of(side, c, question)) for c in candidates}
        numbers = vector_weights(SIDES)
        spots = {id(c): self.side_spot(c, question.draft) for c in candidates} if numbers else {}
        asked = {of: spot for of, spot in spots.items() if spot is not None}
        judged = zip(asked, load_encoder().judge(side, [*asked.values()]), strict=True) if asked else ()
        return own | {of: own[of] + vector_odds(numbers, {side: found}) for of, found in judged}


def is_worth(log_odds: float) -> bool:
    """Tell whether a draft of which the screen thinks so is likely enough for the encoder to be asked of it."""
    return likelihood(log_odds) >= _WORTH


def _words(draft: Draft) -> tuple[Token, Token]:
    """Return object and verb of a draft, in one sentence; the object for a verb of another sentence."""
    sentence = draft.object.sent
    return draft.object, draft.verb if sentence.start <= draft.verb.i < sentence.end else draft.object


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

"""Traits of the clause of a pledge, whoever gives and receives: what speaks for and against it being one."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span

from pipelines.extract import syntax
from pipelines.extract.items import kinds_named, sorts_named
from pipelines.extract.pledge_sides import Question, Sides
from pipelines.extract.undertakings import Draft

_LEAD: Final = 3
_SORTS: Final = ("goods", "funds", "service", "measure", "generic", "theme")
_HEADS: Final = frozenset({"support", "assistance", "aid", "help", "cooperation", "efforts", "agreement", "sanctions"})
_DETERMINERS: Final = frozenset({"this", "that", "these", "any", "no"})
_NEW: Final = re.compile(r"\b(new|another|additional|further|today|fresh|extra)\b", re.IGNORECASE)
_WISH: Final = re.compile(r"\b(need|needs|hope|hopes|wish|want|wants|if|whether|would)\b", re.IGNORECASE)
_PAST: Final = re.compile(r"\b(since|so far|to date|earlier|previously|last (?:week|month|year))\b", re.IGNORECASE)


class ClauseTraits:
    """Names the traits of the drafts of one article; what all drafts of a sentence share is read once."""

    def __init__(self, sides: Sides) -> None:
        self.coreference = sides.coreference
        self.sides = sides
        first = self.coreference.finder.page.sentences[:_LEAD]
        self._lead = first[-1].end if first else 0
        self._of_sentence: dict[int, tuple[str, ...]] = {}

    def of(self, question: Question) -> frozenset[str]:
        """Name what speaks for and against the clause of a draft being a pledge; each trait is there or not."""
        draft = question.draft
        place = (*self._of_place(draft), *self._of_article(), *self._of_slots(question))
        return frozenset({*_of_clause(draft), *_of_object(question), *_of_words(question), *place})

    def _of_place(self, draft: Draft) -> Iterator[str]:
        """Describe where a clause stands; its sentence is described once for all drafts in it."""
        sentence = draft.verb.sent
        if sentence.start not in self._of_sentence:
            self._of_sentence[sentence.start] = tuple(_of_sentence(sentence, self._lead))
        yield from self._of_sentence[sentence.start]
        if self.coreference.speaker(draft.verb) is not None:
            yield "quoted"

    def _of_slots(self, question: Question) -> Iterator[str]:
        """Tell which sides the clause names by itself, and whether one of them is named as an attacker."""
        draft = question.draft
        loose = "loose " if draft.loose else ""
        slots = {
            "giver": draft.giver,
            "owner": question.owner,
            "recipient": draft.recipient,
            "in object": question.named,
        }
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


def _of_object(question: Question) -> Iterator[str]:
    """Describe what is given: its kind and sort, by its words and by its head, and whether it is a sum."""
    text, draft, head = question.span.text, question.draft, question.draft.object
    kinds, own = kinds_named(text), kinds_named(head.text)
    yield f"kind {max(kinds, key=kinds.count) if kinds else 'none'}"
    yield f"head kind {own[0] if own else 'none'}"
    if _fits(question, set(kinds)):
        yield "object fits act"
        yield f"object fits act {draft.act}, {'loose' if draft.loose else 'own'}"
    if not set(kinds) - {"other"}:
        yield "generic object" if question.money is None else "generic object with sum"
    if question.money is not None:
        yield "sum"
        yield f"sum act {draft.act}"
    sorts = sorts_named(text)
    best = next((s for s in _SORTS if s in sorts), "none")
    yield f"sort {best}"
    yield f"head sort {next(iter(sorts_named(head.text)), 'none')}"
    yield f"sort {best}, act {draft.act}"
    yield f"sort {best}, status {draft.status}"


def _of_words(question: Question) -> Iterator[str]:
    """Describe the words of an object: its verb and head, what stands above and beside it."""
    draft, head = question.draft, question.draft.object
    lemma, beside = head.lemma_.lower(), [*head.children]
    yield f"verb {draft.verb.lemma_.lower()}"
    yield f"head lemma {lemma}"
    yield f"head {lemma if head.lower_ in _HEADS else head.pos_}"
    yield f"under {head.head.lemma_.lower() if head.dep_ != 'ROOT' else 'ROOT'}"
    yield f"words {min(len(question.span) // 2, 5)}"
    for name, holds in (
        ("described", any(c.dep_ == "amod" for c in beside)),
        ("counted", any(c.dep_ == "nummod" for c in beside)),
        ("determined", any(c.dep_ == "det" and c.lower_ in _DETERMINERS for c in beside)),
        ("named object", head.tag_ == "NNP"),
    ):
        if holds:
            yield name


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

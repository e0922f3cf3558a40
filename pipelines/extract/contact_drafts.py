"""Every word that may report a contact, with the ways to tell who took part: what is weighed before it is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor, Mention
from pipelines.extract.contact_attendance import attendance
from pipelines.extract.contact_details import anchors_of, is_asking
from pipelines.extract.contact_ledger import distinct
from pipelines.extract.contact_parties import PartyFinder
from pipelines.extract.contact_partners import Parties
from pipelines.extract.contact_status import status_of
from pipelines.extract.contacts import Frame, frames, idioms
from pipelines.extract.coreference import Coreference
from pipelines.extract.places import find_place

_TWO: Final = 2
_ADDING: Final = frozenset({"and", "also", "then", "too", "plus"})
_MANY: Final = 9  # people of one sentence that can be read as one contact


@cache
def _watched() -> frozenset[str]:
    """Return the lemmas of the words that may report a contact."""
    return frozenset(lemma for lemma, _ in frames())


@dataclass(frozen=True)
class Reading:
    """One way to tell who took part; `sources` name what speaks for it (clause, last, sentence people, …)."""

    parties: tuple[tuple[Actor, Token], ...]
    sources: frozenset[str]

    @property
    def actors(self) -> list[Actor]:
        """The parties, each once."""
        return [actor for actor, _ in self.parties]


@dataclass
class Draft:
    """One word that may report a contact.

    `first` and `second` are the sides that its own clause names, `last` those of the contact told before it.
    """

    trigger: Token
    frame: Frame
    status: str
    first: Parties
    second: Parties
    last: list[Actor]
    readings: list[Reading] = field(default_factory=list)

    @property
    def own(self) -> Parties:
        """The parties that the clause itself names."""
        return [*self.first, *self.second]


class DraftFinder:
    """Finds the drafts of one article."""

    def __init__(self, coreference: Coreference, parties: PartyFinder, title: str, headline: list[Actor]) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.parties = parties
        self.headline = headline
        self.title = coreference.named_in(title)
        named = coreference.mentions
        self.people = Counter(m.actor for m in named if m.actor.kind == "person")
        self.states = Counter(
            coreference.finder.country(str(m.actor.country))
            for m in named
            if m.actor.country and m.actor.kind == "country"
        )
        self._known: dict[Actor, bool] = {}

    def drafts(self) -> list[Draft]:
        """Return the drafts in the order of the text; parties told in one become those `told last` of the next."""
        out: list[Draft] = []
        page = self.coreference.finder.page
        for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _watched()):
            frame = frames().get((token.lemma_.lower(), token.pos_ if token.pos_ != "PROPN" else "NOUN"))
            if frame is None or _is_naming(token, frame) or not _is_beside(token, frame):
                continue
            for draft in self._drafts(token, frame):
                out.append(draft)
                own = distinct([a for a, _ in draft.own])
                if self.is_contact(own):
                    self.parties.last = own
        return out

    def _drafts(self, token: Token, frame: Frame) -> Iterator[Draft]:
        status = status_of(token)
        if status is None:
            return
        for first, second in self.parties.split(token, frame):
            draft = Draft(token, frame, status, first, second, self.parties.last)
            draft.readings = self._readings(draft)
            if draft.readings:
                yield draft

    def _readings(self, draft: Draft) -> list[Reading]:
        found: dict[frozenset[str], tuple[Parties, set[str]]] = {}
        for source, pairs in self._sources(draft):
            tokens = dict(reversed(pairs))
            parties = [(a, tokens[a]) for a in distinct([a for a, _ in pairs])]
            if self.is_contact([a for a, _ in parties]):
                key = frozenset(a.key for a, _ in parties)
                found.setdefault(key, (parties, set()))[1].add(source)
        return [Reading(tuple(parties), frozenset(sources)) for parties, sources in found.values()]

    def _sources(self, draft: Draft) -> Iterator[tuple[str, Parties]]:
        """Yield ways to fill the sides: by the clause, by one more party from around it, by others altogether."""
        own = draft.own
        yield "clause", own
        kinds = {a.kind for a, _ in own}
        if len(kinds) > 1:
            yield "clause people", [p for p in own if p[0].kind == "person"]
            yield "clause no bodies", [p for p in own if p[0].kind != "organisation"]
            yield "clause first two", own[:_TWO]
        yield from self._attended(draft)
        if draft.first and draft.second and self.is_contact(distinct([a for a, _ in own])):
            return
        for source, more in self._more(draft):
            others = [p for p in more if p[0] not in {a for a, _ in own}]
            if others and own:
                yield source, [*own, *others]
                if draft.first and draft.second and draft.frame.pos == "NOUN":
                    yield f"{source} second", [*draft.second, *others]
        yield from self._others(draft)

    def _attended(self, draft: Draft) -> Iterator[tuple[str, Parties]]:
        """Yield those of `the talks were attended by A and B`."""
        verb = syntax.governing_verb(draft.trigger)
        found = attendance(verb, self.parties) if verb is not None else None
        if found is not None and found[0] == draft.trigger:
            yield "attended", [*draft.own, *found[1]]
            yield "all attended", found[1]

    def _more(self, draft: Draft) -> Iterator[tuple[str, Parties]]:
        """Yield parties that the clause may leave out: who speaks, who acts above, whom the text is about."""
        token = draft.trigger
        yield "topic", [(a, token) for a in self.coreference.topic_person(token)]
        speaker = self.coreference.speaker(token)
        yield "speaker", [(speaker, token)] if speaker is not None else []
        above = [v for v in syntax.chain(token) if v.pos_ in {"VERB", "AUX"}]
        for doer in dict.fromkeys(d for v in above if (d := syntax.agent(v)) is not None):
            yield "above", self.parties.actors(doer)
        yield "last", [(a, token) for a in draft.last]
        yield "main person", [(a, token) for a, _ in self.people.most_common(1)]
        yield "main state", [(a, token) for a, _ in self.states.most_common(1)]
        yield "title", [(a, token) for a in self.title[:_TWO]]
        sentence = self._in_sentence(token)
        yield "sentence people", [p for p in sentence if p[0].kind == "person"][:_MANY]
        before = [p for p in sentence if p[1].i < token.i and p[0].kind != "organisation"]
        after = [p for p in sentence if p[1].i > token.i and p[0].kind != "organisation"]
        yield "before", before[-1:]
        yield "after", after[:1]
        yield "place", self._host(token)

    def _others(self, draft: Draft) -> Iterator[tuple[str, Parties]]:
        """Yield parties by context alone, for `the two leaders discussed`, `the call lasted an hour`."""
        token = draft.trigger
        sentence = self._in_sentence(token)
        yield "all last", [(a, token) for a in draft.last]
        yield "all people", [p for p in sentence if p[0].kind == "person"][:_MANY]
        yield "all states", [p for p in sentence if p[0].kind == "country"][:_MANY]
        yield "all nearby", [(a, token) for a in self.parties.nearby(token)]
        yield "all main people", [(a, token) for a, _ in self.people.most_common(_TWO)]
        yield "all main states", [(a, token) for a, _ in self.states.most_common(_TWO)]
        yield "all title", [(a, token) for a in self.title[:_TWO]]
        yield "all headline", [(a, token) for a in self.headline]
        own = distinct([a for a, _ in draft.own])
        yield "counted", [(a, token) for a in self.parties.counted(token, own)]

    def _in_sentence(self, token: Token) -> Parties:
        """Return those whom the sentence of a token names, a state for its seat or adjective."""
        span = token.sent
        found = (self.coreference.at.get(t.i) for t in span)
        mentions: Iterable[Mention] = dict.fromkeys(m for m in found if m is not None)
        return [(a, self.doc[m.last]) for m in mentions for a in self.coreference.resolve(self.doc[m.last])[:1]]

    def _host(self, token: Token) -> Parties:
        place = find_place(anchors_of(token), self.coreference)
        if place is None or place.country is None:
            return []
        return [(self.coreference.finder.country(place.country), place.span.root)]

    def is_contact(self, actors: list[Actor]) -> bool:
        """Tell whether two sides are there, one at least of a known state or organisation."""
        known = {a.country or a.key for a in actors if self.is_side(a)}
        return bool(known) and len(known | {a.key for a in actors if not self.is_side(a)}) >= _TWO

    def is_side(self, actor: Actor) -> bool:
        """Tell whether an actor stands for a state or organisation; a private person of no known state does not."""
        if actor not in self._known:
            served = actor.country or actor.kind != "person" or self.coreference.organisation_of_person(actor)
            self._known[actor] = bool(served) or self._serves_organisation(actor)
        return self._known[actor]

    def _serves_organisation(self, actor: Actor) -> bool:
        names = {m.actor.name for m in self.coreference.mentions if m.actor.kind == "organisation"}
        return bool(actor.role) and any(name in str(actor.role) for name in names)


def is_bare(preposition: Token) -> bool:
    """Tell whether a sentence is nothing but a phrase: `And with B.`, not `With B in hospital` or `Not with B`."""
    things = syntax.children(preposition, "pobj")
    beside = {c.lower_ for c in preposition.children if c not in things and not c.is_punct and not c.is_space}
    below = {c.lower_ for thing in things for c in thing.children if c.dep_ in {"prep", "relcl", "acl"}}
    return preposition.dep_ == "ROOT" and bool(things) and beside <= _ADDING and below <= {"of"}


def _is_naming(token: Token, frame: Frame) -> bool:
    """Tell `called him a liar`, a call to do something, and set phrases (`as we speak`) from contacts."""
    around = token.doc[max(token.sent.start, token.i - 2) : token.i + 3].text.lower()
    if any(f" {words} " in f" {around} " for words in idioms()):
        return True
    labels = {c.dep_ for c in token.children}
    if frame.pos == "NOUN":
        return is_asking(token)
    if frame.lemma not in {"call", "tell"}:
        return False
    return "oprd" in labels or (frame.lemma == "call" and (token.tag_ == "VBG" or bool(labels & {"xcomp", "ccomp"})))


def _is_beside(token: Token, frame: Frame) -> bool:
    """Tell whether a word that the frame asks for stands with it: `exchanged views`, `sat down with`."""
    near = {t.lemma_.lower() for t in [*token.children, *list(token.ancestors)[:2]]}
    return not frame.beside or bool(near & set(frame.beside))

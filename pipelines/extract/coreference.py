"""Who is meant: names of one actor joined, and offices, pronouns and groups led back to the actors they stand for.

The stage takes a parsed article and its named mentions; it knows nothing of meetings or pledges.
"""

import datetime as dt
from typing import Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract.actors import Actor, ActorFinder, Mention
from pipelines.extract.identity import Linker
from pipelines.extract.lexicon import office_nouns, words
from pipelines.extract.reference import Reference
from pipelines.extract.relevance import Relevance
from pipelines.extract.speakers import FIRST_PERSON, Speakers
from pipelines.extract.syntax import subject

_THIRD: Final = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_THING: Final = {"it", "its", "itself"}
_GROUP: Final = {"they", "their", "them", "both", "themselves"}
_HEADS: Final = {"head", "leader", "president", "premier", "chancellor", "minister"}
_REACH: Final = 4  # sentences that a pronoun looks back
_DEPTH: Final = 4
_HEADS_OF_PHRASE: Final = {"nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos"}
_THING_REACH: Final = 60  # tokens that `it` looks back


class Coreference:
    """Resolves the tokens of one article to actors."""

    def __init__(
        self, doc: Doc, reference: Reference, published: dt.date | None = None, title: str | None = None
    ) -> None:
        self.doc = doc
        self.reference = reference
        self.published = published
        self.title = title or ""
        self.finder = ActorFinder(doc, reference)
        self._named = self.finder.find()
        Linker(self.finder.page, published).link()
        minor = Relevance(self.finder.page).minor()
        self.mentions = [m for m in self._named if m.actor not in minor]
        self.at: dict[int, Mention] = {i: m for m in self._named for i in range(m.first, m.last + 1)}
        self.titled = {i: m for m in self._named if m.title_first is not None for i in range(m.title_first, m.first)}
        self._extra: dict[str, Actor] = {}
        self._memo: dict[tuple[int, int], list[Actor]] = {}
        self._speakers = Speakers(self.finder.page, published, title or "", self.resolve)
        signatures = list(self._speakers.signatures())
        self._named += signatures
        self.mentions += signatures

    @property
    def sides(self) -> set[str]:
        """The states and known organisations that the article names, by their own names or through their people."""
        named = [*(mention.actor for mention in (*self._named, *self.mentions)), *self._speakers.authors]
        return {a.country or a.key for a in named if a.country or a.basis == "reference"}

    @property
    def author(self) -> Actor | None:
        """Who speaks in a statement or address, by its title."""
        return self._speakers.author

    def named_in(self, title: str) -> list[Actor]:
        """Return the people of the article whose surname stands in a title, in the order of the title."""
        return self._speakers.named_in(title)

    def post_at(self, token: Token) -> tuple[Actor | None, dt.date | None] | None:
        """Return signer and day of the embedded post that a token stands in."""
        return self._speakers.post_at(token)

    def speaker(self, token: Token) -> Actor | None:
        """Return who says `I` or `we` at a token."""
        return self._speakers.speaker(token)

    def resolve(self, token: Token, depth: int = 0) -> list[Actor]:
        """Return the actors that the noun phrase with this head stands for; empty if that cannot be told."""
        key = (token.i, depth)
        if key not in self._memo:
            self._memo[key] = []  # a phrase that refers to itself stands for nobody
            self._memo[key] = self._resolve(token, depth)
        return self._memo[key]

    def _resolve(self, token: Token, depth: int) -> list[Actor]:
        if depth > _DEPTH:
            return []
        mention = self.at.get(token.i)
        if mention is not None and mention.actor.kind == "person":
            return [mention.actor]
        if token.i in self.titled and (token.lemma_.lower() in office_nouns() or token.dep_ in _HEADS_OF_PHRASE):
            return [self.titled[token.i].actor]
        if mention is not None:
            return [self._state_behind(mention.actor)]
        word = token.lower_
        if word in _THIRD:
            return self._third(token, depth)
        if word in FIRST_PERSON:
            speaker = self.speaker(token)
            return [speaker] if speaker else []
        if word in _THING:
            return self._thing(token)
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._noun(token, depth)
        return []

    def enumeration(self, token: Token) -> list[tuple[Actor, Token]]:
        """Return those named after a token in one run of names: `A, Minister B and President C`.

        Read from the words, not from the parse, which long titles break.
        """
        out: list[tuple[Actor, Token]] = []
        mention = self.at.get(token.i) or self.titled.get(token.i)
        while mention is not None:
            following = self._next_in_run(mention.last + 1, mention)
            if following is not None:
                out.append((following.actor, self.doc[following.last]))
            mention = following
        return out

    def _next_in_run(self, i: int, before: Mention) -> Mention | None:
        seen_join = False
        while i < len(self.doc) and (self.doc[i].lower_ in {",", "and", "&", "the"} or self._of_country(i)):
            seen_join = seen_join or self.doc[i].lower_ in {",", "and", "&"}
            i += 1
        if not seen_join or i >= len(self.doc):
            return None
        found = self.at.get(i) if self._same_sort(self.at.get(i), before) else self.titled.get(i)
        if found is None or i not in {found.title_first, found.first}:
            return None
        return found if self._same_sort(found, before) else None

    def _of_country(self, i: int) -> bool:
        """Tell whether `of COUNTRY` after a name stands here."""
        if self.doc[i].lower_ == "of" and i + 1 in self.at:
            return self.at[i + 1].actor.kind == "country"
        return i > 0 and i in self.at and self.doc[i - 1].lower_ == "of" and self.at[i].actor.kind == "country"

    def _same_sort(self, found: Mention | None, before: Mention) -> bool:
        if found is None or found.sort == "adjective":
            return False
        return (found.actor.kind == "person") == (before.actor.kind == "person")

    def _state_behind(self, actor: Actor) -> Actor:
        """Let the seat of a government, or a body that acts for its state, stand for the state."""
        return self.finder.country(actor.country) if actor.speaks_for_state and actor.country else actor

    def _third(self, token: Token, depth: int) -> list[Actor]:
        """Return the nearest plausible person: a subject before it in the sentence, else of the sentences before."""
        sentence = token.sent
        if token.dep_ in {"dobj", "pobj", "dative"} and token.lower_ in {"him", "her"}:
            return self._other_person(token, depth)
        subjects = [
            t
            for t in self.doc[sentence.start : token.i]
            if t.dep_ in {"nsubj", "nsubjpass"} and t.lower_ not in _THIRD | FIRST_PERSON
        ]
        for who in subjects:
            people = [a for a in self.resolve(who, depth + 1) if a.kind == "person"]
            if people:
                return people[:1]
        return self._topic_person(sentence.start, depth)

    def _other_person(self, token: Token, depth: int) -> list[Actor]:
        """Return whom an object pronoun means: the nearest person before it who is not the subject of its verb."""
        verb = token.head if token.head.pos_ == "VERB" else token.head.head
        doer = subject(verb)
        acting = self.resolve(doer, depth + 1) if doer is not None else []
        for mention in reversed(self._named):
            if mention.first < token.i and mention.actor.kind == "person" and mention.actor not in acting:
                return [mention.actor]
        return []

    def topic_person(self, token: Token) -> list[Actor]:
        """Return the person that the text before a token is about."""
        return self._topic_person(token.sent.start, 0)

    def _topic_person(self, start: int, depth: int) -> list[Actor]:
        """Return the person that the sentences before are about: the latest subject, else the latest one named."""
        if start == 0:
            return []
        for sentence in self._sentences_before(start):
            for who in (t for t in sentence if t.dep_ in {"nsubj", "nsubjpass"}):
                people = [a for a in self.resolve(who, depth + 1) if a.kind == "person"]
                if people:
                    return people[:1]
            named = [
                m.actor for m in self._named if sentence.start <= m.first < sentence.end and m.actor.kind == "person"
            ]
            if named:
                return named[:1]
        return []

    def _sentences_before(self, start: int) -> list[Span]:
        out: list[Span] = []
        while start > 0 and len(out) < _REACH:
            sentence = self.doc[start - 1].sent
            out.append(sentence)
            start = sentence.start
        return out

    def _thing(self, token: Token) -> list[Actor]:
        for mention in reversed(self._named):
            if (
                mention.first < token.i
                and mention.actor.kind in {"country", "organisation"}
                and mention.sort != "adjective"
                and token.i - mention.first < _THING_REACH
            ):
                return [mention.actor]
        return []

    def _noun(self, token: Token, depth: int) -> list[Actor]:
        lemma = token.lemma_.lower()
        if (inside := self._person_inside(token)) is not None:
            return [inside]
        if lemma in office_nouns() and token.tag_ not in {"NNS", "NNPS"}:
            return self._office(token)
        if lemma in words("side_nouns") or lemma in office_nouns():
            country = self.country_of_phrase(token, depth)
            return [country] if country else []
        return []

    def _person_inside(self, token: Token) -> Actor | None:
        """Return the person named within a phrase whose head is the office: `his Ukrainian counterpart X`."""
        for child in token.children:
            if (
                child.dep_ in {"appos", "compound", "nmod", "flat"}
                and child.i in self.at
                and self.at[child.i].actor.kind == "person"
            ):
                return self.at[child.i].actor
        return None

    def country_of_phrase(self, token: Token, depth: int = 0) -> Actor | None:
        """Return the state or organisation that a phrase names by adjective, possessor or `of`."""
        for child in token.children:
            if child.dep_ in {"amod", "compound", "poss", "nmod"}:
                found = [a for a in self.resolve(child, depth + 1) if a.kind != "person" or child.dep_ == "poss"]
                if found:
                    return self._state_of(found[0])
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                for thing in child.children:
                    found = self.resolve(thing, depth + 1) if thing.dep_ == "pobj" else []
                    if found and (found[0].kind != "person"):
                        return self._state_of(found[0])
        return None

    def _state_of(self, actor: Actor) -> Actor:
        if actor.kind == "person" and actor.country:
            return self.finder.country(actor.country)
        return actor

    def organisation_of_person(self, person: Actor) -> Actor | None:
        """Return the organisation that a supranational official speaks for, by the reference."""
        name = self.reference.organisation_served(person.wikidata or person.name, self.published)
        return self.listed_organisation(name) if name else None

    def listed_organisation(self, name: str) -> Actor | None:
        """Return the article's one actor of an organisation of the reference, whether the article names it or not."""
        known = self.reference.organisation_of(name)
        if known is None:
            return None
        for mention in self._named:
            if mention.actor.kind == "organisation" and mention.actor.name == known.name:
                return mention.actor
        return self._extra.setdefault(
            known.name, Actor("organisation", known.name, known.country, known.wikidata, basis="reference")
        )

    def _office(self, token: Token) -> list[Actor]:
        """Return the person whose office is named, as far as the article names one; else the state of the office."""
        state = self.country_of_phrase(token)
        sort = office_nouns()[token.lemma_.lower()]
        if state is None and token.lemma_.lower() == "counterpart":
            return []
        candidates = [m for m in self._named if m.actor.kind == "person" and self._holds(m.actor, token, sort, state)]
        before = [m for m in candidates if m.first < token.i]
        if state is None and before:
            return [before[0].actor]
        if before or candidates:
            return [before[-1].actor if before else candidates[0].actor]
        return [state] if state is not None else []

    def _holds(self, actor: Actor, token: Token, sort: str, state: Actor | None) -> bool:
        if state is not None and actor.country != state.country:
            return False
        if state is not None and state.kind == "organisation" and actor.country is None:
            return bool(actor.role)
        lemma = token.lemma_.lower()
        role = (
            (actor.role or "").lower()
            + " "
            + " ".join(self.reference.positions_of(actor.wikidata, self.published)).lower()
        )
        if lemma in {"leader", "ruler", "dictator"} or (lemma == "head" and "state" in token.sent.text.lower()[:]):
            return any(
                word in role
                for word in ("president", "prime minister", "premier", "chancellor", "king", "leader", "emir", "prince")
            )
        if lemma == "head" and sort == "other":
            return "head" in role
        return (
            lemma in role
            or (lemma == "diplomat" and "foreign" in role)
            or (lemma == "premier" and "prime minister" in role)
        )

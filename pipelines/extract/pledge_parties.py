"""Who gives and who receives: by the slots of the clause, then by what governs it, then by the article."""

import itertools
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kinds_named
from pipelines.extract.meetings import Contact
from pipelines.extract.tables import frame_rows, word_map
from pipelines.extract.undertakings import Draft, Party

_AHEAD: Final = 60  # tokens by which a request may stand before the contact that it is reported from
_TO: Final = ("to", "for", "with", "in")
_NEAR: Final = 6
_DEEP: Final = 2  # prepositions between what a measure hits and whose it is: `imports of oil from X`


@cache
def _acts() -> dict[str, str]:
    return word_map("pledge_words", "lemma", "act")


@cache
def _giving_groups() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("giving_groups", "lemma"))


def _targets(thing: Token) -> list[Token]:
    return syntax.prepositional(thing, "against", "on")


def _hit(measure: Token) -> list[Token]:
    """Return whom or what a measure hits, and whose that is: `an embargo on imports of oil from X`."""
    hit = within = _targets(measure)
    for _ in range(_DEEP):
        within = [t for thing in within for t in syntax.prepositional(thing, "of", "from", "to")]
        hit = [*hit, *within]
    return hit


class Parties:
    """Fills the two sides of a pledge from one article."""

    def __init__(self, coreference: Coreference, contacts: list[Contact]) -> None:
        self.coreference = coreference
        self.contacts = contacts
        self._named_groups: dict[str, Actor] = {}

    # slots of the clause

    def giver(self, verb: Token, act: str) -> list[Party]:
        """Return who gives by the slots of a verb: its agent, or whom a request or thanks is addressed to."""
        if act == "thank":
            return self._each(syntax.children(verb, "dobj"))
        if act == "ask":
            direct = self._each(syntax.children(verb, "dobj"))
            return direct or self._each(syntax.prepositional(verb, "on", "from", "to"))
        if act == "receive":
            return self._each(syntax.prepositional(verb, "from"))
        if act == "arrive":
            return self._each(syntax.prepositional(verb, "from"))
        return self.actors(syntax.agent(verb)) or self._each(syntax.prepositional(verb, "from"))

    def asked(self, asking: Token) -> list[Party]:
        """Return whom a verb or noun of asking is addressed to: `urged Canada to`, `the appeal to Canada to`."""
        direct = self._each(syntax.children(asking, "dobj", "dative"))
        return direct or self._each(syntax.prepositional(asking, "on", "to", "from", "with"))

    def recipient(self, verb: Token, act: str, thing: Token) -> list[Party]:
        """Return who receives by the slots of a verb and its object."""
        if act in {"ask", "thank", "receive"}:
            return self.actors(syntax.agent(verb) or syntax.subject(verb))
        direct = self._each([t for t in syntax.children(verb, "dative", "dobj") if t != thing])
        if direct:
            return direct
        for head in (verb, thing, *[c for c in thing.subtree if c.pos_ == "NOUN"][:_NEAR]):
            for target in syntax.prepositional(head, *_TO):
                if found := self.actors(target):
                    return found
        return []

    def owner(self, thing: Token) -> list[Party]:
        """Return whose it is: `US military aid`, `Canada's pledge`, `German-supplied tanks`, `aid from Canada`."""
        for child in thing.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                for token in (child, *[c for c in child.children if child.tag_ == "VBN"]):
                    found = [a for a in self.coreference.resolve(token) if a.kind != "person" or child.dep_ == "poss"]
                    if found:
                        return [(self.state(found[0]), token)]
        return self._each(syntax.prepositional(thing, "from", "by"))

    def beneficiary(self, thing: Token) -> list[Party]:
        """Return the first country named within the phrase of an object: `training of Ukrainian pilots`."""
        for token in thing.subtree:
            mention = self.coreference.at.get(token.i)
            if mention is not None and mention.actor.kind == "country" and mention.sort in {"adjective", "name"}:
                return [(mention.actor, token)]
        return []

    def asker(self, draft: Draft) -> list[Party]:
        """Return who asks or thanks in the clause above: for that side the support is."""
        for verb in syntax.chain(draft.verb):
            act = _acts().get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
            if act in {"ask", "thank"}:
                return self.actors(syntax.agent(verb) or syntax.subject(verb))
        return []

    # context

    def against(self, thing: Token) -> set[str]:
        """Return the keys of those whom an object is directed against: `sanctions on X`."""
        return {a.key for t in _targets(thing) for a, _ in self.actors(t)}

    def hit(self, thing: Token) -> set[str]:
        """Return the keys of those whom sanctions in an object, or above it, may hit, or whose goods they hit.

        So X in `the imposition of sanctions on X`, and in `an embargo on imports of oil from X` where the object is
        the oil; also in `relief from sanctions on X`, which is given to X all the same.
        """
        above = itertools.takewhile(lambda t: t.pos_ != "VERB", syntax.chain(thing))
        nouns = [t for t in (*syntax.phrase(thing), *above) if t.pos_ in {"NOUN", "PROPN"}]
        measures = [noun for noun in nouns if "sanctions" in kinds_named(syntax.phrase(noun).text)]
        return {a.key for measure in measures for t in _hit(measure) for a, _ in self.actors(t)}

    def higher(self, draft: Draft) -> list[Party]:
        """Return the subjects of the clauses above, nearest first: who announces, says or discusses."""
        verbs = [draft.verb, *[t for t in syntax.chain(draft.verb) if t.pos_ == "VERB"]]
        return [pair for v in verbs if (t := syntax.agent(v)) is not None for pair in self.actors(t)]

    def in_sentence(self, draft: Draft) -> list[Party]:
        """Return the states and organisations named in the sentence, in order."""
        span = draft.verb.sent
        named = [m for m in self.coreference.mentions if span.start <= m.first < span.end]
        return [(self.state(m.actor), span.doc[m.last]) for m in named]

    def speaker(self, draft: Draft) -> list[Party]:
        """Return the side of whoever speaks the sentence, if it is quoted."""
        speaker = self.coreference.speaker(draft.verb)
        return [(self.state(speaker), draft.verb)] if speaker is not None else []

    def sides_of_contact(self, draft: Draft) -> list[Party]:
        """Return the sides of the contact that a clause is told with."""
        contact = self.contact_before(draft)
        if contact is None:
            return []
        return [(self.state(p), contact.party_tokens.get(id(p), contact.trigger)) for p in contact.parties]

    def contact_before(self, draft: Draft) -> Contact | None:
        """Return the contact that is reported last before a clause, or soon after it."""
        known = (c for c in reversed(self.contacts) if c.trigger.i <= draft.verb.i + _AHEAD)
        return next(known, None)

    def groups(self, draft: Draft) -> list[Party]:
        """Return the groups of states named in the sentence without names: `the West`, `European partners`."""
        heads = [t for t in draft.verb.sent if self._is_group(t)]
        return [(self._group(head), head) for head in heads]

    def all_groups(self) -> Iterator[Party]:
        """Yield the groups of states that nouns stand for without names, in order of place."""
        page = self.coreference.finder.page
        for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _giving_groups()):
            if self._is_group(token):
                yield self._group(token), token

    def _is_group(self, token: Token) -> bool:
        if token.lemma_.lower() not in _giving_groups() or token.pos_ not in {"NOUN", "PROPN"}:
            return False
        many = token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() in {"community", "west", "world"}
        return many and not self.coreference.at.get(token.i)

    def _group(self, head: Token) -> Actor:
        """Name a group by its words, capitals kept and the article left out."""
        words = [c for c in head.children if c.dep_ in {"amod", "compound", "poss"}]
        first = min([c.left_edge.i for c in words], default=head.i)
        name = head.doc[first : head.i + 1].text if head.i - first < _NEAR else head.text
        return self._named_groups.setdefault(name.lower(), Actor("organisation", name, None, None))

    @staticmethod
    def usual(pairs: list[Party]) -> Party | None:
        """Return the actor that stands most often in a slot."""
        if not pairs:
            return None
        best = Counter(a.key for a, _ in pairs).most_common(1)[0][0]
        return next(pair for pair in pairs if pair[0].key == best)

    def state(self, actor: Actor) -> Actor:
        """Prefer the state or organisation over the official who speaks for it, and over its councils."""
        if actor.kind != "country" and actor.country:
            return self.coreference.finder.country(actor.country)
        if actor.kind == "person":
            actor = self.coreference.organisation_of_person(actor) or actor
        whole = word_map("acting_bodies", "body", "acts_for").get(actor.name)
        return (self.coreference.listed_organisation(whole) if whole else None) or actor

    def actors(self, head: Token | None) -> list[Party]:
        """Return the states and organisations that a coordinated phrase stands for."""
        if head is None:
            return []
        return [(self.state(a), t) for t in syntax.conjuncts(head) for a in self.coreference.resolve(t)]

    def _each(self, tokens: list[Token]) -> list[Party]:
        return [pair for token in tokens for pair in self.actors(token)]

"""The parties of a contact: who the words around the word that reports it say took part."""

from collections import Counter
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor, office_nouns
from pipelines.extract.contact_details import anchors_of
from pipelines.extract.contact_partners import Parties, told_apart
from pipelines.extract.contacts import Frame, light_verbs, partitives, side_nouns, speech_verbs
from pipelines.extract.coreference import Coreference
from pipelines.extract.dialogue import Dialogue
from pipelines.extract.tables import word_map

_WITHIN: Final = {"amod", "compound", "nmod", "conj", "npadvmod"}
_JOINED: Final = {"join", "accompany", "flank"}
_GATHERINGS: Final = {"summit", "conference", "session", "gathering"}


class PartyFinder:
    """Finds the parties of the contacts of one article. `last` are those of the contact told last."""

    def __init__(self, coreference: Coreference) -> None:
        self.coreference = coreference
        self.dialogue = Dialogue(coreference)
        self.last: list[Actor] = []

    def sides(self, token: Token, frame: Frame) -> list[Parties]:
        """Return the parties of each contact that the word reports: one list, or several for calls with several."""
        return [[*first, *second] for first, second in self.split(token, frame)]

    def split(self, token: Token, frame: Frame) -> list[tuple[Parties, Parties]]:
        """Return both sides of each contact that the word reports, as far as its clause names them."""
        first = self._apart(token, self.first_side(token, frame))
        second = self._apart(token, self._second_side(token, frame)) or self._each_other(token, frame)
        if frame.pos == "VERB" and frame.parties == "known" and not frame.prepositions and not second:
            return []
        if first and not second and (local := self._locals(token, frame)):
            return [(first, [one]) for one in local]
        return [(first, each) for each in told_apart(token, frame, first, second)]

    def _apart(self, token: Token, parties: Parties) -> Parties:
        """Leave out what is named by the trigger's own words: `Summit of the Americas`."""
        own = self.coreference.at.get(token.i)
        return [p for p in parties if own is None or p[0] is not own.actor]

    def _locals(self, token: Token, frame: Frame) -> Parties:
        """Return the states of `met with senior officials` by the place: `in Fiji and Samoa`."""
        things = syntax.prepositional(token, "with") if "with" in frame.prepositions else []
        things += syntax.objects(token) if frame.object == "yes" else []
        named = [self._whole(t) for t in things]
        if not any(t.tag_ == "NNS" and t.lemma_.lower() in side_nouns() | office_nouns().keys() for t in named):
            return []
        prepositions = [
            c for a in [*anchors_of(token), *named] for c in a.children if c.dep_ == "prep" and c.lower_ == "in"
        ]
        places = [t for p in prepositions for thing in syntax.children(p, "pobj") for t in syntax.conjuncts(thing)]
        return [(a, t) for t in places for a in self.coreference.resolve(t) if a.kind == "country"]

    def _each_other(self, verb: Token, frame: Frame) -> Parties:
        """Return the other speaker of a transcript for `we last met here`."""
        past = frame.pos == "VERB" and verb.tag_ in {"VBD", "VBN"}
        doer = syntax.agent(verb) if past and "with" in frame.prepositions else None
        return [(a, doer) for a in self.dialogue.addressee(doer)] if doer is not None and doer.lower_ == "we" else []

    def first_side(self, token: Token, frame: Frame) -> Parties:
        """Return who was in contact by subject, possessor or adjective."""
        if frame.pos == "VERB":
            doer = syntax.agent(token) if frame.subject else None
            return [*self.actors(doer), *self._companions(doer, token)] if doer is not None else []
        out = self._premodifiers(token, frame)
        out += self.prepositional(token, "by") + self._arrangers(token)
        if self._is_full(token, out):
            return out
        return out + (self._holder(token) or self._reporter(token, out) or self._topic(token, out))

    def _is_full(self, noun: Token, known: Parties) -> bool:
        """Tell whether a noun names both sides itself: `talks between A and B`, `A's talks with B`."""
        between = {a for a, _ in self.prepositional(noun, "between")}
        owned = known and any(c.dep_ == "poss" for c in noun.children)
        return len(between) > 1 or bool(owned and self.prepositional(noun, "with"))

    def _companions(self, doer: Token, verb: Token) -> Parties:
        """Return who came with the subject: `A, joined by B, met`, `A together with B received`."""
        joined = [v for head in (doer, verb) for v in syntax.children(head, "acl", "advcl") if v.lemma_ in _JOINED]
        out = [pair for v in joined for pair in self.prepositional(v, "by")]
        return out + self.prepositional(doer, "alongside", "with") + self.prepositional(verb, "alongside")

    def _arrangers(self, noun: Token) -> Parties:
        """Return who held the talks in `talks hosted by A`, `a forum organised by B`."""
        verbs = [v for v in syntax.children(noun, "acl") if v.lemma_.lower() in light_verbs()]
        agents = [thing for v in verbs for by in syntax.children(v, "agent") for thing in syntax.children(by, "pobj")]
        return [pair for agent in agents for pair in self.actors(agent)]

    def _premodifiers(self, noun: Token, frame: Frame) -> Parties:
        """Return the parties before a noun: `his talks`, `the A-B summit`, `A-brokered talks`."""
        out: Parties = []
        for child in noun.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i < noun.i:
                inner = [t for t in child.subtree if t.dep_ in _WITHIN and t.i < noun.i]
                for token in dict.fromkeys([child, *inner]):
                    out += self._owner(token) or self.actors(token) or self._hyphenated(token)
        if frame.lemma not in _GATHERINGS:
            return list(dict.fromkeys(out))
        states = {a.country for a, _ in out}
        return [p for p in dict.fromkeys(out) if p[0].kind == "person" or (p[0].kind == "country" and len(states) > 1)]

    def _owner(self, pronoun: Token) -> Parties:
        """Return the owner named before for `X's visit and his meeting`."""
        if pronoun.lower_ not in {"his", "her", "their"} or pronoun.head.dep_ != "conj":
            return []
        owners = [
            t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.dep_ == "poss" and t.i in self.coreference.at
        ]
        return [p for p in self.actors(owners[-1]) if p[0].kind == "person"] if owners else []

    def _hyphenated(self, token: Token) -> Parties:
        """Read the states in one token: `U.S.-brokered`, `EU-Ukraine`."""
        if "-" not in token.text:
            return []
        codes = [self.coreference.reference.country_of(part) for part in token.text.split("-")]
        return [(self.coreference.finder.country(found[0]), token) for found in codes if found is not None]

    def _reporter(self, noun: Token, known: Parties) -> Parties:
        """Return who tells of it in `X said that talks with A would be held`."""
        verb = syntax.governing_verb(noun)
        if known or verb is None or verb.dep_ != "ccomp" or not any(c.lower_ == "with" for c in noun.children):
            return []
        who = syntax.agent(verb.head)
        return self.actors(who) if who is not None and verb.head.lemma_.lower() in speech_verbs() else []

    def _topic(self, noun: Token, known: Parties) -> Parties:
        """Return the person whom the sentences before are about, for `during the meeting with X, … was discussed`."""
        if known or not any(c.lower_ == "with" for c in noun.children):
            return []
        return [(actor, noun) for actor in self.coreference.topic_person(noun)]

    def _holder(self, noun: Token) -> Parties:
        """Return who holds the talks: the subject of the verb that a noun belongs to."""
        verb = syntax.governing_verb(noun)
        if verb is not None and verb.dep_ == "prep":  # `following talks`
            verb = syntax.governing_verb(verb)
        if verb is None:
            return []
        if noun.dep_ in {"dobj", "conj", "attr"} or (noun.dep_ == "pobj" and self._hangs_on(noun)):
            who = syntax.agent(verb)
            if who is not None and who != noun:
                return self.actors(who)
        if noun.dep_ == "nsubjpass":
            who = syntax.agent(verb)
            return self.actors(who) if who is not None else []
        return []

    def _hangs_on(self, noun: Token) -> bool:
        """Tell whether a noun is the setting of its verb: `said during a meeting`, `spoke after talks`."""
        return noun.head.lower_ in {
            "in",
            "at",
            "during",
            "after",
            "following",
            "for",
            "into",
            "on",
            "to",
            "before",
            "since",
            "by",
            "over",
            "about",
        }

    def _second_side(self, token: Token, frame: Frame) -> Parties:
        out = []
        if frame.object != "no":
            for thing in syntax.objects(token):
                out += [(a, t) for a, t in self.actors(thing) if self._fits(a, t, frame.object)]
        out += self.prepositional(token, *(p for p in frame.prepositions if p != "of"))
        out += self._of(token) if "of" in frame.prepositions else []
        if frame.pos == "NOUN":
            verb = syntax.governing_verb(token)
            if verb is not None and (verb.lemma_.lower() in light_verbs() or token.dep_ == "dobj"):
                out += self.prepositional(verb, "with", "between")
        return out

    def _of(self, noun: Token) -> Parties:
        """Return who came together in `a meeting of A and B`; `the meeting of an assembly` names one body alone."""
        found = self.prepositional(noun, "of")
        return found if len(found) > 1 or any(a.kind == "person" for a, _ in found) else []

    def _fits(self, actor: Actor, token: Token, wanted: str) -> bool:
        return token.lower_ != "it" and (
            wanted == "yes"
            or actor.kind == "person"
            or (wanted == "delegation" and token.lemma_.lower() in side_nouns() | office_nouns().keys())
        )

    def prepositional(self, token: Token, *words: str) -> Parties:
        """Return the actors under the prepositions of a word."""
        out = []
        for thing in syntax.prepositional(token, *words):
            out += self.actors(thing)
        return out

    def actors(self, head: Token) -> Parties:
        """Return those that a phrase names with all that is coordinated with it, each with its token."""
        out: Parties = []
        for token in syntax.conjuncts(head):
            token = self._whole(token)  # noqa: PLW2901 - `a range of officials` is read as `officials`
            resolved = self._members(token) or self._several(token) or self.coreference.resolve(token)
            out += self._swallowed(token)
            out += [(actor, token) for actor in resolved or self._bloc(token)] or self._group(token)
            for child in token.children:
                out += self._apposition(child, resolved) if child.dep_ == "appos" else []
        known = {actor for actor, _ in out}
        return [*out, *(pair for pair in self.coreference.enumeration(head) if pair[0] not in known)]

    def _swallowed(self, token: Token) -> Parties:
        """Return those named before the last of `President of A NAME and President of B NAME`, whose title runs on."""
        mention = self.coreference.at.get(token.i) or self.coreference.titled.get(token.i)
        if mention is None or mention.title_first is None:
            return []
        inside = [m for m in self.coreference.mentions if mention.title_first <= m.first < mention.first]
        people = [m for m in inside if m.actor.kind == "person" and token.doc[m.last + 1].lower_ in {"and", ",", "&"}]
        return [(m.actor, token.doc[m.last]) for m in people]

    def _whole(self, token: Token) -> Token:
        """Return what a word of number is of: `members of the delegation`, `a group of ministers`."""
        if token.lemma_.lower() not in partitives() or token.i in self.coreference.at:
            return token
        return next(iter(syntax.prepositional(token, "of")), token)

    def _members(self, token: Token) -> list[Actor]:
        """Return the people of `a delegation led by A`, `the delegation, which included A and B`."""
        if token.lemma_.lower() not in side_nouns():
            return []
        for verb in syntax.children(token, "acl", "relcl"):
            who = word_map("attendance_verbs", "lemma", "who").get(verb.lemma_.lower())
            heads = [syntax.agent(verb)] if who == "subject" else syntax.children(verb, "dobj") if who else []
            found = [a for head in heads if head is not None and head != token for a, _ in self.actors(head)]
            if any(a.kind == "person" for a in found):
                return [a for a in found if a.kind == "person"]
        return []

    def _several(self, token: Token) -> list[Actor]:
        """Return those meant by a plural with several states: `A and B negotiators`, `the presidents of A and B`."""
        lemma = token.lemma_.lower()
        if token.tag_ not in {"NNS", "NNPS"} or not (lemma in office_nouns() or lemma in side_nouns()):
            return []
        heads = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "poss"}]
        heads += [h for thing in syntax.prepositional(token, "of", "from") for h in [thing, *self._below(thing)]]
        named = [a for head in heads for t in [*syntax.conjuncts(head), *self._joined(head)] for a in self._state_at(t)]
        states = list(dict.fromkeys(named))
        return [self._holder_of(lemma, state) or state for state in states] if len(states) > 1 else []

    def _bloc(self, token: Token) -> list[Actor]:
        """Return the organisation of `EU countries`, `leaders of NATO countries`."""
        inner = [token, *syntax.prepositional(token, "of", "from")]
        nouns = [
            t
            for t in inner
            if t.tag_ in {"NNS", "NNPS"} and t.lemma_.lower() in {"country", "nation", "member", "state"}
        ]
        found = [self.coreference.country_of_phrase(t) for t in nouns]
        return [a for a in found if a is not None and a.kind == "organisation"][:1]

    def _below(self, thing: Token) -> list[Token]:
        """Return the states under `heads of government of A and B`, `leaders of the parliaments of A and B`."""
        return [] if thing.i in self.coreference.at else syntax.prepositional(thing, "of")

    def _joined(self, head: Token) -> list[Token]:
        return [t for t in head.children if t.dep_ in _WITHIN]

    def _state_at(self, token: Token) -> list[Actor]:
        mention = self.coreference.at.get(token.i)
        if mention is None or mention.actor.kind == "person":
            return []
        return self.coreference.resolve(token)

    def _holder_of(self, office: str, state: Actor) -> Actor | None:
        """Return the one person of a state whom the article names with an office."""
        people = dict.fromkeys(m.actor for m in self.coreference.mentions if m.actor.kind == "person")
        ours = [a for a in people if state.country and a.country == state.country]
        found = [a for a in ours if self._has_office(a, office)]
        return found[0] if len(found) == 1 else None

    def _has_office(self, actor: Actor, office: str) -> bool:
        known = self.coreference.reference.positions_of(actor.wikidata, self.coreference.published)
        words = " ".join([actor.role or "", *known]).lower().split()
        return office in words or (office == "leader" and any(office_nouns().get(w) == "head" for w in words))

    def _apposition(self, child: Token, resolved: list[Actor]) -> Parties:
        if resolved and any(a.kind == "person" for a in resolved):
            return []
        return [(a, child) for a in self.coreference.resolve(child) if a.kind == "person"]

    def _group(self, token: Token) -> Parties:
        """Let `the two leaders`, `the parties`, `they` stand for those who were last in contact."""
        if token.lower_ == "you":
            return [(actor, token) for actor in self.dialogue.addressee(token)]
        sort = word_map("group_nouns", "lemma", "stands_for").get(token.lemma_.lower())
        plural = token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() in {"pair", "duo"}
        if not ((sort and plural) or token.lower_ in {"they", "both", "we", "their"}):
            return []
        if any(c.dep_ == "prep" and c.lower_ in {"of", "from"} for c in token.children) or any(
            c.dep_ == "amod" and c.i in self.coreference.at for c in token.children
        ):
            return []
        if self.last:
            return [(actor, token) for actor in self.last]
        return [(actor, token) for actor in (self.principals() if sort else self.nearby(token))]

    def counted(self, noun: Token, known: list[Actor]) -> list[Actor]:
        """Return the states of `A-brokered trilateral talks`: those that the story names most."""
        sizes = word_map("meeting_sizes", "lemma", "parties")
        size = next((int(sizes[c.lower_]) for c in noun.children if c.lower_ in sizes), 0)
        counts = Counter(m.actor.country for m in self.coreference.mentions if m.actor.country)
        others = [c for c, _ in counts.most_common() if c not in {a.country for a in known}]
        enough = known and len(known) < size <= len(known) + len(others)
        return [*known, *map(self.coreference.finder.country, others[: size - len(known)])] if enough else []

    def nearby(self, token: Token) -> list[Actor]:
        """Return the two people of two states whom the sentence of a token and the one before name."""
        start = token.doc[max(0, token.sent.start - 1)].sent.start
        mentions = [m for m in self.coreference.mentions if start <= m.first < token.sent.end]
        people = list(dict.fromkeys(m.actor for m in mentions if m.actor.kind == "person"))
        states = {a.country for a in people if a.country}
        return people if len(people) == len(states) == 2 else []  # noqa: PLR2004 - two sides

    def principals(self) -> list[Actor]:
        """Return the two people of two states that an article is about, if it names no others."""
        people = list(dict.fromkeys(m.actor for m in self.coreference.mentions if m.actor.kind == "person"))
        states = {a.country for a in people if a.country}
        return people if len(people) == len(states) == 2 else []  # noqa: PLR2004 - two sides

"""Clauses of giving: which act a verb or noun is, what is given by it, and how far it went."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kinds_named, sorts_named
from pipelines.extract.pledge_parties import Parties
from pipelines.extract.support import Sum, heads_of_support
from pipelines.extract.tables import frame_rows, word_map
from pipelines.extract.undertakings import Draft, Party, Reading

_RUNNING: Final = frozenset({"already", "currently", "still", "since", "now"})
_NEW: Final = re.compile(r"\b(new|another|additional|further|more|today|fresh|extra)\b", re.IGNORECASE)
_WEAK: Final = {"other", "political"}
_BE: Final = frozenset({"is", "are", "am", "'s", "'re", "'m"})
_GIVEN_AFTER: Final = {"with what is given": "with", "for what is given": "for"}  # by the usage of a verb
_BACK: Final = 40  # tokens within which `it` or `them` may mean goods named before
_LINE: Final = 40  # tokens; what is longer and has no verb is no line of a list
_DEEP: Final = 5
_MUST: Final = {"must", "should", "ought"}
_CLIMBED: Final = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "prep", "pobj", "dobj", "nsubjpass", "relcl", "appos", "attr"}
)


@cache
def acts() -> dict[str, str]:
    """Map the lemma of a verb to its act of giving (seeds/frames/pledge_words.csv)."""
    return word_map("pledge_words", "lemma", "act")


def act_of(verb: Token) -> str | None:
    """Return the act of a verb: that of the verb with its particle (`rule out`), else of the verb alone."""
    known = acts()
    return known.get(syntax.lexeme(verb)) or known.get(verb.lemma_.lower())


@cache
def nominal_acts() -> dict[str, str]:
    """Map a noun to its act of giving (seeds/frames/pledge_nouns.csv)."""
    return word_map("pledge_nouns", "word", "act")


@cache
def _modality() -> dict[str, str]:
    return word_map("pledge_modality", "lemma", "status")


@cache
def _classes(lemma: str) -> frozenset[str]:
    """Return the word classes in which a word of modality counts: all, unless the table names them."""
    rows = frame_rows("pledge_modality", "lemma", "status", "pos")
    named = next((row["pos"] for row in rows if row["lemma"] == lemma), "")
    return frozenset(named.split()) or frozenset({"VERB", "NOUN", "ADJ"})


@cache
def _telling() -> frozenset[str]:
    """Verbs whose content clause keeps the status that they give: `asked that`, `promised that`."""
    rows = frame_rows("pledge_modality", "lemma", "status", "usage")
    return frozenset(row["lemma"] for row in rows if row["usage"] == "also of its content clause")


@cache
def _hoping() -> frozenset[str]:
    """Verbs with which the side that is to be given something asks for it: `propose`, `expect`, `count on`."""
    rows = frame_rows("pledge_modality", "lemma", "by_recipient")
    return frozenset(row["lemma"] for row in rows if row["by_recipient"] == "requested")


class ClauseReader:
    """Reads the drafts of pledges of one article: by its verbs and nouns of giving, then by what is given."""

    def __init__(self, coreference: Coreference, parties: Parties, sums: list[Sum]) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.parties = parties
        self.sums = sums

    def drafts(self) -> list[Draft]:
        """Return a draft for each object of a word of giving, then one for each support that has no such word."""
        page = self.coreference.finder.page
        found = [d for token in page.tokens for d in self._of_word(token)]
        taken = {t.i for d in found for t in [d.object, *d.object.conjuncts]}
        heads = [t for t in heads_of_support(page, self.sums) if t.i not in taken and not self._within_name(t)]
        loose = (self._loose(head) for head in heads)
        return found + [d for d in loose if d is not None]

    def _of_word(self, token: Token) -> list[Draft]:
        if token.pos_ == "NOUN":
            return self._of_noun(token)
        return self._of_verb(token) if token.pos_ in {"VERB", "AUX"} else []

    def _within_name(self, token: Token) -> bool:
        mention = self.coreference.at.get(token.i)
        return token.i in self.coreference.titled or (mention is not None and mention.sort != "adjective")

    def _of_noun(self, noun: Token) -> list[Draft]:
        """Read a noun of giving or signing: `the signing of an agreement`, `Norway's delivery of gas`."""
        act = nominal_acts().get(noun.lower_)
        things = syntax.prepositional(noun, "of") if act else []
        if not act or not things:
            return []
        status = "committed" if act == "promise" else self.above(noun) or self._nominal_status(noun)
        giver, recipient = self.parties.owner(noun), self.parties.recipient(noun, act, things[0])
        return [Draft(act, status, noun, things[0], giver, recipient)]

    @staticmethod
    def _nominal_status(noun: Token) -> str:
        """A delivery that something will consist of, or that is to come, is promised."""
        verb = syntax.governing_verb(noun)
        return "committed" if verb is not None and syntax.is_future(verb) else "delivered"

    def _of_verb(self, verb: Token) -> list[Draft]:
        act = act_of(verb)
        if act is None or (act == "do" and self.above(verb) is None) or (act == "ask" and self._asks_below(verb)):
            return []
        status = self._status(verb, act)
        if status is None:
            return []
        giver = self._giver(verb, act, status)
        return [
            Draft(act, _of_thing(thing, act) or status, verb, thing, giver, to)
            for thing in self._objects(verb, act)
            for to in [self.parties.recipient(verb, act, thing)]
        ]

    def _giver(self, verb: Token, act: str, status: str) -> list[Party]:
        """Return who gives by the slots of a verb; who asks to be given (`stressed the need to send`) does not."""
        if status != "requested" or act in {"ask", "thank", "receive"} or syntax.own_subject(verb) is not None:
            return self.parties.giver(verb, act)
        asking = next((g for g in self._governors(verb) if _given_by(g) == "requested"), None)
        return self.parties.giver(verb, act) if asking is None else self.parties.asked(asking)

    def _asks_below(self, verb: Token) -> bool:
        """Tell whether a verb of giving below says what is asked for (`asked Canada to send`)."""
        giving = ("give", "promise", "sanction", "recognise")
        return any(c.dep_ in {"xcomp", "ccomp"} and (act_of(c) or "").startswith(giving) for c in verb.children)

    def _loose(self, thing: Token) -> Draft | None:
        """Read a support that is no object of giving: `talked about new tanks`, `a package worth €5m is ready`."""
        verb = syntax.governing_verb(thing) or self._listed(thing)
        if verb is None or syntax.is_hypothetical(verb):
            return None
        named = self._act_above(thing)
        act = named[0] if named else "none"
        trigger = named[1] if named else verb
        status = self._loose_status(thing, trigger, act)
        if status is None:
            return None
        giver = self.parties.owner(thing)
        if not giver and named:
            giver = self.parties.giver(trigger, act) if trigger.pos_ == "VERB" else self.parties.owner(trigger)
        recipient = self.parties.recipient(trigger, act, thing)
        return Draft(act, status, trigger, thing, giver, recipient, loose=True)

    def _listed(self, thing: Token) -> Token | None:
        """Return the head of a line without a verb that names someone and goods or a sum (`Latvia: $5 million`)."""
        line = thing.sent
        named = any(self.coreference.at.get(t.i) for t in line)
        words = line.doc[thing.left_edge.i : thing.right_edge.i + 1].text
        concrete = self._has_sum(thing) or "goods" in sorts_named(words)
        return line.root if named and concrete and len(line) < _LINE else None

    def _loose_status(self, thing: Token, trigger: Token, act: str) -> str | None:
        above = self.above(thing)
        if above is not None:
            return above
        if syntax.negated(trigger) and syntax.is_future(trigger):
            return "refused"
        if trigger.pos_ == "VERB" and act != "none":
            return self._status(trigger, act)
        return "committed"

    def _act_above(self, thing: Token) -> tuple[str, Token] | None:
        for token in syntax.chain(thing):
            known = acts() if token.pos_ == "VERB" else nominal_acts()
            act = known.get(syntax.lexeme(token)) or known.get(token.lemma_.lower()) or known.get(token.lower_)
            if act is not None and act != "do":
                return act, token
        return None

    # what is given

    def _objects(self, verb: Token, act: str) -> list[Token]:
        found = [self._antecedent(t) for t in self._slots(verb, act)]
        things = [t for t in found if t is not None and t.ent_type_ != "PERSON" and not self._is_actor(t)]
        paid = [t for t in things[:1] for t in syntax.conjuncts(t) if self._has_sum(t)]
        return paid if len(paid) > 1 else things[:1]

    def _slots(self, verb: Token, act: str) -> list[Token]:
        if act == "thank":
            return [t for t in syntax.prepositional(verb, "for") if t.pos_ != "VERB"]
        if act == "ask":
            asked = syntax.prepositional(verb, "for") + syntax.children(verb, "xcomp")
            return asked or [t for t in syntax.objects(verb) if not self.coreference.resolve(t)]
        if act == "arrive":
            return self._arriving(syntax.subject(verb))
        usage = word_map("pledge_words", "lemma", "usage").get(verb.lemma_.lower(), "")
        word = _GIVEN_AFTER.get(usage)
        things = (syntax.prepositional(verb, word) if word else []) or syntax.objects(verb)
        served = all(self._is_actor(t) or t.pos_ == "PRON" for t in things)
        return [*_deed(verb, act, things), *things] if served else things

    def _arriving(self, thing: Token | None) -> list[Token]:
        """Return what comes or lands if it is a sum or goods: people come too."""
        if thing is None:
            return []
        goods = self._has_sum(thing) or set(kinds_named(syntax.phrase(thing).text)) - _WEAK
        return [thing] if goods else []

    def _has_sum(self, token: Token) -> bool:
        inside = {t.i for t in token.subtree} - {t.i for c in token.conjuncts if c.i > token.i for t in c.subtree}
        return any(span.start in inside for _, span in self.sums)

    def _antecedent(self, token: Token) -> Token | None:
        """Return what `them` or `it` means as an object: the nearest kind of goods named before it."""
        if token.pos_ != "PRON":
            return token
        if token.lower_ not in {"it", "them", "these", "those", "this"}:
            return None
        for before in reversed(self.doc[max(0, token.i - _BACK) : token.i]):
            if before.pos_ in {"NOUN", "PROPN"} and set(kinds_named(before.text)) - _WEAK:
                return before
        return None

    def _is_actor(self, token: Token) -> bool:
        mention = self.coreference.at.get(token.i)
        return mention is not None and mention.actor.kind in {"person", "country"} and mention.sort != "demonym"

    # how far it went

    def _status(self, verb: Token, act: str) -> str | None:
        """Tell how far it went, by the verb, its tense and the verbs above it; None for what is no report."""
        if syntax.negated(verb):
            denied = act.startswith("give") and (syntax.is_future(verb) or "can" in syntax.auxiliaries(verb))
            return "refused" if denied else None
        plain = {"refuse": "refused", "ask": "requested", "thank": "delivered"}.get(act)
        if plain is not None or syntax.is_hypothetical(verb):
            return plain
        above = self.above(verb)
        if above is None or (act == "offer" and above == "committed"):
            return self._own_status(verb, act)
        return above

    def _own_status(self, verb: Token, act: str) -> str:
        if act == "offer":
            return "offered"
        finite = _finite(verb)
        if _MUST & syntax.auxiliaries(finite):
            return "requested"
        if act in {"promise", "sanction", "recognise", "back"}:
            return "offered" if syntax.is_modal(verb) else "committed"
        if syntax.is_future(finite) or syntax.is_reported_future(finite):
            return "committed"
        if syntax.is_modal(finite):
            return "offered"
        if verb.tag_ == "VB" or _announced(verb) or self._within_announcement(verb):
            return "committed"
        return "delivered"

    def _within_announcement(self, verb: Token) -> bool:
        """Tell whether a participle only says whose a gift is: `announced tanks donated by Spain`."""
        above = syntax.governing_verb(verb.head) if verb.dep_ == "acl" and verb.tag_ == "VBN" else None
        act = act_of(above) if above is not None else None
        return above is not None and act in {"give", "promise"} and self._status(above, act) == "committed"

    def settled(self, reading: Reading) -> str:
        """Return the status of a reading: who proposes or expects to be given something asks for it."""
        draft = reading.draft
        if draft.status not in {"offered", "committed"}:
            return draft.status
        hoping = (t for t in (draft.verb, *syntax.chain(draft.verb)) if t.lemma_.lower() in _hoping())
        verb = next(hoping, None)
        doers = {a.key for a, _ in self.parties.actors(syntax.agent(verb))} if verb is not None else set()
        return "requested" if reading.recipient[0].key in doers else draft.status

    def above(self, token: Token) -> str | None:
        """Return the status that a governing verb, noun or adjective gives: `ready to`, `asked to`.

        The nearest one tells, but what is asked for is asked for, however willing the other side is to be
        (`asked it to agree to send`).
        """
        told = [status for governor in self._governors(token) if (status := _given_by(governor)) is not None]
        if not told:
            return None
        return "requested" if told[0] in {"committed", "offered"} and "requested" in told else told[0]

    def _governors(self, token: Token) -> Iterator[Token]:
        for _ in range(_DEEP):
            if token.head == token or token.dep_ not in _CLIMBED or (token.dep_ == "advcl" and token.tag_ != "VB"):
                return
            if token.dep_ == "relcl" or (token.dep_ == "ccomp" and token.head.lemma_ not in _telling()):
                return
            token = token.head
            yield token
            if token.lemma_ == "be":
                yield from syntax.children(token, "acomp")


def _given_by(governor: Token) -> str | None:
    status = _modality().get(syntax.lexeme(governor)) or _modality().get(governor.lemma_.lower())
    if status is None or governor.pos_ not in _classes(governor.lemma_.lower()):
        return None
    turned = syntax.negated(governor) and status in {"committed", "offered"}
    return "refused" if turned else status


def _finite(verb: Token) -> Token:
    """Return the verb whose tense a gerund shares: `will join Italy in supplying`, `would help by sending`."""
    above = syntax.governing_verb(verb) if verb.tag_ == "VBG" and not syntax.auxiliaries(verb) else None
    return above if above is not None and verb.dep_ in {"pcomp", "advcl"} else verb


def _announced(verb: Token) -> bool:
    """Tell a gift that is announced by the present tense (`Sweden gives`, `is lending`) from one that runs already."""
    running = any(child.lower_ in _RUNNING for child in verb.children)
    present = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and bool(syntax.auxiliaries(verb) & _BE))
    return present and not running


def _of_thing(thing: Token, act: str) -> str | None:
    """Return the status that the object itself gives: thanks for what is to come, `will send no troops`."""
    if act == "thank":
        return _thanked(thing)
    return "refused" if act.startswith("give") and any(c.lower_ == "no" for c in thing.children) else None


def _thanked(thing: Token) -> str:
    """Tell how far what thanks are for has gone: a decision, or a package that is new, is yet to be given.

    Source: the codebook, `thanks for a named package`.
    """
    decided = nominal_acts().get(thing.lower_) == "promise" or _given_by(thing) == "committed"
    contained = thing.lemma_.lower() in word_map("container_nouns", "lemma", "sort")
    new = any(_NEW.fullmatch(child.text) or child.lower_ == "next" for child in thing.children)
    coming = any(syntax.is_future(child) for child in syntax.children(thing, "relcl"))
    return "committed" if decided or (contained and new) or coming else "delivered"


def _deed(verb: Token, act: str, served: list[Token]) -> list[Token]:
    """Return the verb that names what is done for someone: `helped Chad train nurses`, `recognised Kosovo`."""
    if act == "recognise":
        return [verb] if served else []
    return [c for c in syntax.children(verb, "xcomp", "ccomp") if c.tag_ == "VB"] if act == "give_help" else []


def one_clause(one: Reading, other: Reading) -> bool:
    """Tell whether two readings are of one clause and its parts, so that only one of them can be a pledge of its own.

    Two different sums are two pledges, and so are different sides, but of one object: who asks for `a decision to grant
    membership` asks for no `membership` from others besides. Source: the codebook, `at most one a clause`.
    """
    first, second = one.draft, other.draft
    if one.money and other.money and one.money[0].amount != other.money[0].amount:
        return False
    if _nested(one, other) or _nested(other, one):
        return True
    if one.sides != other.sides or first.verb.sent.start != second.verb.sent.start:
        return False
    if first.status != second.status and not (first.loose or second.loose):
        return False
    return first.verb == second.verb or _within(first, second) or _within(second, first)


def _nested(inner: Reading, outer: Reading) -> bool:
    """Tell whether the object of a reading is named within that of another."""
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _within(inner: Draft, outer: Draft) -> bool:
    """Tell whether a draft stands within the object or the clause of another one."""
    object_ = {t.i for t in outer.object.subtree}
    return bool({inner.object.i, inner.verb.i} & object_) or inner.verb.i in _clause(outer.verb)


def _clause(verb: Token) -> set[int]:
    """Return the tokens below a verb without the clauses that are coordinated with it."""
    found, todo = set(), [verb]
    while todo:
        token = todo.pop()
        found.add(token.i)
        todo += [c for c in token.children if c.dep_ not in {"conj", "parataxis"}]
    return found

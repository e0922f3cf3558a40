"""Support asked for, offered, promised, delivered or refused, read from one article."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kind_of, kinds_named
from pipelines.extract.meetings import Contact
from pipelines.extract.money import Money, find_money
from pipelines.extract.tables import word_map
from pipelines.extract.when import When, when_of

_LONGEST_ITEM: Final = 16
_AHEAD: Final = 60  # tokens by which a request may stand before the contact that it is reported from
_TO: Final = ("to", "for", "with", "in")
_CUMULATIVE: Final = re.compile(
    r"\b(total|totals|totalling|totaling|since|so far|to date|overall|altogether|cumulative|amounts? to"
    r"|bring(?:s|ing)?)\b",
    re.IGNORECASE,
)
_NEW: Final = re.compile(r"\b(new|another|additional|further|more|today|fresh|extra)\b", re.IGNORECASE)
_WEAK_ACTS: Final = {"give_weak", "give_help", "do"}
_WEAK: Final = {"other", "political"}


@dataclass
class Undertaking:
    """One support as one article reports it; each field keeps the words it was read from."""

    giver: Actor
    recipient: Actor
    status: str
    kind: str
    item: str
    item_span: Span
    trigger: Token
    giver_token: Token
    recipient_token: Token
    money: Money | None = None
    quantity: int | None = None
    quantity_token: Token | None = None
    when: When | None = None
    cumulative: bool = False
    co_givers: list[tuple[Actor, Token]] = field(default_factory=list)
    confidence: float = 0.6

    @property
    def amount(self) -> Decimal | None:
        """The sum of money, if any."""
        return self.money.amount if self.money else None

    @property
    def currency(self) -> str | None:
        """ISO 4217 code of the sum."""
        return self.money.currency if self.money else None

    @property
    def sentence(self) -> Span:
        """The sentence that reports it."""
        return self.trigger.sent


@dataclass
class Draft:
    """The slots of one clause before they are filled from context."""

    act: str
    status: str
    verb: Token
    object: Token
    giver: list[tuple[Actor, Token]]
    recipient: list[tuple[Actor, Token]]


@cache
def _acts() -> dict[str, str]:
    return word_map("pledge_words", "lemma", "act")


@cache
def _nominal_acts() -> dict[str, str]:
    return word_map("pledge_nouns", "word", "act")


@cache
def _modality() -> dict[str, str]:
    return word_map("pledge_modality", "lemma", "status")


class PledgeReader:
    """Reads the pledges of one article, given who is who and the contacts it reports."""

    def __init__(self, coreference: Coreference, published: dt.date | None, contacts: list[Contact]) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.published = published
        self.contacts = contacts
        self.money = self._spans()
        self.out: list[Undertaking] = []

    def _spans(self) -> list[tuple[Money, Span]]:
        found = []
        for money in find_money(self.doc.text):
            span = self.doc.char_span(money.start, money.end, alignment_mode="expand")
            if span is not None:
                found.append((money, span))
        return found

    def read(self) -> list[Undertaking]:
        """Return the distinct undertakings, in order of first report."""
        drafts = [
            d for token in self.doc for d in (self._nominal(token) if token.pos_ == "NOUN" else self._drafts(token))
        ]
        default = self._usual_recipient(drafts)
        for draft in drafts:
            self._complete(draft, default)
        taken = {id(u.money) for u in self.out}
        for money, span in self.money:
            if id(money) not in taken and (loose := self._loose(span)) is not None:
                self._complete(loose, default)
        return self.out

    def _loose(self, span: Span) -> Draft | None:
        """Read a sum that no verb of giving takes as object: `a $60 million package`, `aid worth €5m`, `total of …`."""
        thing = self._thing_of(span)
        verb = syntax.governing_verb(thing) if thing is not None else None
        if thing is None or verb is None or syntax.negated(verb) or syntax.is_hypothetical(verb):
            return None
        act = _acts().get(verb.lemma_.lower(), "promise")
        status = self._above(thing) or self._own_status(verb, act if act in {"give", "promise", "offer"} else "promise")
        giver = self._owner(thing) or self._actors(syntax.agent(verb))
        return Draft("promise", status, verb, thing, giver, self._recipient(verb, "promise", thing))

    def _thing_of(self, span: Span) -> Token | None:
        """Return the noun of support that a sum measures: above it, below it, or beside it."""
        root = span.root
        near = [root, *root.ancestors, *[c for c in root.subtree if c.pos_ == "NOUN"]]
        return next(
            (t for t in near if t.pos_ in {"NOUN", "PROPN"} and t.sent == span.sent and kinds_named(t.text)), None
        )

    # clauses

    def _nominal(self, noun: Token) -> list[Draft]:
        """Read a noun of giving or signing: `the signing of an agreement`, `Norway's delivery of gas`."""
        act = _nominal_acts().get(noun.lower_)
        things = syntax.prepositional(noun, "of") if act else []
        if not act or not things or any(t.lemma_ == "discuss" for t in syntax.chain(noun)):
            return []
        status = self._above(noun) or ("committed" if act == "promise" else "delivered")
        return [Draft(act, status, noun, things[0], self._owner(noun), self._recipient(noun, act, things[0]))]

    def _drafts(self, verb: Token) -> list[Draft]:
        act = _acts().get(verb.lemma_.lower())
        if act is None or verb.pos_ not in {"VERB", "AUX"} or (act == "do" and self._above(verb) is None):
            return []
        if act == "ask" and any(
            c.dep_ in {"xcomp", "ccomp"}
            and _acts().get(c.lemma_.lower(), "").startswith(("give", "promise", "sanction", "recognise"))
            for c in verb.children
        ):
            return []  # the verb below says what is asked for
        status = self._status(verb, act)
        if status is None:
            return []
        return [
            Draft(act, status, verb, thing, self._giver(verb, act), self._recipient(verb, act, thing))
            for thing in self._objects(verb, act)
        ]

    def _objects(self, verb: Token, act: str) -> list[Token]:
        if act == "thank":
            return [t for t in syntax.prepositional(verb, "for") if t.pos_ != "VERB"]
        if act == "ask":
            asked = syntax.prepositional(verb, "for") + syntax.children(verb, "xcomp")
            return asked or [t for t in syntax.objects(verb) if not self.coreference.resolve(t)]
        found = syntax.objects(verb)
        with_ = (
            syntax.prepositional(verb, "with")
            if verb.lemma_ in {"supply", "provide", "furnish", "equip", "help"}
            else []
        )
        found = with_ or found
        things = [self._antecedent(t) for t in found if t.ent_type_ != "PERSON" and not self._is_actor(t)]
        return [t for t in things if t is not None][:1]

    def _antecedent(self, token: Token) -> Token | None:
        """Return what `them` or `it` means as an object: the nearest kind of goods named before it."""
        if token.pos_ != "PRON":
            return token
        if token.lower_ not in {"it", "them", "these", "those", "this"}:
            return None
        for before in reversed(self.doc[max(0, token.i - 40) : token.i]):
            if before.pos_ in {"NOUN", "PROPN"} and set(kinds_named(before.text)) - _WEAK:
                return before
        return None

    def _is_actor(self, token: Token) -> bool:
        mention = self.coreference.at.get(token.i)
        return mention is not None and mention.actor.kind in {"person", "country"} and mention.sort != "demonym"

    def _status(self, verb: Token, act: str) -> str | None:
        """Tell how far it went, by the verb, its tense and the verbs above it; None for what is no report."""
        above = self._above(verb)
        if syntax.negated(verb):
            return (
                "refused"
                if act.startswith("give") and (syntax.is_future(verb) or "can" in syntax.auxiliaries(verb))
                else None
            )
        if act == "refuse":
            return "refused"
        if act == "ask":
            return "requested"
        if act == "thank":
            return "delivered"
        if syntax.is_hypothetical(verb):
            return None
        if above is not None:
            return above
        return self._own_status(verb, act)

    def _own_status(self, verb: Token, act: str) -> str:
        if act == "offer":
            return "offered"
        if act in {"promise", "sanction", "recognise"}:
            return "offered" if syntax.is_modal(verb) else "committed"
        if syntax.is_future(verb):
            return "committed"
        if syntax.is_modal(verb):
            return "offered"
        if verb.tag_ in {"VBZ", "VBP", "VBG"} and verb.dep_ not in {"acl", "pcomp"} and _NEW.search(verb.sent.text):
            return "committed"
        if verb.tag_ == "VB":
            return "committed"
        return "delivered"

    def _above(self, verb: Token) -> str | None:
        """Return the status that a governing verb, noun or adjective gives: `ready to`, `asked to`."""
        token = verb
        for _ in range(4):
            if (
                token.dep_ not in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "prep", "pobj", "dobj"}
                or token.head == token
            ):
                return None
            if token.dep_ == "advcl" and token.tag_ != "VB":
                return None
            if token.dep_ == "ccomp" and token.head.lemma_ not in {
                "ask",
                "urge",
                "request",
                "demand",
                "propose",
                "insist",
                "promise",
                "pledge",
                "announce",
            }:
                return None
            token = token.head
            status = _modality().get(token.lemma_.lower())
            if status is not None and token.pos_ in {"VERB", "NOUN", "ADJ"}:
                return "refused" if syntax.negated(token) and status in {"committed", "offered"} else status
        return None

    def _actors(self, head: Token | None) -> list[tuple[Actor, Token]]:
        if head is None:
            return []
        return [(self._state(a), t) for t in syntax.conjuncts(head) for a in self.coreference.resolve(t)]

    def _state(self, actor: Actor) -> Actor:
        """Prefer the state or organisation over the official who speaks for it."""
        if actor.kind != "country" and actor.country:
            return self.coreference.finder.country(actor.country)
        if actor.kind == "person":
            return self.coreference.organisation_of_person(actor) or actor
        return actor

    def _giver(self, verb: Token, act: str) -> list[tuple[Actor, Token]]:
        if act == "thank":
            return [pair for t in syntax.children(verb, "dobj") for pair in self._actors(t)]
        if act == "ask":
            direct = [pair for t in syntax.children(verb, "dobj") for pair in self._actors(t)]
            return direct or [pair for t in syntax.prepositional(verb, "on", "from", "to") for pair in self._actors(t)]
        if act == "receive":
            return [pair for t in syntax.prepositional(verb, "from") for pair in self._actors(t)]
        found = self._actors(syntax.agent(verb))
        if not found:
            found = [pair for t in syntax.prepositional(verb, "from") for pair in self._actors(t)]
        return found

    def _recipient(self, verb: Token, act: str, thing: Token) -> list[tuple[Actor, Token]]:
        if act in {"ask", "thank", "receive"}:
            return self._actors(syntax.agent(verb) or syntax.subject(verb))
        direct = [pair for t in syntax.children(verb, "dative", "dobj") if t != thing for pair in self._actors(t)]
        if direct:
            return direct
        for head in (verb, thing, *[c for c in thing.subtree if c.pos_ == "NOUN"][:6]):
            for target in syntax.prepositional(head, *_TO):
                found = self._actors(target)
                if found:
                    return found
        return []

    # slots from context

    def _usual_recipient(self, drafts: list[Draft]) -> tuple[Actor, Token] | None:
        """Return who receives in most of the article's clauses that say so."""
        named = [
            d.recipient[0]
            for d in drafts
            if d.recipient
            and d.giver
            and d.recipient[0][0].key != d.giver[0][0].key
            and d.recipient[0][0].kind != "person"
        ]
        if not named:
            return None
        best = Counter(a.key for a, _ in named).most_common(1)[0][0]
        return next(pair for pair in named if pair[0].key == best)

    def _complete(self, draft: Draft, default: tuple[Actor, Token] | None) -> None:
        """Fill the slots of a clause from what governs it and from the article; keep it if it is a pledge."""
        span = self._item_span(draft.object)
        money = self._money_of(draft, span)
        if not self._has_object(draft, span, money):
            return
        asker = self._asker(draft)
        if draft.act in _WEAK_ACTS and not (draft.recipient or asker or draft.status == "requested"):
            return
        giver = draft.giver or self._owner(draft.object)
        recipient = self._recipient_of(draft, asker, giver, default)
        if recipient is not None and giver and giver[0][0].key == recipient[0].key:
            giver = [pair for pair in giver if pair[0].key != recipient[0].key]
            if not giver and draft.status == "offered" and draft.act == "offer":
                draft.status = "requested"  # who proposes to be given asks
        if not giver and (draft.status == "requested" or draft.verb.pos_ == "NOUN"):
            giver = self._counterpart(draft, recipient)
        if recipient is None or not giver or giver[0][0].key == recipient[0].key:
            return
        if giver[0][0].kind == "person" and recipient[0].kind == "person":
            return
        self._keep(self._undertaking(draft, span, money, giver, recipient))

    def _has_object(self, draft: Draft, span: Span, money: tuple[Money, Span] | None) -> bool:
        """Tell whether the clause names something concrete of the sort that its verb gives."""
        kinds = set(kinds_named(span.text))
        if draft.act == "sanction":
            return "sanctions" in kinds
        if draft.act == "give_people":
            return "humanitarian" in kinds
        if draft.act in {"give_help", "give_weak", "thank", "receive", "do"}:
            return money is not None or bool(kinds - {"other"})
        if draft.verb.lemma_ == "commit":
            return money is not None
        return money is not None or bool(kinds)

    def _asker(self, draft: Draft) -> list[tuple[Actor, Token]]:
        """Return who asks or thanks in the clause above: for that side the support is."""
        for verb in syntax.chain(draft.verb):
            act = _acts().get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
            if act in {"ask", "thank"}:
                return self._actors(syntax.agent(verb) or syntax.subject(verb))
        return []

    def _recipient_of(
        self,
        draft: Draft,
        asker: list[tuple[Actor, Token]],
        giver: list[tuple[Actor, Token]],
        default: tuple[Actor, Token] | None,
    ) -> tuple[Actor, Token] | None:
        """Return who receives: as the clause says, else who asks, else whom the object names, else the usual one."""
        givers = {a.key for a, _ in giver}
        against = {a.key for t in syntax.prepositional(draft.object, "against", "on") for a, _ in self._actors(t)}
        owned = [pair for pair in self._beneficiary(draft.object) if default is None or pair[0].key == default[0].key]
        for found in (draft.recipient, asker, owned, [default] if default else []):
            fits = [pair for pair in found if pair[0].key not in givers | against]
            if fits:
                return fits[0]
        named = [
            pair for found in (asker, self._beneficiary(draft.object)) for pair in found if pair[0].key not in against
        ]
        return named[0] if named and draft.act == "offer" else None

    def _owner(self, thing: Token) -> list[tuple[Actor, Token]]:
        """Return whose it is: `US military aid`, `Canada's pledge`, `aid from Canada`."""
        for child in thing.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                found = [(a, child) for a in self.coreference.resolve(child) if a.kind != "person"]
                if found:
                    return [(self._state(found[0][0]), child)]
        return [pair for t in syntax.prepositional(thing, "from", "by") for pair in self._actors(t)]

    def _beneficiary(self, thing: Token) -> list[tuple[Actor, Token]]:
        for token in thing.subtree:
            mention = self.coreference.at.get(token.i)
            if mention is not None and mention.actor.kind == "country" and mention.sort in {"adjective", "name"}:
                return [(mention.actor, token)]
        return []

    def _counterpart(self, draft: Draft, recipient: tuple[Actor, Token] | None) -> list[tuple[Actor, Token]]:
        """Return whom a request without addressee is made to: the other side of the contact it is reported from."""
        receiving = {recipient[0].country or recipient[0].key} if recipient else set()
        for contact in reversed(self.contacts):
            sides = [(self._state(p), contact.party_tokens.get(id(p), contact.trigger)) for p in contact.parties]
            others = [(a, t) for a, t in sides if (a.country or a.key) not in receiving]
            if contact.trigger.i <= draft.verb.i + _AHEAD and others and len(others) < len(sides):
                return others[:1]
        return []

    # the object

    def _item_span(self, thing: Token) -> Span:
        """Return the words of the object: its phrase with coordinated things, and a list that follows it."""
        left, right = thing.left_edge.i, thing.i
        for child in thing.rights:
            if child.dep_ in {"relcl", "appos", "advcl"}:
                break
            right = max(right, child.right_edge.i)
        while (
            left < thing.i and (self.doc[left].is_stop or self.doc[left].is_punct) and self.doc[left].lower_ != "more"
        ):
            left += 1
        right = self._with_list(min(right, left + _LONGEST_ITEM))
        while right > thing.i and self._dangles(self.doc[right]):
            right -= 1
        return self.doc[left : right + 1]

    def _dangles(self, token: Token) -> bool:
        return token.is_punct or token.is_space or token.dep_ in {"prep", "cc", "det"}

    def _with_list(self, right: int) -> int:
        """Take in what follows after `including`, `in particular` or a colon, up to the end of the clause."""
        around = self.doc[max(0, right - 2) : right + 5].text.lower()
        listed = re.search(r"\b(including|such as|in particular|among them|namely)\b", around)
        if listed is None and self.doc[right].text != ":":
            return right
        end = right + 1
        while (
            end < min(len(self.doc) - 1, right + _LONGEST_ITEM)
            and not self.doc[end].is_sent_end
            and self.doc[end].text not in {".", ";", ")"}
        ):
            end += 1
            if self.doc[end].dep_ in {"nsubj", "nsubjpass"}:
                return end - 1
        return end

    def _money_of(self, draft: Draft, span: Span) -> tuple[Money, Span] | None:
        for money, where in self.money:
            if where.start < span.end and span.start < where.end:
                return money, where
        edges = {t.i for t in draft.object.subtree}
        for money, where in self.money:
            if where.start in edges or where.end - 1 in edges:
                return money, where
        clause = [
            p
            for p in self.money
            if p[1].sent.start == draft.verb.sent.start and syntax.governing_verb(p[1].root) == draft.verb
        ]
        return clause[0] if clause else None

    def _quantity(self, thing: Token, money: Money | None) -> tuple[int, Token] | None:
        for child in thing.children:
            if child.dep_ == "nummod" and (money is None or not money.start <= child.idx < money.end):
                digits = child.text.replace(",", "")
                if digits.isdigit():
                    return int(digits), child
                word = word_map("number_words", "surface", "value").get(child.lower_)
                if word and float(word).is_integer():
                    return int(float(word)), child
        return None

    def _undertaking(
        self,
        draft: Draft,
        span: Span,
        money: tuple[Money, Span] | None,
        giver: list[tuple[Actor, Token]],
        recipient: tuple[Actor, Token],
    ) -> Undertaking:
        sentence = draft.verb.sent
        anchors = [draft.verb, *[t for t in syntax.chain(draft.verb) if t.pos_ == "VERB"][:2]]
        when = when_of(anchors, self.published, post=self.coreference.post_at(draft.verb), future=False)
        quantity = self._quantity(draft.object, money[0] if money else None)
        kind = kind_of(span.text, sentence.text, has_amount=money is not None)
        others = [pair for pair in giver[1:] if pair[0].key not in {giver[0][0].key, recipient[0].key}]
        return Undertaking(
            giver[0][0],
            recipient[0],
            draft.status,
            kind,
            " ".join(span.text.split()),
            span,
            draft.verb,
            giver[0][1],
            recipient[1],
            money[0] if money else None,
            quantity[0] if quantity else None,
            quantity[1] if quantity else None,
            when,
            bool(money and _CUMULATIVE.search(sentence.text)),
            others,
        )

    def _keep(self, new: Undertaking) -> None:
        for known in self.out:
            if self._same(known, new):
                if known.when is None:
                    known.when = new.when
                if known.money is None and new.money is not None:
                    known.money = new.money
                return
        self.out.append(new)

    def _same(self, known: Undertaking, new: Undertaking) -> bool:
        if (known.giver.key, known.recipient.key) != (new.giver.key, new.recipient.key) or known.status != new.status:
            return False
        if known.amount is not None and new.amount is not None:
            return known.amount == new.amount and known.currency == new.currency
        a, b = ({w for w in re.findall(r"\w+", x.item.lower()) if len(w) > 3} for x in (known, new))  # noqa: PLR2004
        return bool(a and b) and len(a & b) >= 0.6 * min(len(a), len(b))

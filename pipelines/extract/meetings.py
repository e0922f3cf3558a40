"""Contacts between parties, read from one article."""

import datetime as dt
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contact_attendance import attendance
from pipelines.extract.contact_details import anchors_of, format_of
from pipelines.extract.contact_drafts import Draft, DraftFinder, is_bare
from pipelines.extract.contact_ledger import Ledger, distinct, is_background
from pipelines.extract.contact_parties import PartyFinder
from pipelines.extract.contact_partners import told_apart
from pipelines.extract.contact_status import status_of
from pipelines.extract.contact_story import Story, Telling
from pipelines.extract.contact_weight import OWN, ContactWeigher
from pipelines.extract.contacts import Contact, Frame, frames
from pipelines.extract.coreference import Coreference
from pipelines.extract.headline import read_headline
from pipelines.extract.places import find_place
from pipelines.extract.tables import word_map
from pipelines.extract.when import When, when_of

_MANY: Final = {"several", "many", "numerous", "series", "number", "dozens", "multiple", "various"}
LIKELY: Final = 0.4  # near the best F1 by cross-validation
_POSSIBLE: Final = 0.03  # of a word that may speak of a contact told elsewhere
UNWEIGHED: Final = 0.7  # confidence of a contact that a rule alone found


@cache
def _watched() -> frozenset[str]:
    """Return the lemmas of the words that a contact can be read from."""
    attending = word_map("attendance_verbs", "lemma", "who").keys()
    return frozenset({lemma for lemma, _ in frames()} | attending | {"one", "with", "to"})


class MeetingReader:
    """Reads the contacts of one article."""

    def __init__(self, coreference: Coreference, published: dt.date | None, title: str | None) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.published = published
        self.title = title or ""
        self.ledger = Ledger()
        self.headline = read_headline(self.title, coreference, published) if self.title else None
        self.parties = PartyFinder(coreference)
        self.parties.last = self.headline.parties if self.headline else []
        self.finder = DraftFinder(coreference, self.parties, self.title, self.parties.last)
        self.drafts = self.finder.drafts()
        self.weigher = ContactWeigher(self.finder, self.drafts)
        self.summary: tuple[int, When | None] = (-1, None)
        self.open: Draft | None = None
        self.goes_on: tuple[Draft, int] | None = None  # a contact that the next sentence, by its number, may go on with
        self.told: list[Telling] = []

    @property
    def contacts(self) -> list[Contact]:
        """The contacts found so far."""
        return self.ledger.contacts

    def _keep(self, contact: Contact) -> None:
        self.ledger.keep(contact)
        self.open = None
        self.parties.last = self.contacts[-1].parties

    def read(self) -> list[Contact]:
        """Return the contacts, in order of first report."""
        self.ledger = Ledger()
        is_dialogue = bool(self.parties.dialogue.speakers)
        if is_dialogue:
            self._read_title()
        self._read_words()
        self._read_title()
        known = (self.coreference, self.published, self.title, self.contacts)
        Story(*known, self.told, self._when, is_dialogue=is_dialogue).complete()
        return self.contacts

    def _read_words(self) -> None:
        """Read each word that reports a contact, or adds somebody to one."""
        drafts: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            drafts.setdefault(draft.trigger.i, []).append(draft)
        page = self.coreference.finder.page
        for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _watched()):
            for draft in drafts.get(token.i, ()):
                self._weigh(draft)
            if token.i not in drafts and (found := attendance(token, self.parties)) is not None:
                self._attend(*found)
            elif token.lower_ == "one":
                self._read_ellipsis(token)
            elif token.dep_ == "ROOT":
                self._read_fragment(token)

    def _weigh(self, draft: Draft) -> None:
        """Keep a draft that is likely a contact; else let it speak of the one before, or wait for others to join."""
        if self._is_summary(draft):
            self.summary = (draft.trigger.sent.end, self._when(draft.trigger, draft.status))
            return
        weight, reading = self.weigher.best(draft)
        if weight >= _POSSIBLE:
            self.told.append(Telling(draft, frozenset(a.key for a in reading.actors)))
        if weight >= LIKELY:
            parties = self._without_own_state(draft, list(reading.parties))
            contact = self._contact(draft.trigger, draft.frame, draft.status, parties, weight)
            contact.is_named, contact.is_speech = bool(reading.sources & OWN), draft.frame.is_speech
            self._keep(contact)
            self.goes_on = draft, self._number(draft.trigger) + 1
        elif draft.status == "held":
            own = distinct([a for a, _ in draft.own])
            if self._refers_back(draft.trigger, draft.frame, own):
                self._enrich(draft.trigger, draft.frame)
            elif own and not self._is_attended(draft.trigger):
                self.open = draft

    def _without_own_state(self, draft: Draft, parties: list[tuple[Actor, Token]]) -> list[tuple[Actor, Token]]:
        """Leave out the only state where people of one other state face each other: it is that of one of them.

        So reads `Chad's minister A received B of Norway` whose A was taken for a Norwegian.
        """
        sides = [{a.country for a, _ in side if a.kind == "person"} for side in (draft.first, draft.second)]
        states = [a for a, _ in parties if a.kind == "country"]
        people = {a: a.country for a, _ in parties if a.kind == "person"}
        opposed = len(people) > 1 and sides[0] == sides[1] == {*people.values()} and len(sides[0]) == 1
        return [p for p in parties if p[0] not in states] if opposed and len(states) == 1 else parties

    def _is_attended(self, token: Token) -> bool:
        """Tell whether a noun stands with a verb of attendance that names the parties: `the talks were attended by`."""
        verb = syntax.governing_verb(token)
        found = attendance(verb, self.parties) if verb is not None else None
        return found is not None and found[0] == token

    def _read_ellipsis(self, token: Token) -> None:
        """Read `the second call by A …, the previous one being to B`: the noun and its first side stand before."""
        nouns = [t for t in self.doc[token.sent.start : token.i] if (t.lemma_.lower(), "NOUN") in frames()]
        if not nouns or not is_background(token):
            return
        frame = frames()[nouns[-1].lemma_.lower(), "NOUN"]
        second = self.parties.prepositional(token, "with", "to") or self.parties.prepositional(token.head, "with", "to")
        parties = [*self.parties.first_side(nouns[-1], frame), *second]
        if second and self.finder.is_contact(distinct([a for a, _ in parties])):
            self._keep(self._contact(token, frame, "held", parties, UNWEIGHED))

    def _read_fragment(self, token: Token) -> None:
        """Read `And with B.` after `I spoke with A.`: a sentence that is no clause goes on with the contact before."""
        if self.goes_on is None or self.goes_on[1] != self._number(token) or not is_bare(token):
            return
        draft = self.goes_on[0]
        things = syntax.children(token, "pobj") if token.lower_ in draft.frame.prepositions else []
        parties = [party for thing in things for party in self.parties.actors(thing)]
        for second in told_apart(draft.trigger, draft.frame, draft.first, parties):
            both = [*draft.first, *second]
            if second and draft.first and self.finder.is_contact(distinct([a for a, _ in both])):
                self._go_on(token, draft, both)

    def _go_on(self, token: Token, draft: Draft, parties: list[tuple[Actor, Token]]) -> None:
        """Keep a contact that goes on from another: as that one was held, unless the sentence tells otherwise."""
        contact = self._contact(token, draft.frame, draft.status, parties, UNWEIGHED)
        contact.when = contact.when or self._when(draft.trigger, draft.status)
        if contact.format == "unspecified":
            before = self._contact(draft.trigger, draft.frame, draft.status, parties, UNWEIGHED)
            contact.format, contact.format_span = before.format, before.format_span
        contact.is_speech = draft.frame.is_speech
        self._keep(contact)
        self.goes_on = draft, self._number(token) + 1

    def _number(self, token: Token) -> int:
        return self.coreference.finder.page.number(token)

    def _read_title(self) -> None:
        """Take the contact that the headline names, where the story itself names its parties only by office."""
        found = self.headline
        if found is None or any(p in c.parties for c in self.contacts for p in found.parties if p.kind == "person"):
            return
        actors = distinct(found.parties)
        if self.finder.is_contact(actors):
            format_, _ = format_of(found.trigger, found.frame, None, self.title)
            record = self.parties.dialogue.speakers != []
            self._keep(Contact(actors, format_, "held", found.trigger, None, None, is_record=record))

    def _attend(self, noun: Token, parties: list[tuple[Actor, Token]]) -> None:
        """Add those who `also took part` to the contact before, or complete one of which only one side was known."""
        frame = frames().get((noun.lemma_.lower(), "NOUN"))
        if status_of(noun) is None:
            return
        if self.open is None and (frame is None or self._continues(noun)):
            self._add(noun, [a for a, _ in parties], members=frame is None)
        elif self.open is not None:
            together = [*self.open.own, *parties]
            if self.finder.is_contact(distinct([a for a, _ in together])):
                self._keep(self._contact(self.open.trigger, self.open.frame, "held", together, UNWEIGHED))

    def _add(self, noun: Token, actors: list[Actor], *, members: bool) -> None:
        """Add parties to the contact before; members of a delegation only if its state took part."""
        if not self.contacts:
            return
        last = self.contacts[-1]
        states = {a.country for a in self.coreference.resolve(noun) if a.kind == "country"}
        if not members or states & {a.country for a in last.parties}:
            last.parties = distinct([*last.parties, *actors])
            self.parties.last = last.parties

    def _continues(self, noun: Token) -> bool:
        """Tell whether `the talks` are those of the contact before."""
        definite = any(c.lower_ in {"the", "this", "these"} for c in noun.children)
        return definite and bool(self.contacts) and self.contacts[-1].status == "held"

    def _is_summary(self, draft: Draft) -> bool:
        """Tell `held several meetings with members of …`, which stands for contacts that are told one by one."""
        token = draft.trigger
        counted = {c.lower_ for c in token.children} | (
            {token.head.head.lower_} if token.head.lower_ == "of" else set()
        )
        bodies = any(a.kind == "organisation" for a, _ in draft.own)
        return bool(counted & _MANY) and token.tag_ == "NNS" and bodies

    def _when(self, token: Token, status: str) -> When | None:
        """Return the date of the clause, else that of the summary which the sentence details (`This included …`)."""
        post = self.coreference.post_at(token)
        when = when_of(anchors_of(token), self.published, post=post, future=status == "planned")
        if (
            when is None
            and token.sent.start == self.summary[0]
            and token.sent[0].lower_ in {"this", "these", "among", "they"}
        ):
            return self.summary[1]
        return when or self._when_before(token, status) or self._when_also(token)

    def _when_before(self, token: Token, status: str) -> When | None:
        """Return the date of the verb that the clause continues: `came to Oslo on Monday and met X`."""
        verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
        if verb is None or verb.dep_ != "conj" or syntax.own_subject(verb) is not None or is_background(token):
            return None
        return when_of([verb.head], self.published, future=status == "planned")

    def _when_also(self, token: Token) -> When | None:
        """Return the date of the contact before for `He also met X` in the next sentence."""
        if token.sent.start == 0 or not any(c.lower_ == "also" for c in token.children):
            return None
        before = self.doc[token.sent.start - 1].sent
        return next((c.when for c in reversed(self.contacts) if c.sentence.start == before.start), None)

    def _contact(
        self, token: Token, frame: Frame, status: str, parties: list[tuple[Actor, Token]], weight: float
    ) -> Contact:
        anchors = anchors_of(token)
        when = self._when(token, status)
        place = find_place(anchors, self.coreference)
        actors = distinct([a for a, _ in parties])
        format_, span = format_of(token, frame, place, self._title_for(actors) if status == "held" else "")
        tokens = {id(a): t for a, t in parties}
        if status == "held" and self._is_ahead(when):
            if token.tag_ in {"VBD", "VBN"}:  # `agreed on plans for next year`
                when = None
            else:
                status = "planned"
        return Contact(actors, format_, status, token, when, place, tokens, span, round(weight, 2))

    def _is_ahead(self, when: When | None) -> bool:
        """Tell whether a day lies after that of publication: `X comes to Oslo on 9 September for talks`."""
        return (
            when is not None and when.first is not None and self.published is not None and when.first > self.published
        )

    def _title_for(self, parties: list[Actor]) -> str:
        """Return the headline, if it names one of the parties or nobody at all."""
        named = self.coreference.named_in(self.title)
        return self.title if not named or any(p in named for p in parties) else ""

    def _refers_back(self, token: Token, frame: Frame, parties: list[Actor]) -> bool:
        """Tell whether `the meeting`, `they discussed` speaks of the contact before."""
        if not self.contacts:
            return False
        if parties and not set(parties) <= set(self.contacts[-1].parties):
            return False
        definite = any(c.lower_ in {"the", "this", "their", "these", "today"} for c in token.children)
        return definite or frame.pos == "VERB"

    def _enrich(self, token: Token, frame: Frame) -> None:
        last = self.contacts[-1]
        last.told_in.append(token.sent)
        if last.format == "unspecified" and frame.format in {"phone", "video"}:
            last.format, last.format_span = frame.format, token.doc[token.i : token.i + 1]
        if last.when is None:
            last.when = when_of([token], self.published, post=self.coreference.post_at(token), future=False)


__all__ = ["Contact", "MeetingReader"]

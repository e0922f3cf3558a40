"""Contacts between parties, read from one article."""

import datetime as dt
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contact_attendance import attendance
from pipelines.extract.contact_details import anchors_of, format_of
from pipelines.extract.contact_ledger import Ledger, distinct, is_background
from pipelines.extract.contact_parties import PartyFinder
from pipelines.extract.contact_setting import settle, stays
from pipelines.extract.contact_status import status_of
from pipelines.extract.contacts import Contact, Frame, frames, idioms
from pipelines.extract.coreference import Coreference
from pipelines.extract.headline import read_headline
from pipelines.extract.places import find_place
from pipelines.extract.tables import word_map
from pipelines.extract.topics import TopicReader
from pipelines.extract.when import When, when_of

_MANY: Final = {"several", "many", "numerous", "series", "number", "dozens", "multiple", "various"}
_VAGUE: Final = {"consultation", "dialogue", "discussion", "contact", "negotiation"}


@cache
def _watched() -> frozenset[str]:
    """Return the lemmas of the words that a contact can be read from."""
    attending = word_map("attendance_verbs", "lemma", "who").keys()
    return frozenset({lemma for lemma, _ in frames()} | attending | {"one"})


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
        self.summary: tuple[int, When | None] = (-1, None)
        self.open: tuple[Token, Frame, str, list[tuple[Actor, Token]]] | None = None

    @property
    def contacts(self) -> list[Contact]:
        """The contacts found so far."""
        return self.ledger.contacts

    def _keep(self, contact: Contact) -> None:
        self.ledger.keep(contact)
        self.open = None
        self.parties.last = self.contacts[-1].parties

    def read(self) -> list[Contact]:
        """Return the actors contacts, in order of first report."""
        if self.parties.dialogue.speakers:
            self._read_title()
        page = self.coreference.finder.page
        for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _watched()):
            frame = frames().get((token.lemma_.lower(), token.pos_ if token.pos_ != "PROPN" else "NOUN"))
            if frame is not None:
                self._read(token, frame)
            elif (found := attendance(token, self.parties)) is not None:
                self._attend(*found)
            elif token.lower_ == "one":
                self._read_ellipsis(token)
        self._read_title()
        if self.contacts:
            self._complete()
        return self.contacts

    def _complete(self) -> None:
        """Give the contacts what the whole story tells of them: where and when it is set, and what they were about."""
        known = stays(self.coreference, self.published)
        for contact in self.contacts:
            if not is_background(contact.trigger):
                settle(contact, known)
        topics = TopicReader(self.doc, self.title, self.contacts)
        for contact in self.contacts:
            contact.topics = topics.read(contact)

    def _read_ellipsis(self, token: Token) -> None:
        """Read `the second call by A …, the previous one being to B`: the noun and its first side stand before."""
        nouns = [t for t in self.doc[token.sent.start : token.i] if (t.lemma_.lower(), "NOUN") in frames()]
        if not nouns or not is_background(token):
            return
        frame = frames()[nouns[-1].lemma_.lower(), "NOUN"]
        second = self.parties.prepositional(token, "with", "to") or self.parties.prepositional(token.head, "with", "to")
        parties = [*self.parties.first_side(nouns[-1], frame), *second]
        actors = distinct([a for a, _ in parties])
        if second and self._is_contact(actors, frame):
            self._keep(self._contact(token, frame, "held", actors, parties))

    def _read_title(self) -> None:
        """Take the contact that the headline names, where the story itself names its parties only by office."""
        found = self.headline
        if found is None or any(p in c.parties for c in self.contacts for p in found.parties if p.kind == "person"):
            return
        actors = distinct(found.parties)
        if self._is_contact(actors, found.frame):
            format_, _ = format_of(found.trigger, found.frame, None, self.title)
            self._keep(Contact(actors, format_, "held", found.trigger, None, None))

    def _read(self, token: Token, frame: Frame) -> None:
        status = status_of(token)
        if status is None or (status == "planned" and frame.lemma in _VAGUE):
            return
        if self._is_naming(token, frame) or self._is_attended(token) or not self._is_beside(token, frame):
            return
        for parties in self.parties.sides(token, frame):
            if self._is_summary(token, parties):
                self.summary = (token.sent.end, self._when(token, status))
            elif status == "held" and parties and self._only_groups(parties):
                self._tell_again(token, frame, parties)
            else:
                self._take(token, frame, status, parties)

    def _take(self, token: Token, frame: Frame, status: str, parties: list[tuple[Actor, Token]]) -> None:
        """Keep a contact if its parties are there; else let it speak of the one before, or wait for the others."""
        actors = distinct([a for a, _ in parties])
        if self._is_contact(actors, frame):
            self._keep(self._contact(token, frame, status, actors, parties))
        elif found := self._from_context(token, frame, actors) or self._by_number(token, frame, actors):
            self._keep(self._contact(token, frame, status, found, [(a, token) for a in found]))
        elif status == "held" and self._refers_back(token, frame, actors):
            self._enrich(token, frame)
        elif status == "held" and actors:
            self.open = (token, frame, status, parties)

    def _by_number(self, token: Token, frame: Frame, parties: list[Actor]) -> list[Actor] | None:
        found = distinct(self.parties.counted(token, parties))
        return found if self._is_contact(found, frame) else None

    def _tell_again(self, token: Token, frame: Frame, parties: list[tuple[Actor, Token]]) -> None:
        """Read `the leaders discussed`: the contact before, or an earlier one if its own day or place is told."""
        if not is_background(token):
            self._enrich(token, frame)
            return
        earlier = self._contact(token, frame, "held", distinct([a for a, _ in parties]), parties)
        if earlier.when is not None or earlier.place is not None:
            self._keep(earlier)

    def _attend(self, noun: Token, parties: list[tuple[Actor, Token]]) -> None:
        """Add those who `also took part` to the contact before, or complete one of which only one side was known."""
        frame = frames().get((noun.lemma_.lower(), "NOUN"))
        status = status_of(noun)
        if status is None:
            return
        if frame is None or (self.open is None and self._continues(noun)):
            self._add(noun, [a for a, _ in parties], members=frame is None)
            return
        token, frame, status, first = self.open or (noun, frame, status, [])
        together = distinct([a for a, _ in [*first, *parties]])
        if self._is_contact(together, frame):
            self._keep(self._contact(token, frame, status, together, [*first, *parties]))

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

    def _is_attended(self, token: Token) -> bool:
        """Tell whether a noun stands with a verb of attendance that names the parties, and itself names none."""
        verb = syntax.governing_verb(token)
        found = attendance(verb, self.parties) if verb is not None else None
        return found is not None and found[0] == token and not self.parties.prepositional(token, "with", "between")

    def _is_naming(self, token: Token, frame: Frame) -> bool:
        """Tell `called him a liar`, a call to do something, and set phrases (`as we speak`) from contacts."""
        around = token.doc[max(token.sent.start, token.i - 2) : token.i + 3].text.lower()
        if any(f" {words} " in f" {around} " for words in idioms()):
            return True
        labels = {c.dep_ for c in token.children}
        if frame.pos == "NOUN":
            return frame.lemma == "call" and any(c.dep_ == "acl" and c.tag_ == "VB" for c in token.children)
        if frame.lemma not in {"call", "tell"}:
            return False
        return "oprd" in labels or (
            frame.lemma == "call" and (token.tag_ == "VBG" or bool(labels & {"xcomp", "ccomp"}))
        )

    def _is_beside(self, token: Token, frame: Frame) -> bool:
        """Tell whether a word that the frame asks for stands with it: `exchanged views`, `sat down with`."""
        near = {t.lemma_.lower() for t in [*token.children, *list(token.ancestors)[:2]]}
        return not frame.beside or bool(near & set(frame.beside))

    def _is_summary(self, token: Token, parties: list[tuple[Actor, Token]]) -> bool:
        """Tell `held several meetings with members of …`, which stands for contacts that are told one by one."""
        counted = {c.lower_ for c in token.children} | (
            {token.head.head.lower_} if token.head.lower_ == "of" else set()
        )
        return bool(counted & _MANY) and token.tag_ == "NNS" and any(a.kind == "organisation" for a, _ in parties)

    def _only_groups(self, parties: list[tuple[Actor, Token]]) -> bool:
        """Tell whether the parties are named only as `the leaders`, `they`: then the contact is the one before."""
        if not self.contacts or not {a for a, _ in parties} <= set(self.contacts[-1].parties):
            return False
        groups = word_map("group_nouns", "lemma", "stands_for").keys() | {"they", "we", "both", "their"}
        tokens = [t for _, t in parties]
        return all(t.i not in self.coreference.at and t.lemma_.lower() in groups and t.tag_ != "NN" for t in tokens)

    def _is_contact(self, actors: list[Actor], frame: Frame) -> bool:
        """Tell whether two sides are there, one at least of a known state or organisation."""
        known = {a.country or a.key for a in actors if self._is_side(a)}
        strangers = set() if frame.parties == "known" else {a.key for a in actors if not self._is_side(a)}
        if not known or len(known | strangers) < 2:  # noqa: PLR2004 - a contact has two parties
            return False
        return frame.parties != "people" or any(a.kind == "person" for a in actors)

    def _is_side(self, actor: Actor) -> bool:
        """Tell whether an actor stands for a state or organisation; a private person of no known state does not."""
        return bool(
            actor.country
            or actor.kind != "person"
            or self.coreference.organisation_of_person(actor)
            or self._serves_organisation(actor)
        )

    def _serves_organisation(self, actor: Actor) -> bool:
        names = {m.actor.name for m in self.coreference.mentions if m.actor.kind == "organisation"}
        return bool(actor.role) and any(name in str(actor.role) for name in names)

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
        return when or self._when_also(token)

    def _when_also(self, token: Token) -> When | None:
        """Return the date of the contact before for `He also met X` in the next sentence."""
        if token.sent.start == 0 or not any(c.lower_ == "also" for c in token.children):
            return None
        before = self.doc[token.sent.start - 1].sent
        return next((c.when for c in reversed(self.contacts) if c.sentence.start == before.start), None)

    def _contact(
        self, token: Token, frame: Frame, status: str, parties: list[Actor], tokens: list[tuple[Actor, Token]]
    ) -> Contact:
        anchors = anchors_of(token)
        when = self._when(token, status)
        place = find_place(anchors, self.coreference)
        format_, span = format_of(token, frame, place, self._title_for(parties))
        party_tokens = {id(a): t for a, t in tokens}
        return Contact(parties, format_, status, token, when, place, party_tokens, span)

    def _title_for(self, parties: list[Actor]) -> str:
        """Return the headline, if it names one of the parties or nobody at all."""
        named = self.coreference.named_in(self.title)
        return self.title if not named or any(p in named for p in parties) else ""

    def _from_context(self, token: Token, frame: Frame, parties: list[Actor]) -> list[Actor] | None:
        """Return the two people that the sentence and the one before name, for `the request came in a phone call`."""
        if (
            self.contacts
            or parties
            or self.parties.dialogue.speakers
            or frame.pos != "NOUN"
            or frame.lemma not in {"call", "meeting", "conversation", "talk"}
        ):
            return None
        start = self.doc[max(0, token.sent.start - 1)].sent.start
        people = list(
            dict.fromkeys(
                m.actor
                for m in self.coreference.mentions
                if start <= m.first < token.sent.end and m.actor.kind == "person"
            )
        )
        return people if len(people) == 2 and self._is_contact(people, frame) else None  # noqa: PLR2004 - two parties

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

"""What a whole story tells of its contacts, once all are read: where and when it is set, by what way, what about."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract.contact_details import format_of
from pipelines.extract.contact_drafts import Draft
from pipelines.extract.contact_ledger import is_background
from pipelines.extract.contact_setting import (
    day_of_address,
    day_of_events,
    is_in_first_person,
    settle,
    share_format,
    stays,
)
from pipelines.extract.contacts import Contact
from pipelines.extract.coreference import Coreference
from pipelines.extract.topics import TopicReader
from pipelines.extract.when import When

_LEAD: Final = 3  # sentences that tell what a story is about
_REMOTE: Final = frozenset({"phone", "video"})
_WAYS: Final = _REMOTE | {"in_person"}


@dataclass(frozen=True)
class Telling:
    """A word that may speak of a contact, and the keys of its likeliest parties."""

    draft: Draft
    parties: frozenset[str]


@dataclass(frozen=True)
class Story:
    """One article with its contacts.

    `tellings` are the words that may speak of them, `day_of` tells the day that a word gives in a status, and
    `is_dialogue` whether the article is a transcript of speakers.
    """

    coreference: Coreference
    published: dt.date | None
    title: str
    contacts: list[Contact]
    tellings: Sequence[Telling]
    day_of: Callable[[Token, str], When | None]
    is_dialogue: bool

    def complete(self) -> None:
        """Give the contacts, in place, what their own sentences leave open."""
        if not self.contacts:
            return
        self._tell_setting()
        self._tell_formats()
        share_format(self.contacts)
        topics = TopicReader(self.coreference.doc, self.title, self.contacts)
        for contact in self.contacts:
            contact.topics = topics.read(contact)

    def _tell_setting(self) -> None:
        """Give contacts the day of the story or of the address, and the place and day of the journey it tells."""
        known = stays(self.coreference, self.published)
        today = day_of_address(self.coreference, self.published)
        events = self._day_of_events()
        for contact in self.contacts:
            if contact.when is None and events is not None and self._is_lead(contact):
                contact.when = events
            if contact.when is None and today is not None and self._is_told_by_author(contact):
                contact.when = today
            if not is_background(contact.trigger):
                settle(contact, known)

    def _day_of_events(self) -> When | None:
        """Return the day on which the story happens, unless the words for it are those of one contact."""
        events = day_of_events(self.coreference, self.published)
        taken = {c.when.span.start for c in self.contacts if c.when is not None}
        return events if events is not None and events.span.start not in taken else None

    def _is_lead(self, contact: Contact) -> bool:
        """Tell whether a contact is what the story begins with, and the only one of those parties that it tells."""
        if contact.status != "held" or is_background(contact.trigger):
            return False
        first = self.coreference.finder.page.sentences[:_LEAD]
        return contact.is_record or contact.sentence.start < first[-1].end

    def _is_told_by_author(self, contact: Contact) -> bool:
        """Tell whether the author of an address tells of his own contact: `I spoke with X`."""
        author = self.coreference.author
        if contact.status != "held" or author not in contact.parties or is_background(contact.trigger):
            return False
        return contact.is_record or not self.is_dialogue

    def _tell_formats(self) -> None:
        """Give a contact whose word tells no way that which other words tell of the same parties: `the phone call`."""
        for contact in (c for c in self.contacts if c.format == "unspecified" and not is_background(c.trigger)):
            # `I spoke to X` is on most days by phone
            likely = _REMOTE if is_in_first_person(contact.trigger) else _WAYS
            found = next((way for way in self._ways(contact) if way[0] in likely), None)
            if found is not None:
                contact.format, contact.format_span = found

    def _ways(self, contact: Contact) -> Iterator[tuple[str, Span | None]]:
        """Yield the ways that words outside the sentences of other contacts tell of a contact."""
        others = {s.start for c in self.contacts if c is not contact for s in (c.sentence, *c.told_in)}
        for draft in self._told_of(contact):
            if draft.trigger.sent.start not in others:
                yield format_of(draft.trigger, draft.frame, None, "")

    def _told_of(self, contact: Contact) -> Iterator[Draft]:
        """Yield the words that may speak of a contact: those of the same parties and status, on no other day."""
        parties = frozenset(a.key for a in contact.parties)
        again = [c for c in self.contacts if c.status == contact.status and {a.key for a in c.parties} == parties]
        for draft in (t.draft for t in self.tellings if t.parties == parties and t.draft.status == contact.status):
            if not is_background(draft.trigger) and self._is_of(contact, draft, again):
                yield draft

    def _is_of(self, contact: Contact, draft: Draft, again: Sequence[Contact]) -> bool:
        """Tell whether a word speaks of this one of the contacts of its parties: the one before it, or of its day."""
        when = self.day_of(draft.trigger, draft.status)
        if when is None:
            before = [c for c in again if c.sentence.start <= draft.trigger.sent.start]
            return (before or again)[-1] is contact
        return contact.when is not None and when.overlaps(contact.when)

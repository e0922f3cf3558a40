"""Where and when a story is set: the journey that its first sentences tell, for contacts that name no place or day."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contact_ledger import is_background
from pipelines.extract.contacts import Contact, frames
from pipelines.extract.coreference import Coreference
from pipelines.extract.lexicon import words
from pipelines.extract.places import Place, find_place
from pipelines.extract.when import When, when_of

_TODAY: Final = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_DAYTIMES: Final = {"today", "tonight", "morning", "afternoon", "evening"}
_LEAD: Final = 4  # sentences at the head of a story that tell where it is set


@dataclass(frozen=True)
class Stay:
    """A person abroad: where, and when if the sentence tells."""

    person: Actor
    place: Place
    when: When | None


def stays(coreference: Coreference, published: dt.date | None) -> list[Stay]:
    """Return the journeys told at the head of a story: `X announced in Kyiv on Saturday`, `on a visit to Kyiv, X …`."""
    out = []
    for number, sentence in enumerate(coreference.finder.page.sentences):
        if number == _LEAD:
            break
        for anchor, place in _places(sentence, coreference):
            verb = anchor if anchor.pos_ == "VERB" else syntax.governing_verb(anchor)
            if verb is None or syntax.is_future(verb) or syntax.negated(verb):
                continue
            when = when_of([anchor, verb], published)
            out += [Stay(p, place, when) for p in _travellers(anchor, verb, coreference) if p.country != place.country]
    return out


def _places(sentence: Span, coreference: Coreference) -> Iterator[tuple[Token, Place]]:
    for token in sentence:
        if token.pos_ == "VERB" or token.lemma_.lower() in words("journey_words"):
            place = find_place([token], coreference)
            if place is not None and place.country is not None:
                yield token, place


def _travellers(anchor: Token, verb: Token, coreference: Coreference) -> list[Actor]:
    """Return the people who are where the clause says: its subject, or the owner of the journey."""
    owners = syntax.children(anchor, "poss")
    doer = owners[0] if owners else syntax.agent(verb)
    if doer is None:
        return []
    found = [a for token in syntax.conjuncts(doer) for a in coreference.resolve(token)]
    return [a for a in found if a.kind == "person" and a.country]


def day_of_address(coreference: Coreference, published: dt.date | None) -> When | None:
    """Return the day of an address that speaks of `today`, with that word: what its author tells of the day."""
    match = _TODAY.search(coreference.finder.page.body) if published and coreference.author is not None else None
    if match is None:
        return None
    span = coreference.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    return When(published, published, span) if span is not None else None


def day_of_events(coreference: Coreference, published: dt.date | None) -> When | None:
    """Return the day of a story that tells of it as it happens (`today's signing`, `Oslo confirmed today`).

    `today` for these times (`today we are a strong union`) tells no day.
    """
    if published is None:
        return None
    page = coreference.finder.page
    for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _DAYTIMES):
        if _is_of_event(token):
            return When(published, published, token.doc[token.i : token.i + 1])
    return None


def _is_of_event(token: Token) -> bool:
    """Tell whether a word for this day stands with what happened, or was to happen, on it."""
    if token.lower_ not in {"today", "tonight"} and (token.i == 0 or token.nbor(-1).lower_ != "this"):
        return False
    if token.dep_ == "poss":
        return (token.head.lemma_.lower(), "NOUN") in frames() or token.head.lower_.endswith("ing")
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else syntax.governing_verb(token)
    if verb is None or verb.pos_ != "VERB":
        return False
    doer = syntax.subject(verb)
    ours = syntax.is_future(verb) and doer is not None and doer.lower_ == "we"
    return verb.tag_ in {"VBD", "VBN"} or ours


def share_format(contacts: list[Contact]) -> None:
    """Give talks of which a story tells no way (`during talks with X`, `also spoke to X`) that of its other contacts.

    Those count that a party had on the same day. What somebody tells of himself (`I spoke to X`) is left open.
    """
    held = [c for c in contacts if c.status == "held"]
    known = [(c, c.format) for c in held if c.format != "unspecified"]
    for contact in (c for c in held if c.format == "unspecified" and not is_background(c.trigger)):
        if contact.is_speech or is_in_first_person(contact.trigger):
            continue
        found = {form for other, form in known if _is_of_one_day(contact, other)}
        if len(found) == 1:
            contact.format, contact.format_span = found.pop(), None


def is_in_first_person(token: Token) -> bool:
    """Tell `I spoke to X`, `my talks with X`."""
    verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
    doer = syntax.agent(verb) if verb is not None else None
    words = {c.lower_ for c in token.children} | ({doer.lower_} if doer is not None else set())
    return bool(words & {"i", "we", "my", "our"})


def _is_of_one_day(contact: Contact, other: Contact) -> bool:
    """Tell whether two contacts of one party are told of one day, or neither of any."""
    days = [c.when.window if c.when is not None else None for c in (contact, other)]
    shared = any(party in other.parties for party in contact.parties)
    return shared and days[0] == days[1] and not is_background(other.trigger)


def settle(contact: Contact, known: list[Stay]) -> None:
    """Give a contact the place and the day of a journey to a state that another party is of."""
    if contact.format in {"phone", "video"} or contact.status != "held":
        return
    for stay in known:
        hosts = {a.country for a in contact.parties if a is not stay.person}
        if stay.person not in contact.parties or stay.place.country not in hosts:
            continue
        if contact.place is not None and contact.place.country != stay.place.country:
            continue
        contact.place = contact.place or stay.place
        contact.when = contact.when or stay.when
        if contact.format == "unspecified":
            contact.format, contact.format_span = "in_person", contact.place.span

"""The contacts of one article, each once: the same contact told again is joined with what was told of it before."""

from typing import Final

from spacy.tokens import Token

from pipelines.extract.actors import Actor
from pipelines.extract.contacts import Contact

_BACKGROUND: Final = {"previous", "earlier", "last", "first", "another", "second", "third", "past", "former", "recent"}


class Ledger:
    """The contacts of one article, in order of first report."""

    def __init__(self) -> None:
        self.contacts: list[Contact] = []

    def keep(self, contact: Contact) -> None:
        """Add a contact, or join it with the one before that it tells again."""
        for known in self.contacts:
            if self._same(known, contact):
                self._merge(known, contact)
                return
        self.contacts.append(contact)

    def _same(self, known: Contact, new: Contact) -> bool:
        if not self._compatible_parties(known.parties, new.parties):
            return False
        if known.is_record and _is_of_this_day(new):
            return True
        if known.status != new.status and "held" in {known.status, new.status}:
            return False
        if _tells_again(known, new):
            return True
        if {known.format, new.format} == {"phone", "in_person"} or _is_other_event(known.trigger, new.trigger):
            return False
        if is_background(new.trigger) or is_background(known.trigger):
            return bool(known.when and new.when and known.when.window == new.when.window)
        return known.when is None or new.when is None or known.when.overlaps(new.when)

    def _compatible_parties(self, a: list[Actor], b: list[Actor]) -> bool:
        small, large = sorted(({self._side(x, b) for x in a}, {self._side(x, a) for x in b}), key=len)
        return small <= large

    def _side(self, actor: Actor, others: list[Actor]) -> str:
        """Compare a person by its state where the other report names only states."""
        if (
            actor.kind == "person"
            and actor.country
            and any(o.kind == "country" and o.country == actor.country for o in others)
        ):
            return actor.country
        return actor.country if actor.kind == "country" and actor.country else actor.key

    def _merge(self, known: Contact, new: Contact) -> None:
        known.parties = distinct([*known.parties, *new.parties])
        known.party_tokens = {**new.party_tokens, **known.party_tokens}
        if new.when and (
            known.when is None or known.when.first is None or (new.when.first and new.when.days < known.when.days)
        ):
            known.when = new.when
        known.place = known.place or new.place
        if new.status == "cancelled":
            known.status = new.status
        if known.format == "unspecified" and new.format != "unspecified":
            known.format, known.format_span = new.format, new.format_span
        known.told_in += [new.sentence, *new.told_in]
        known.confidence = min(0.95, known.confidence + 0.1)


def _tells_again(known: Contact, new: Contact) -> bool:
    """Tell `they agreed`, and a word without a day whose parties are only those of the contact before."""
    if known.status != new.status:
        return False
    if new.is_speech:
        return True
    own = new.when is not None or (is_background(new.trigger) and new.place is not None)
    return not new.is_named and not own and {known.format, new.format} != {"phone", "in_person"}


def _is_of_this_day(new: Contact) -> bool:
    """Tell `I look forward to our discussion` in the transcript of it from other contacts of the two speakers."""
    return new.when is None and new.place is None and not is_background(new.trigger)


def _is_other_event(known: Token, new: Token) -> bool:
    """Tell a conference with a name of its own from a meeting of the same sides."""
    return "PROPN" in {known.pos_, new.pos_} and known.lemma_.lower() != new.lemma_.lower()


def is_background(trigger: Token) -> bool:
    """Tell whether the word speaks of an earlier contact: `the previous call`, `their second meeting`."""
    return any(c.lower_ in _BACKGROUND and c.dep_ in {"amod", "advmod", "det"} for c in trigger.children)


def distinct(parties: list[Actor]) -> list[Actor]:
    """Return each party once; a state or organisation whose own people are there stands through them."""
    actors = list(dict.fromkeys(parties))
    people = [a for a in actors if a.kind == "person"]
    represented = {p.country for p in people if p.country}
    return [a for a in actors if a.kind == "person" or not (a.kind == "country" and a.country in represented)]

"""Who is named where in an article: the states, organisations and groups that may stand on a side of a pledge."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor, Mention
from pipelines.extract.coreference import Coreference
from pipelines.extract.pledge_parties import Parties
from pipelines.extract.tables import frame_rows
from pipelines.extract.undertakings import Party

_VICTIM_AFTER: Final = ("against", "of", "on", "in")
_PREPOSITIONS: Final = frozenset(
    {"to", "for", "from", "by", "with", "of", "in", "on", "against", "at", "between", "into", "under", "among"}
)


@dataclass(frozen=True)
class Naming:
    """One place where an actor is named; `sentence` counts from 0, `role` tells how it stands there."""

    party: Party
    sentence: int
    role: str


@cache
def _hostile() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("hostile_nouns", "lemma"))


class Scene:
    """The namings of one article, by sentence and by actor."""

    def __init__(self, coreference: Coreference, parties: Parties) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.parties = parties
        self.page = coreference.finder.page
        self._groups: set[str] = set()
        self.in_sentence: dict[int, list[Naming]] = {}
        self.of_actor: dict[str, list[Naming]] = {}
        for naming in sorted(self._namings(), key=lambda n: n.party[1].i):
            self.in_sentence.setdefault(naming.sentence, []).append(naming)
            self.of_actor.setdefault(naming.party[0].key, []).append(naming)
        self.often = Counter({key: len(namings) for key, namings in self.of_actor.items()})
        self.rank = {key: n for n, (key, _) in enumerate(self.often.most_common())}
        self.attackers, self.attacked = self._war()
        self.in_title = self._titled()

    def near(self, token: Token, first: int, last: int) -> list[Party]:
        """Return who is named in the sentences from `first` to `last`, counted from that of a token."""
        at = self.page.number(token)
        return [n.party for i in range(at + first, at + last + 1) for n in self.in_sentence.get(i, [])]

    def named_within(self, actor: Actor, window: Span) -> Token | None:
        """Return the last word of a window that names an actor, if any."""
        named = (n.party[1] for n in reversed(self.of_actor.get(actor.key, [])))
        return next((t for t in named if window.start <= t.i < window.end), None)

    def most_named(self) -> list[Party]:
        """Return the states that the article names most often, first naming of each."""
        named = [self.of_actor[key][0].party for key, _ in self.often.most_common()]
        return [party for party in named if party[0].kind == "country"]

    def main_body(self) -> list[Party]:
        """Return the body of several states that the article names most often (the EU, a bank, an alliance), if any."""
        named = (self.of_actor[key][0].party for key, _ in self.often.most_common())
        return [p for p in named if p[0].kind == "organisation" and p[0].basis == "reference" and not p[0].country][:1]

    def main_group(self) -> list[Party]:
        """Return the group of states that the article names most often without names (`the partners`), if any."""
        named = (self.of_actor[key][0].party for key, _ in self.often.most_common() if key in self._groups)
        return [party for party in named if party[0].name.lower() != "world"][:1]

    def distance(self, actor: Actor, token: Token) -> int | None:
        """Return how many sentences before a token an actor was last named; None where it is named only later."""
        at = self.page.number(token)
        return next((at - n.sentence for n in reversed(self.of_actor.get(actor.key, [])) if n.sentence <= at), None)

    def _namings(self) -> Iterator[Naming]:
        for mention in self._mentions():
            token = self.doc[mention.last]
            yield Naming((self.parties.state(mention.actor), token), self.page.number(token), role(token))
        for group, token in self.parties.all_groups():
            self._groups.add(group.key)
            yield Naming((group, token), self.page.number(token), role(token))

    def _mentions(self) -> Iterator[Mention]:
        """Return the mentions that may take a side: of people, states, and organisations that play a part."""
        yield from self.coreference.mentions
        known = {id(m) for m in self.coreference.mentions}
        for i, mention in self.coreference.at.items():
            if i == mention.first and id(mention) not in known and mention.actor.basis == "reference":
                yield mention

    def _war(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the keys of those named as attackers (`X's invasion`) and as attacked (`war against Y`)."""
        attackers: Counter[str] = Counter()
        attacked: Counter[str] = Counter()
        page = self.page
        for token in (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _hostile()):
            if token.pos_ in {"NOUN", "PROPN"}:
                attackers.update(a.key for a, _ in self.parties.owner(token) if a.kind != "person")
                targets = syntax.prepositional(token, *_VICTIM_AFTER)
                attacked.update(a.key for t in targets for a, _ in self.parties.actors(t) if a.kind == "country")
        return (
            frozenset(key for key, n in attackers.items() if n > attacked[key]),
            frozenset(key for key, n in attacked.items() if n > attackers[key]),
        )

    def _titled(self) -> frozenset[str]:
        title = self.coreference.title
        return frozenset(
            key for key, namings in self.of_actor.items() if title and any(n.party[1].text in title for n in namings)
        )


def role(token: Token) -> str:
    """Tell how a name stands in its clause: subject, owner, modifier, object, or after which preposition."""
    head = token
    while head.dep_ in {"conj", "appos"} and head.head != head:
        head = head.head
    if head.dep_ in {"compound", "amod", "nmod"} and head.head.ent_type_ in {"PERSON", "NORP"}:
        return role(head.head) if head.head != token else "modifier"
    if head.dep_ == "pobj":
        return head.head.lower_ if head.head.lower_ in _PREPOSITIONS else "other preposition"
    return _ROLES.get(head.dep_, "other")


_ROLES: Final = {
    "nsubj": "subject",
    "nsubjpass": "passive subject",
    "poss": "owner",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
    "dobj": "object",
    "dative": "dative",
    "attr": "attribute",
}

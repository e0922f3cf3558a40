"""The candidates for either side of a pledge, each with the sources that speak for it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from pipelines.extract.coreference import Coreference
from pipelines.extract.money import Money
from pipelines.extract.pledge_parties import Parties
from pipelines.extract.pledge_scene import Scene
from pipelines.extract.speakers import FIRST_PERSON
from pipelines.extract.undertakings import Draft, Party, Reading

_MOST: Final = 9
_BACK: Final = 2  # sentences before, in which who gives or receives may be named
_MAIN: Final = 3  # actors that an article is about
_ASKING: Final = {"ask", "thank"}
_TURNED: Final = {"offer", "ask", "do"}
_SECOND_PERSON: Final = {"you", "your", "yours"}


class Candidate(NamedTuple):
    """One actor that may stand on a side, with all sources that name it there."""

    party: Party
    sources: frozenset[str]


@dataclass(frozen=True)
class Question:
    """A draft with those who may stand on its sides, who are looked for when they are asked for.

    `owner` and `named` are those whom the phrase of its object names: whose it is, and whom it is for.
    """

    draft: Draft
    span: Span
    money: tuple[Money, Span] | None
    owner: list[Party]
    named: list[Party]
    sides: "Sides"

    @property
    def givers(self) -> list[Candidate]:
        """Return those who may give, the better sources first."""
        return self._candidates[0]

    @property
    def recipients(self) -> list[Candidate]:
        """Return those who may receive, the better sources first."""
        return self._candidates[1]

    @cached_property
    def _candidates(self) -> tuple[list[Candidate], list[Candidate]]:
        return self.sides.candidates(self)

    @cached_property
    def pairs(self) -> list[tuple[Candidate, Candidate]]:
        """Return the ways to fill both sides: different actors, not two persons; the better sources first."""
        return [
            (giver, to)
            for giver in self.givers
            for to in self.recipients
            if giver.party[0].key != to.party[0].key and not giver.party[0].kind == to.party[0].kind == "person"
        ]

    def reading(self, giver: Candidate, recipient: Candidate) -> Reading:
        """Fill the sides."""
        together = self._beside(giver, recipient)
        return Reading(self.draft, self.span, self.money, giver.party, recipient.party, together)

    def _beside(self, giver: Candidate, recipient: Candidate) -> list[Party]:
        """Return those who give together with a giver: the others of the phrase that it was read from."""
        joined = self.draft.giver or self.owner
        if giver.party[0].key not in {a.key for a, _ in joined}:
            return []
        barred = {giver.party[0].key, recipient.party[0].key}
        others = {a.key: (a, t) for a, t in joined if a.key not in barred}
        return list(others.values())


class Sides:
    """Names who may give and who may receive in a clause, by the clause, its sentence and the article."""

    def __init__(self, coreference: Coreference, parties: Parties) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.parties = parties
        self.scene = Scene(coreference, parties)
        self.gives: Counter[str] = Counter()
        self.receives: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._usual_giver: Party | None = None
        self._usual_recipient: Party | None = None
        self.clear_share = 0.0
        self._often = [*self.scene.most_named()[:_MAIN], *self.scene.main_body(), *self.scene.main_group()]

    def learn(self, drafts: list[Draft]) -> None:
        """Count who gives and receives in the clauses of the article that name both."""
        clear = [d for d in drafts if not d.loose and d.giver and d.recipient]
        clear = [d for d in clear if d.giver[0][0].key != d.recipient[0][0].key]
        sentences = {d.verb.sent.start for d in clear}
        self.clear_share = len(sentences) / max(1, len(self.coreference.finder.page.sentences))
        self.gives = Counter(d.giver[0][0].key for d in clear)
        self.receives = Counter(d.recipient[0][0].key for d in clear)
        self.pairs = Counter((d.giver[0][0].key, d.recipient[0][0].key) for d in clear)
        self._usual_giver = self.parties.usual([d.giver[0] for d in clear if d.giver[0][0].kind != "person"])
        to = [d.recipient[0] for d in clear if d.recipient[0][0].kind != "person"]
        self._usual_recipient = self.parties.usual(to)

    def ask(self, draft: Draft, span: Span, money: tuple[Money, Span] | None) -> Question:
        """Ask who stands on the sides of a draft."""
        owner, named = self.parties.owner(draft.object), self.parties.beneficiary(draft.object)
        return Question(draft, span, money, owner, named, self)

    def candidates(self, question: Question) -> tuple[list[Candidate], list[Candidate]]:
        """Name those who may give, and those who may receive."""
        draft = question.draft
        around = self._around(draft)
        givers = [("clause", draft.giver), ("owner", question.owner), *around]
        recipients = [("clause", draft.recipient), ("object", question.named), *around]
        usual = [self._usual_giver] if self._usual_giver else []
        to = [self._usual_recipient] if self._usual_recipient else []
        against = self.parties.against(draft.object)
        return (
            _ranked(_said([*givers, ("usual", usual)], draft.giver, draft), against),
            _ranked(_said([*recipients, ("usual", to)], draft.recipient, draft), against),
        )

    def _around(self, draft: Draft) -> list[tuple[str, list[Party]]]:
        """Return those named around a draft, who may stand on either side."""
        return [
            ("asker", self.parties.asker(draft) or (draft.recipient if draft.act in _ASKING else [])),
            ("speaker", self._speaker(draft)),
            ("addressee", self._addressee(draft)),
            ("contact", self.parties.sides_of_contact(draft)),
            ("above", self.parties.higher(draft)),
            ("sentence", self.scene.near(draft.verb, 0, 0)),
            ("before", self.scene.near(draft.verb, -_BACK, -1)[::-1]),
            ("often", self._often),
        ]

    def _speaker(self, draft: Draft) -> list[Party]:
        """Return who says `we` in the sentence."""
        first = self._first_of(FIRST_PERSON, draft)
        speaker = self.coreference.speaker(first) if first is not None else None
        return [(self.parties.state(speaker), first)] if speaker is not None and first is not None else []

    def _first_of(self, words: set[str], draft: Draft) -> Token | None:
        """Return the first of some words in the sentence of a draft."""
        page, sentence = self.coreference.finder.page, draft.verb.sent
        inside = range(sentence.start, sentence.end)
        return next((page.tokens[i] for i in inside if page.words[i].lower() in words), None)

    def _addressee(self, draft: Draft) -> list[Party]:
        """Return whom `you` in the sentence may mean: the other sides of the contact, or those spoken of before."""
        second = self._first_of(_SECOND_PERSON, draft)
        if second is None:
            return []
        speaker = self.coreference.speaker(second)
        own = self.parties.state(speaker).key if speaker is not None else None
        others = [a for a, _ in self.parties.sides_of_contact(draft) if a.key != own]
        return [(a, second) for a in others] or [(a, second) for a, _ in self._often if a.key != own][:1]


def _said(sources: list[tuple[str, list[Party]]], named: list[Party], draft: Draft) -> list[tuple[str, list[Party]]]:
    """Narrow a side to those whom the clause itself names there, if it names a state or an organisation."""
    keys = {a.key for a, _ in named if a.kind != "person"}
    if draft.loose or draft.act in _TURNED or not keys:
        return sources
    return [(source, [pair for pair in pairs if pair[0].key in keys]) for source, pairs in sources]


def _ranked(sources: list[tuple[str, list[Party]]], against: set[str]) -> list[Candidate]:
    found: dict[str, tuple[Party, set[str]]] = {}
    for source, pairs in sources:
        seen: set[str] = set()
        for pair in pairs:
            key = pair[0].key
            if key not in against and key not in seen:
                kept = found.setdefault(key, (pair, set()))
                kept[1].add(f"{source} too" if seen else source)
                seen.add(key)
    return [Candidate(pair, frozenset(names)) for pair, names in list(found.values())[:_MOST]]

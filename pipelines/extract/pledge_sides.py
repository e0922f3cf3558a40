"""The candidates for either side of a pledge, each with the sources that speak for it."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract.coreference import Coreference
from pipelines.extract.pledge_parties import Parties
from pipelines.extract.tables import frame_rows
from pipelines.extract.undertakings import Draft, Party

_MOST: Final = 6
_ASKING: Final = {"ask", "thank"}


@dataclass(frozen=True)
class Candidate:
    """One actor that may stand on a side, with all sources that name it there."""

    party: Party
    sources: frozenset[str]


@dataclass(frozen=True)
class Candidates:
    """The candidates of one side, those with the better source first; `joined` are those named in one phrase."""

    ranked: list[Candidate]
    joined: list[Party]

    def beside(self, giver: Candidate, recipient: Candidate) -> list[Party]:
        """Return those who give together with a giver: the others of the phrase that it was read from."""
        if giver.party[0].key not in {a.key for a, _ in self.joined}:
            return []
        barred = {giver.party[0].key, recipient.party[0].key}
        others = {a.key: (a, t) for a, t in self.joined if a.key not in barred}
        return list(others.values())


@cache
def _hostile() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("hostile_nouns", "lemma"))


class Sides:
    """Names who may give and who may receive in a clause, by the clause, its sentence and the article."""

    def __init__(self, coreference: Coreference, parties: Parties) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.parties = parties
        self.gives: Counter[str] = Counter()
        self.receives: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._usual_giver: Party | None = None
        self._usual_recipient: Party | None = None
        self.clear_share = 0.0
        self.hostile = self._attackers()
        self.named = Counter(parties.state(m.actor).key for m in coreference.mentions)
        self._often = self._most_named()

    def learn(self, drafts: list[Draft]) -> None:
        """Count who gives and receives in the clauses of the article that name both."""
        clear = [d for d in drafts if not d.loose and d.giver and d.recipient]
        clear = [d for d in clear if d.giver[0][0].key != d.recipient[0][0].key]
        sentences = {d.verb.sent.start for d in clear}
        self.clear_share = len(sentences) / max(1, sum(1 for _ in self.doc.sents))
        self.gives = Counter(d.giver[0][0].key for d in clear)
        self.receives = Counter(d.recipient[0][0].key for d in clear)
        self.pairs = Counter((d.giver[0][0].key, d.recipient[0][0].key) for d in clear)
        self._usual_giver = self.parties.usual([d.giver[0] for d in clear if d.giver[0][0].kind != "person"])
        to = [d.recipient[0] for d in clear if d.recipient[0][0].kind != "person"]
        self._usual_recipient = self.parties.usual(to)

    def givers(self, draft: Draft) -> Candidates:
        """Return who may give the support of a draft."""
        owner = self.parties.owner(draft.object)
        usual = [self._usual_giver] if self._usual_giver else []
        sources = [
            ("clause", draft.giver),
            ("owner", owner),
            ("asker", self.parties.asker(draft) or (draft.recipient if draft.act in _ASKING else [])),
            ("contact", self.parties.sides_of_contact(draft)),
            ("above", self.parties.higher(draft)),
            ("usual", usual),
            ("group", self.parties.groups(draft)),
            ("sentence", self.parties.in_sentence(draft)),
            ("often", self._often),
        ]
        return self._rank(_said(sources, draft.giver, draft), draft, draft.giver or owner)

    def recipients(self, draft: Draft) -> Candidates:
        """Return who may receive the support of a draft."""
        usual = [self._usual_recipient] if self._usual_recipient else []
        sources = [
            ("clause", draft.recipient),
            ("asker", self.parties.asker(draft) or (draft.recipient if draft.act in _ASKING else [])),
            ("object", self.parties.beneficiary(draft.object)),
            ("usual", usual),
            ("contact", self.parties.sides_of_contact(draft)),
            ("speaker", self.parties.speaker(draft)),
            ("above", self.parties.higher(draft)),
            ("sentence", self.parties.in_sentence(draft)),
            ("often", self._often),
        ]
        return self._rank(_said(sources, draft.recipient, draft), draft, [])

    def _rank(self, sources: list[tuple[str, list[Party]]], draft: Draft, joined: list[Party]) -> Candidates:
        found: dict[str, tuple[Party, set[str]]] = {}
        against = self.parties.against(draft.object)
        for source, pairs in sources:
            for rank, pair in enumerate(pairs):
                if pair[0].key not in against:
                    kept = found.setdefault(pair[0].key, (pair, set()))
                    kept[1].add(source if rank == 0 else f"{source} too")
        ranked = [Candidate(pair, frozenset(names)) for pair, names in found.values()]
        return Candidates(ranked[:_MOST], joined)

    def _attackers(self) -> frozenset[str]:
        """Return the keys of those whom the article names as attackers: `X's invasion`, `aggression by X`."""
        owners = [a for token in self.doc if token.lemma_.lower() in _hostile() for a, _ in self._whose(token)]
        return frozenset(a.key for a in owners)

    def _whose(self, noun: Token) -> list[Party]:
        return [pair for pair in self.parties.owner(noun) if pair[0].kind != "person"]

    def _most_named(self) -> list[Party]:
        """Return the two states that the article names most often."""
        seen: dict[str, Party] = {}
        for mention in self.coreference.mentions:
            actor = self.parties.state(mention.actor)
            if actor.kind == "country":
                seen.setdefault(actor.key, (actor, self.doc[mention.last]))
        return [seen[key] for key, _ in self.named.most_common() if key in seen][:2]


def _said(sources: list[tuple[str, list[Party]]], named: list[Party], draft: Draft) -> list[tuple[str, list[Party]]]:
    """Narrow a side to those whom the clause itself names there, if it names a state or an organisation."""
    keys = {a.key for a, _ in named if a.kind != "person"}
    if draft.loose or draft.act in _TURNED or not keys:
        return sources
    return [(source, [pair for pair in pairs if pair[0].key in keys]) for source, pairs in sources]


_TURNED: Final = {"offer", "ask", "do"}

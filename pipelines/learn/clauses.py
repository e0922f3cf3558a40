"""Drafts of pledges as examples: those of an article with the pledges that a coder found in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipelines.accuracy.agreement import FOUND, pledges
from pipelines.accuracy.model import Account, Actor, Pledge
from pipelines.extract import actors
from pipelines.extract.pledge_sides import Question as Asked
from pipelines.extract.pledge_weight import Weigher
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.undertakings import Undertaking
from pipelines.extract.weights import Vectors
from pipelines.learn.articles import CodedArticle
from pipelines.learn.fit import Choice, Question

_SLACK: Final = 0.12  # below this, two drafts agree alike with a coded pledge


@dataclass(frozen=True)
class Clause:
    """A draft as an example; `group` is its article, or the event that its article tells with others.

    `agreement` maps the coded pledges that it can be, by their place in the answer, to how far it agrees with each;
    `best` tells whether it agrees with one of them as well as any draft of the article does, or nearly so. `weight`
    tells how much it counts.
    """

    group: str
    traits: frozenset[str]
    sides: Question
    agreement: dict[int, float]
    vectors: Vectors
    best: bool = False
    weight: float = 1.0

    @property
    def right(self) -> bool:
        """Whether a coder found it."""
        return bool(self.agreement)


def clauses_of(article: CodedArticle) -> list[Clause]:
    """Return every draft of an article as an example."""
    reader = PledgeReader(article.found, article.published, article.contacts)
    clauses = [as_clause(article.group, reader, question, article.coded) for question in reader.questions()]
    return [replace(clause, weight=article.weight) for clause in with_best(clauses)]


def with_best(clauses: Sequence[Clause]) -> list[Clause]:
    """Mark the drafts of one article that agree best with a coded pledge: the others only repeat it, or part of it."""
    most: dict[int, float] = {}
    for clause in clauses:
        for i, value in clause.agreement.items():
            most[i] = max(value, most.get(i, 0.0))
    return [replace(c, best=any(v >= most[i] - _SLACK for i, v in c.agreement.items())) for c in clauses]


def as_clause(group: str, reader: PledgeReader, asked: Asked, coded: Account) -> Clause:
    """Put a draft in the form that is learned from: its traits, and which sides a coder found."""
    pairs = asked.pairs()
    made = _pledge(reader.undertaking(asked.reading(*pairs[0]), 0))
    agreement: dict[int, float] = {}
    right = []
    for giver, recipient in pairs:
        filled = replace(made, givers=(_actor(giver.party[0]),), recipient=_actor(recipient.party[0]))
        found = {i: v for i, answer in enumerate(coded.pledges) if (v := pledges(answer, filled)) >= FOUND}
        agreement = {i: max(found.get(i, 0.0), agreement.get(i, 0.0)) for i in {*found, *agreement}}
        right.append(bool(found))
    weigher = reader.weigher
    vectors = weigher.vectors(asked.draft)
    return Clause(group, weigher.traits(asked), _sides(weigher, asked, right), agreement, vectors)


def _sides(weigher: Weigher, asked: Asked, right: Sequence[bool]) -> Question:
    """Ask which pair of sides is right; the parts are each giver, each recipient, and each pair."""
    traits, pairs = weigher.side_traits, asked.pairs()
    givers = [traits.of("giver", c, asked) for c in asked.givers]
    recipients = [traits.of("recipient", c, asked) for c in asked.recipients]
    together = [traits.of_pair(g, r, asked) for g, r in pairs]
    n, m = len(givers), len(givers) + len(recipients)
    choices = [
        Choice((asked.givers.index(g), n + asked.recipients.index(r), m + i), right[i])
        for i, (g, r) in enumerate(pairs)
    ]
    vectors = [
        *(weigher.side_vectors("giver", c, asked.draft) for c in asked.givers),
        *(weigher.side_vectors("recipient", c, asked.draft) for c in asked.recipients),
        *({} for _ in pairs),
    ]
    return Question((*givers, *recipients, *together), tuple(choices), tuple(vectors))


def _pledge(found: Undertaking) -> Pledge:
    """Put an undertaking in the form that is compared with answers."""
    return Pledge(
        givers=(_actor(found.giver),),
        recipient=_actor(found.recipient),
        status=found.status,
        kind=found.kind,
        item=found.item,
        amount=float(found.amount) if found.amount is not None else None,
        currency=found.currency,
    )


def _actor(found: actors.Actor) -> Actor:
    return Actor(found.name, found.kind, found.country)

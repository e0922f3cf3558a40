"""Drafts of pledges as examples: those of an article with the pledges that a coder found in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from pipelines.accuracy.agreement import FOUND, pledges
from pipelines.accuracy.model import Account, Actor, Pledge
from pipelines.extract import actors
from pipelines.extract.encoder import HEADS, Encoder, Spot
from pipelines.extract.pledge_filling import Part, filled, likeliest, places_of, scores_of
from pipelines.extract.pledge_sides import Candidate
from pipelines.extract.pledge_sides import Question as Asked
from pipelines.extract.pledge_weight import SideSpot, heard
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.undertakings import Codes, Undertaking
from pipelines.extract.weights import Linear, Vectors
from pipelines.learn.articles import CodedArticle
from pipelines.learn.fit import Choice, Question
from pipelines.learn.network import UNKNOWN, Example

_SLACK: Final = 0.12  # below this, two drafts agree alike with a coded pledge
_SIDE: Final = 0.5  # what an answer on a side counts when the encoder is trained


@dataclass(frozen=True)
class Clause:
    """A draft as an example; `group` is its article, or the event that its article tells with others.

    `spot` and `side_spots` (one for each part of `sides`: who is asked for, and where) are what the encoder is asked of
    a draft that the screen finds `worth` it, `answers` what a coder answers to the former, `ruled` what rules say, and
    `vectors` what the encoder says. `agreement` maps the coded pledges that it can be, by their place in the answer, to
    how far it agrees with each; `best` tells whether it agrees with one of them as well as any draft of the article
    does, or nearly so. `weight` tells how much it counts.
    """

    group: str
    traits: frozenset[str]
    sides: Question
    agreement: dict[int, float]
    spot: Spot
    side_spots: tuple[SideSpot | None, ...]
    answers: tuple[int, ...]
    ruled: Codes
    vectors: Vectors = field(default_factory=dict)
    best: bool = False
    worth: bool = True
    weight: float = 1.0

    @property
    def known(self) -> Part:
        """What is known of it before its sides are filled."""
        return Part(self.traits, self.vectors)

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
    pairs = asked.pairs
    first = asked.reading(*pairs[0])
    ruled = reader.ruled(first)
    made = _pledge(reader.undertaking(first, ruled, 0))
    agreement, right = _agreements(made, pairs, coded)
    weigher = reader.weigher
    return Clause(
        group,
        weigher.clause_traits.of(asked),
        Question(tuple(weigher.parts(asked)), tuple(map(Choice, places_of(asked), right))),
        agreement,
        weigher.spot(asked.draft),
        tuple(weigher.part_spots(asked)),
        _answers(agreement, coded),
        ruled,
    )


def _agreements(
    made: Pledge, pairs: Sequence[tuple[Candidate, Candidate]], coded: Account
) -> tuple[dict[int, float], list[bool]]:
    """Return how far a draft agrees with each coded pledge that it can be, and which pairs of sides make it one."""
    agreement: dict[int, float] = {}
    right = []
    for giver, recipient in pairs:
        told = replace(made, givers=(_actor(giver.party[0]),), recipient=_actor(recipient.party[0]))
        found = {i: v for i, answer in enumerate(coded.pledges) if (v := pledges(answer, told)) >= FOUND}
        agreement = {i: max(found.get(i, 0.0), agreement.get(i, 0.0)) for i in {*found, *agreement}}
        right.append(bool(found))
    return agreement, right


def _answers(agreement: Mapping[int, float], coded: Account) -> tuple[int, ...]:
    """Return what a coder answers to the questions of the head `pledge`."""
    if not agreement:
        return 0, UNKNOWN, UNKNOWN
    told, answers = coded.pledges[max(agreement, key=lambda i: (agreement[i], -i))], HEADS["pledge"].answers
    return 1, answers["status"].index(told.status), answers["kind"].index(told.kind)


def examples_of(clause: Clause) -> Iterator[Example]:
    """Yield what the encoder learns from a draft: what it is, and of one that is a pledge who stands on its sides."""
    if not clause.worth:
        return
    if clause.best or not clause.right:
        yield Example(clause.group, "pledge", clause.spot, clause.answers, clause.weight)
    if clause.right:
        chosen = {i for choice in clause.sides.choices if choice.right for i in choice.parts}
        for i, asked in enumerate(clause.side_spots):
            if asked is not None:
                yield Example(clause.group, *asked, (int(i in chosen),), clause.weight * _SIDE)


def judged(clause: Clause, encoder: Encoder) -> Clause:
    """Add what an encoder says of a draft and of those who may stand on its sides."""
    if not clause.worth:
        return clause
    vectors = {"pledge": encoder.judge("pledge", [clause.spot])[0]}
    return replace(
        clause, vectors=vectors, sides=replace(clause.sides, vectors=tuple(heard(encoder, clause.side_spots)))
    )


class Filled(NamedTuple):
    """What is known of a draft with its sides filled, and whether a coder filled them so."""

    whole: Part
    right: bool


def with_sides(clause: Clause, model: Linear) -> Filled:
    """Fill the sides of a draft by a model of them."""
    sides = clause.sides
    parts = [Part(*known) for known in zip(sides.parts, sides.vectors, strict=True)]
    scores = scores_of(model, parts, [choice.parts for choice in sides.choices])
    choice = sides.choices[likeliest(scores)]
    whole = filled(clause.known, [parts[i] for i in choice.parts], scores)
    return Filled(whole, choice.right)


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

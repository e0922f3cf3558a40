"""Traits of the sides of a pledge: what speaks for and against an actor on a side, and two actors together."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from pipelines.extract.items import kinds_named
from pipelines.extract.pledge_scene import Naming
from pipelines.extract.pledge_sides import Candidate, Question, Sides
from pipelines.extract.undertakings import Draft

_TOLD: Final = frozenset({"clause", "owner", "asker", "above", "speaker", "addressee", "object"})
_FAR: Final = 3
_MAIN: Final = 3


class SideTraits:
    """Names the traits of the sides of the drafts of one article."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.scene = sides.scene
        self._of_actor: dict[tuple[str, str], tuple[str, ...]] = {}
        self._hit: dict[int, set[str]] = {}

    def of(self, side: str, candidate: Candidate, question: Question) -> frozenset[str]:
        """Name what speaks for and against one actor on one side (`giver`, `recipient`)."""
        return frozenset(
            {
                *self._always(side, candidate),
                *_of_sources(side, candidate, question.draft),
                *self._of_place(side, candidate, question.draft),
                *self._of_object(side, candidate, question),
            }
        )

    def of_pair(self, giver: Candidate, recipient: Candidate, question: Question) -> frozenset[str]:
        """Name what speaks for and against two actors as giver and recipient."""
        return frozenset(self._together(giver, recipient, question))

    def _always(self, side: str, candidate: Candidate) -> tuple[str, ...]:
        actor = candidate.party[0]
        key = (side, actor.key)
        if key not in self._of_actor:
            self._of_actor[key] = tuple(self._of_article(side, candidate))
        return self._of_actor[key]

    def _of_article(self, side: str, candidate: Candidate) -> Iterator[str]:
        """Tell what the article as a whole says of an actor."""
        actor, sides = candidate.party[0], self.sides
        yield f"{side} {actor.kind}"
        yield f"{side} {actor.kind} {actor.basis}"
        yield f"{side} rank {min(self.scene.rank.get(actor.key, _MAIN), _MAIN)}"
        for name, holds in (
            ("attacker", actor.key in self.scene.attackers),
            ("attacked", actor.key in self.scene.attacked),
            ("in title", actor.key in self.scene.in_title),
            ("gives elsewhere", sides.gives[actor.key] > 1),
            ("receives elsewhere", sides.receives[actor.key] > 1),
            ("gives more", sides.gives[actor.key] > sides.receives[actor.key]),
            ("receives more", sides.receives[actor.key] > sides.gives[actor.key]),
        ):
            if holds:
                yield f"{side} {name}"

    def _of_place(self, side: str, candidate: Candidate, draft: Draft) -> Iterator[str]:
        """Tell how far an actor is named from the draft, and how it stands in its sentence."""
        actor = candidate.party[0]
        away = self.scene.distance(actor, draft.verb)
        yield f"{side} {'later' if away is None else min(away, _FAR)} away"
        named = [n for n in self._here(draft) if n.party[0].key == actor.key]
        for naming in named:
            yield f"{side} as {naming.role}"
            yield f"{side} as {naming.role}, {draft.act}"
            yield f"{side} {_position(naming.party[1], draft)}"
        others = {n.party[0].key for n in self._here(draft)}
        if named and len(others) == 1:
            yield f"{side} alone in sentence"
        before = [n.party[0].key for n in self._here(draft) if n.party[1].i < draft.object.i]
        if before and before[-1] == actor.key:
            yield f"{side} last before object"

    def _here(self, draft: Draft) -> list[Naming]:
        return self.scene.in_sentence.get(self.scene.page.number(draft.verb), [])

    def _of_object(self, side: str, candidate: Candidate, question: Question) -> Iterator[str]:
        """Tell how an actor fits what is given: sanctions are no gift to the one whom they hit."""
        kinds = kinds_named(question.span.text)
        if "sanctions" in kinds:
            yield f"{side} {'named' if _within(candidate, question) else 'not named'} in sanctions"
            if candidate.party[0].key in self.scene.attackers:
                yield f"{side} attacker, sanctions"
        elif _within(candidate, question):
            yield f"{side} named in object"
        if candidate.party[0].key in self._hit_by(question.draft.object):
            yield f"{side} hit"

    def _hit_by(self, thing: Token) -> set[str]:
        if thing.i not in self._hit:
            self._hit[thing.i] = self.sides.parties.hit(thing)
        return self._hit[thing.i]

    def _together(self, giver: Candidate, recipient: Candidate, question: Question) -> Iterator[str]:
        best = [min(map(_rank, s)) for s in (giver.sources, recipient.sources)]
        yield f"sides {SOURCES[best[0]]} {SOURCES[best[1]]}"
        pair = (giver.party[0].key, recipient.party[0].key)
        for name, count in (
            ("pair elsewhere", self.sides.pairs[pair]),
            ("reverse elsewhere", self.sides.pairs[pair[::-1]]),
        ):
            if count > 1:
                yield f"sides {name}"
            if count:
                yield f"sides {name} at all"
        ranks = [self.scene.often[key] for key in pair]
        yield "sides giver named more" if ranks[0] > ranks[1] else "sides recipient named more"
        if {"clause", "owner"} & giver.sources and {"clause", "object", "asker"} & recipient.sources:
            yield "sides both by the clause"
        for one, other in (("speaker", "addressee"), ("addressee", "speaker")):
            if one in giver.sources and other in recipient.sources:
                yield f"sides {one} to {other}"
                yield f"sides {one} to {other}, {question.draft.status}"
        if pair[0] in self.scene.attackers and pair[1] in self.scene.attacked:
            yield "sides attacker to attacked"
        if question.draft.status in {"requested", "offered"}:
            yield f"sides {SOURCES[best[0]]} {SOURCES[best[1]]}, {question.draft.status}"


def _of_sources(side: str, candidate: Candidate, draft: Draft) -> Iterator[str]:
    for source in candidate.sources:
        yield f"{side} from {source}"
        if source in _TOLD:
            yield f"{side} from {source}, {draft.status}"
            yield f"{side} from {source}, act {draft.act}"
            if draft.loose:
                yield f"{side} from {source}, loose"


def _position(token: Token, draft: Draft) -> str:
    """Tell where a name stands to the verb and the object of a draft."""
    if draft.verb in (token.head, token.head.head):
        return "below the verb"
    return "before the object" if token.i < draft.object.i else "after the object"


def _within(candidate: Candidate, question: Question) -> bool:
    token = candidate.party[1]
    return question.span.start <= token.i < question.span.end or token.head == question.draft.object


SOURCES: Final = (
    "clause",
    "owner",
    "asker",
    "object",
    "contact",
    "speaker",
    "addressee",
    "above",
    "usual",
    "sentence",
    "before",
    "often",
)


def _rank(source: str) -> int:
    return SOURCES.index(source.removesuffix(" too"))

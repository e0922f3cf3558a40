"""How likely a clause is a pledge, and between whom: traits, and the weights that hand-coded articles give them.

Four models are asked in turn: a logistic regression over the traits of a clause and its object (is it worth a closer
look?); of what is, one over these and what the encoder of sentences says of it (may it be a pledge, of whomever?); of
what may, a conditional logit over the traits of every pair of sides and what the encoder says of each (whose is it?),
and a logistic regression over all of this for the likeliest pair, and how sure that is (is it a pledge of these two?).
Weights: seeds/models/pledge_*.csv, made by `python -m pipelines learn`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import Encoder, Spot, load_encoder
from pipelines.extract.pledge_clause_traits import ClauseTraits
from pipelines.extract.pledge_filling import Part, filled, likeliest, places_of, scores_of
from pipelines.extract.pledge_side_traits import SideTraits
from pipelines.extract.pledge_sides import Candidate, Question, Sides
from pipelines.extract.undertakings import Draft, Reading
from pipelines.extract.weights import Vectors, likelihood, linear, odds, weights

SCREEN: Final = "pledge_screen"
CLAUSE: Final = "pledge_clause"
SIDES: Final = "pledge_sides"
FILLED: Final = "pledge_filled"
# What is less likely is not worth asking the encoder for, by its traits alone, or for its sides, with what the encoder
# says. By cross-validation, of 2,355 right and 1,237 wrong drafts that are accepted, .15 for .10 would leave 55 and 62
# out in the first place, for a quarter less to read; in both places it would lose half a point of F1 of the pledges of
# the open corpus, two points of those of news.
_WORTH: Final = 0.1
_CLOSE: Final = 0.1
SideSpot = tuple[str, Spot]
"""Where the encoder is asked whether somebody stands on a side, and on which."""


class Weighed(NamedTuple):
    """The likeliest way to fill the sides of a draft, the probability that it is a pledge so filled, and its clause."""

    probability: float
    reading: Reading
    clause: Part


class Weigher:
    """Weighs the drafts of one article."""

    def __init__(self, coreference: Coreference, sides: Sides) -> None:
        self.coreference = coreference
        self.sides = sides
        self.clause_traits = ClauseTraits(sides)
        self.side_traits = SideTraits(sides)

    def weigh(self, questions: Sequence[Question]) -> list[Weighed]:
        """Weigh the ways to fill the sides of the drafts that are worth it, and have two sides, in their order.

        The encoder is asked of all of them together: each time that it is asked costs about what ten answers do.
        """
        traits = [self.clause_traits.of(question) for question in questions]
        worth = [i for i, of in enumerate(traits) if is_worth(odds(weights(SCREEN), of)) and questions[i].pairs]
        said = load_encoder().judge("pledge", [self.spot(questions[i].draft) for i in worth])
        clauses = {i: Part(traits[i], {"pledge": numbers}) for i, numbers in zip(worth, said, strict=True)}
        close = [(questions[i], clause) for i, clause in clauses.items() if is_close(linear(CLAUSE).odds(*clause))]
        asked = [[*self.part_spots(question)] for question, _ in close]
        answers = iter(heard(load_encoder(), [spot for spots in asked for spot in spots]))
        return [self._filled(*of, [next(answers) for _ in spots]) for of, spots in zip(close, asked, strict=True)]

    def spot(self, draft: Draft) -> Spot:
        """Return the words of a draft that the encoder is asked of: its object and its verb."""
        return self._spot(draft, *_words(draft))

    def _window(self, draft: Draft) -> Span:
        return self.coreference.finder.page.window(draft.object)

    def _spot(self, draft: Draft, *tokens: Token) -> Spot:
        window, words = self._window(draft), self.coreference.finder.page.words
        return Spot(tuple(words[window.start : window.end]), tuple(token.i - window.start for token in tokens))

    def parts(self, question: Question) -> list[frozenset[str]]:
        """Return the traits of the parts of all ways to fill the sides (pledge_filling.places_of)."""
        of, of_pair = self.side_traits.of, self.side_traits.of_pair
        return [
            *(of("giver", c, question) for c in question.givers),
            *(of("recipient", c, question) for c in question.recipients),
            *(of_pair(giver, recipient, question) for giver, recipient in question.pairs),
        ]

    def part_spots(self, question: Question) -> Iterator[SideSpot | None]:
        """Yield what the encoder is asked of each of these parts; it is asked nothing of a pair."""
        for side, candidates in (("giver", question.givers), ("recipient", question.recipients)):
            for candidate in candidates:
                spot = self._side_spot(candidate, question.draft)
                yield (side, spot) if spot is not None else None
        yield from (None for _ in question.pairs)

    def _side_spot(self, candidate: Candidate, draft: Draft) -> Spot | None:
        """Return the words of a draft with the one that names who may give or receive; None where none does there."""
        window = self._window(draft)
        actor, token = candidate.party
        named = token if window.start <= token.i < window.end else self.sides.scene.named_within(actor, window)
        return self._spot(draft, *_words(draft), named) if named is not None else None

    def _filled(self, question: Question, clause: Part, said: Sequence[Vectors]) -> Weighed:
        parts = [Part(*known) for known in zip(self.parts(question), said, strict=True)]
        places = places_of(question)
        scores = scores_of(linear(SIDES), parts, places)
        top = likeliest(scores)
        whole = filled(clause, [parts[i] for i in places[top]], scores)
        return Weighed(likelihood(linear(FILLED).odds(*whole)), question.reading(*question.pairs[top]), clause)


def heard(encoder: Encoder, asked: Sequence[SideSpot | None]) -> list[Vectors]:
    """Return what an encoder says of each of those who may stand on a side; nothing where it is not asked."""
    out: list[Vectors] = [{} for _ in asked]
    for side in ("giver", "recipient"):
        spots = {i: spot[1] for i, spot in enumerate(asked) if spot is not None and spot[0] == side}
        for i, said in zip(spots, encoder.judge(side, [*spots.values()]), strict=True):
            out[i] = {side: said}
    return out


def is_worth(log_odds: float) -> bool:
    """Tell whether a draft of which the screen thinks so is likely enough for the encoder to be asked of it."""
    return likelihood(log_odds) >= _WORTH


def is_close(log_odds: float) -> bool:
    """Tell whether a draft of which the encoder is heard is likely enough to ask for its sides."""
    return likelihood(log_odds) >= _CLOSE


def _words(draft: Draft) -> tuple[Token, Token]:
    """Return object and verb of a draft, in one sentence; the object for a verb of another sentence."""
    sentence = draft.object.sent
    return draft.object, draft.verb if sentence.start <= draft.verb.i < sentence.end else draft.object

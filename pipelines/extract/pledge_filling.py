"""Filling the sides of a clause: which of those who may give or receive is likeliest, and how sure that is."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.extract.pledge_sides import Question
from pipelines.extract.weights import Linear, Vectors, log_odds, shares_of

CERTAINTY: Final = "sides"
"""Name of the part of a filled clause that tells how sure its sides are."""
_CLEAR: Final = 5.0  # lead over a second choice where there is none
_SURE: Final = 0.9999  # share above which one choice is no surer than another


class Part(NamedTuple):
    """What is known of a clause, of an actor on one of its sides, or of two actors together."""

    traits: frozenset[str]
    vectors: Vectors


def places_of(question: Question) -> list[tuple[int, int, int]]:
    """Return the parts of each way to fill the sides, by their places: all givers, all recipients, then the ways."""
    of_givers = {id(c): i for i, c in enumerate(question.givers)}
    of_recipients = {id(c): len(of_givers) + i for i, c in enumerate(question.recipients)}
    first = len(of_givers) + len(of_recipients)
    return [(of_givers[id(g)], of_recipients[id(r)], first + i) for i, (g, r) in enumerate(question.pairs)]


def scores_of(model: Linear, parts: Sequence[Part], choices: Sequence[Sequence[int]]) -> list[float]:
    """Return the log odds of each way to fill the sides, given as the places of its parts."""
    own = [model.odds(*part) for part in parts]
    return [sum(own[i] for i in places) for places in choices]


def likeliest(scores: Sequence[float]) -> int:
    """Return the place of the first of the likeliest ways."""
    return max(range(len(scores)), key=lambda i: (scores[i], -i))


def filled(clause: Part, sides: Sequence[Part], scores: Sequence[float]) -> Part:
    """Put a clause together with its likeliest sides, and with how sure these are by the scores of all ways."""
    vectors = {name: vector for part in (clause, *sides) for name, vector in part.vectors.items()}
    unheard = (f"{side} unheard" for side in ("giver", "recipient") if side not in vectors)
    traits = frozenset({*(trait for part in (clause, *sides) for trait in part.traits), *unheard})
    return Part(traits, vectors | {CERTAINTY: _certainty(scores)})


def _certainty(scores: Sequence[float]) -> NDArray[np.float32]:
    """Return how sure the likeliest way is: the log odds of its share, its score, and its lead over the next."""
    best, *others = sorted(scores, reverse=True)
    share = min(max(shares_of(scores)), _SURE)
    return np.array([log_odds(share), best, best - others[0] if others else _CLEAR], dtype=np.float32)

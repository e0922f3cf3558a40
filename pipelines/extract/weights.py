"""Weights of the learned parts: small tables in seeds/models, made by `python -m pipelines learn`."""

import csv
import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.schema.paths import MODELS

BIAS: Final = "(bias)"
_NUMBERED: Final = re.compile(r"\[(\w+) (\d+)\]")
Vectors = Mapping[str, NDArray[np.float32]]
"""What the encoder of sentences says, by the part that it says it of (pledge, giver, …)."""


@cache
def weights(name: str, folder: Path = MODELS) -> dict[str, float]:
    """Map each trait of a model to its weight (log odds), from seeds/models/NAME.csv."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["trait"]: float(row["weight"]) for row in csv.DictReader(file)}


def numbered(part: str, place: int) -> str:
    """Name the trait that stands for one number of the vector of a part: `[pledge 0]`."""
    return f"[{part} {place}]"


def vectors_of(model: Mapping[str, float]) -> dict[str, NDArray[np.float64]]:
    """Map each part whose vector a model weighs to the weights of its numbers."""
    found: dict[str, dict[int, float]] = {}
    for trait, weight in model.items():
        named = _NUMBERED.fullmatch(trait)
        if named is not None:
            found.setdefault(named[1], {})[int(named[2])] = weight
    return {part: np.array([of.get(i, 0.0) for i in range(max(of) + 1)]) for part, of in found.items()}


def vector_odds(model: Mapping[str, NDArray[np.float64]], vectors: Vectors) -> float:
    """Return what vectors add to the log odds; parts that the model does not know weigh nothing."""
    known = [(vector, model[part]) for part, vector in vectors.items() if part in model]
    return math.fsum(float(vector[: len(own)] @ own) for vector, own in known)


def odds(model: dict[str, float], traits: Collection[str]) -> float:
    """Return the log odds of a set of traits; traits that the model does not know weigh nothing."""
    return math.fsum(model.get(trait, 0.0) for trait in traits) + model.get(BIAS, 0.0)


def amount_odds(model: Mapping[str, float], amounts: Mapping[str, float]) -> float:
    """Return the log odds of an example by how much of each trait holds; unknown traits weigh nothing."""
    return math.fsum(model.get(trait, 0.0) * amount for trait, amount in amounts.items()) + model.get(BIAS, 0.0)


class Linear(NamedTuple):
    """A linear model: the weights of traits, and those of the numbers of vectors."""

    traits: dict[str, float]
    numbers: dict[str, NDArray[np.float64]]

    @classmethod
    def of(cls, model: dict[str, float]) -> "Linear":
        """Take a model apart."""
        return cls(model, vectors_of(model))

    def odds(self, traits: Collection[str], vectors: Vectors) -> float:
        """Return the log odds of what has these traits and vectors; what the model does not know weighs nothing."""
        return odds(self.traits, traits) + vector_odds(self.numbers, vectors)


@cache
def linear(name: str, folder: Path = MODELS) -> Linear:
    """Return a model of seeds/models."""
    return Linear.of(weights(name, folder))


def likelihood(log_odds: float) -> float:
    """Return the probability that log odds stand for."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(share: float) -> float:
    """Return the log odds that a probability between 0 and 1 stands for."""
    return math.log(share / (1 - share))


def shares_of(scores: Sequence[float]) -> list[float]:
    """Return the probability of each of several choices of which one is right, from their log odds; they sum to 1."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = math.fsum(raised)
    return [value / total for value in raised]

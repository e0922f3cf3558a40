"""Weights of the learned parts: small tables in seeds/models, made by `python -m pipelines learn`."""

import csv
import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

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


@cache
def vector_weights(name: str, folder: Path = MODELS) -> dict[str, NDArray[np.float64]]:
    """Map each part whose vector a model of seeds/models weighs to the weights of its numbers."""
    return vectors_of(weights(name, folder))


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


def probability(model: dict[str, float], traits: Collection[str]) -> float:
    """Return the probability that a logistic regression gives to a set of traits."""
    return likelihood(odds(model, traits))


def likelihood(log_odds: float) -> float:
    """Return the probability that log odds stand for."""
    return 1 / (1 + math.exp(-log_odds))


def shares_of(scores: Sequence[float]) -> list[float]:
    """Return the probability of each of several choices of which one is right, from their log odds; they sum to 1."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = math.fsum(raised)
    return [value / total for value in raised]

"""Weights of the learned parts: small tables in seeds/models, made by `python -m pipelines learn`."""

import csv
import math
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from pipelines.schema.paths import MODELS

BIAS = "(bias)"


@cache
def weights(name: str, folder: Path = MODELS) -> dict[str, float]:
    """Map each trait of a model to its weight (log odds), from seeds/models/NAME.csv."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["trait"]: float(row["weight"]) for row in csv.DictReader(file)}


def odds(model: dict[str, float], traits: Collection[str]) -> float:
    """Return the log odds of a set of traits; traits that the model does not know weigh nothing."""
    return math.fsum(model.get(trait, 0.0) for trait in traits) + model.get(BIAS, 0.0)


def probability(model: dict[str, float], traits: Collection[str]) -> float:
    """Return the probability that a logistic regression gives to a set of traits."""
    return 1 / (1 + math.exp(-odds(model, traits)))


def shares(model: dict[str, float], choices: Sequence[Collection[str]]) -> list[float]:
    """Return the probability of each of several choices of which one is right (conditional logit); they sum to 1."""
    return shares_of([odds(model, traits) for traits in choices])


def shares_of(scores: Sequence[float]) -> list[float]:
    """Return the probability of each of several choices of which one is right, from their log odds; they sum to 1."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = math.fsum(raised)
    return [value / total for value in raised]

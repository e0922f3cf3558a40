"""Codes of a pledge that rules read and the encoder of sentences is heard on: its status and its kind.

For each a conditional logit over the codes of its list: how far to trust a rule that reads one code for another
(`committed for delivered`), and how much the word of the encoder weighs. Weights: seeds/models/pledge_status.csv and
pledge_kind.csv, made by `python -m pipelines learn`.
"""

from typing import Final, NamedTuple

from pipelines.extract.encoder import HEADS, Numbers, Spot, load_encoder
from pipelines.extract.weights import Vectors, linear


class Asked(NamedTuple):
    """A code that is asked for: the head of the encoder that is heard on it, and its question to that head."""

    head: str
    question: str

    @property
    def model(self) -> str:
        """The name of the model."""
        return f"{self.head}_{self.question}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that it may be."""
        return HEADS[self.head].answers[self.question]


STATUS: Final = Asked("pledge", "status")
KIND: Final = Asked("pledge", "kind")


def settled(asked: Asked, ruled: str, spot: Spot) -> str:
    """Return the likeliest code where rules read one and the encoder is asked at a spot."""
    said = load_encoder().judge(asked.head, [spot])[0]
    pairs = zip(traits_of(asked, ruled), vectors_said(asked, said), strict=True)
    scores = [linear(asked.model).odds(*pair) for pair in pairs]
    return asked.codes[scores.index(max(scores))]


def traits_of(asked: Asked, ruled: str) -> list[frozenset[str]]:
    """Return for each code what speaks for it where the rules read one of them."""
    return [frozenset({f"{code} for {ruled}", "as ruled" if code == ruled else "other"}) for code in asked.codes]


def vectors_said(asked: Asked, said: Numbers) -> list[Vectors]:
    """Return for each code its log probability by the encoder, from all that the head answers."""
    own = HEADS[asked.head].part(asked.question, said)
    return [{asked.question: own[i : i + 1]} for i in range(len(own))]

"""Codes of a pledge that rules read and the encoder of sentences is heard on: its status and its kind.

For each a conditional logit over the codes of its list: how far to trust a rule that reads one code for another
(`committed for delivered`), by what it reads it from, and how much the word of the encoder weighs. Weights:
seeds/models/pledge_status.csv and pledge_kind.csv, made by `python -m pipelines learn`.
"""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from pipelines.extract.encoder import HEADS, Numbers
from pipelines.extract.pledge_filling import Part
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


# Lead in log odds from which a code is clearly likelier than that of the rules. By cross-validation over 4,900 drafts
# about as many are right with it as without (kind .801 and .802, status .697 and .699): of articles that were not
# written for the project somewhat fewer kinds (train .804 and .817, open-news .824 and .829), of train more statuses
# (.685 and .658). A third fewer kinds that the rules read are overruled, and half as many statuses.
_CLEARLY: Final = 0.6
STATUS: Final = Asked("pledge", "status")
KIND: Final = Asked("pledge", "kind")


def settled(asked: Asked, ruled: str, clause: Part) -> str:
    """Return the likeliest code of a clause, by what is known of it, where rules read one."""
    said = vectors_said(asked, clause.vectors[asked.head])
    pairs = zip(traits_of(asked, ruled, clause.traits), said, strict=True)
    return chosen(asked, ruled, [linear(asked.model).odds(*pair) for pair in pairs])


def chosen(asked: Asked, ruled: str, scores: Sequence[float]) -> str:
    """Return the likeliest code by the scores of all, but that of the rules unless another is clearly likelier."""
    best = max(scores)
    return asked.codes[scores.index(best)] if best - scores[asked.codes.index(ruled)] > _CLEARLY else ruled


def traits_of(asked: Asked, ruled: str, clause: Collection[str]) -> list[frozenset[str]]:
    """Return for each code what speaks for it where the rules read one of them, of a clause with these traits."""
    by = f"by {_basis(asked, ruled, clause)}"
    trust = {code: ("as ruled", f"as ruled {by}") if code == ruled else ("other",) for code in asked.codes}
    return [frozenset({f"{code} for {ruled}", f"{code} for {ruled} {by}", *trust[code]}) for code in asked.codes]


def _basis(asked: Asked, ruled: str, clause: Collection[str]) -> str:
    """Tell what a rule reads a code from: the head of the object, its other words, or what stands around it."""
    told = (("head", f"head {asked.question} {ruled}"), ("words", f"{asked.question} {ruled}"))
    return next((name for name, trait in told if trait in clause), "context")


def vectors_said(asked: Asked, said: Numbers) -> list[Vectors]:
    """Return for each code its log probability by the encoder, from all that the head answers."""
    own = HEADS[asked.head].part(asked.question, said)
    return [{asked.question: own[i : i + 1]} for i in range(len(own))]

"""Questions of which code is right, for what rules read and the encoder is heard on (pipelines.extract.ruled_codes)."""

from typing import Final

from pipelines.extract.pledge_filling import Part
from pipelines.extract.ruled_codes import Asked, chosen, traits_of, vectors_said
from pipelines.extract.weights import Linear
from pipelines.learn.fit import Choice, Question

CODES_C: Final = 0.3
"""Inverse strength of the regularisation of these models."""


def code_question(asked: Asked, ruled: str, clause: Part, right: int) -> Question:
    """Ask which code of a clause is right (by its place), where the rules read one."""
    choices = tuple(Choice((i,), i == right) for i in range(len(asked.codes)))
    said = vectors_said(asked, clause.vectors[asked.head])
    return Question(tuple(traits_of(asked, ruled, clause.traits)), choices, tuple(said))


def code_right(model: Linear, asked: Asked, ruled: str, question: Question) -> bool:
    """Tell whether the code that is chosen is right, where the rules read one."""
    scores = [model.odds(*part) for part in zip(question.parts, question.vectors, strict=True)]
    return question.choices[asked.codes.index(chosen(asked, ruled, scores))].right

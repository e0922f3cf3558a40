"""Questions of which code is right, for what rules read and the encoder is heard on (pipelines.extract.ruled_codes)."""

from typing import Final

from pipelines.extract.encoder import Numbers
from pipelines.extract.ruled_codes import Asked, traits_of, vectors_said
from pipelines.extract.weights import Linear
from pipelines.learn.fit import Choice, Question

CODES_C: Final = 0.3
"""Inverse strength of the regularisation of these models."""


def code_question(asked: Asked, ruled: str, said: Numbers, right: int) -> Question:
    """Ask which code is right (by its place), where the rules read one and the encoder answers its head so."""
    choices = tuple(Choice((i,), i == right) for i in range(len(asked.codes)))
    return Question(tuple(traits_of(asked, ruled)), choices, tuple(vectors_said(asked, said)))


def chosen_right(model: Linear, question: Question) -> bool:
    """Tell whether the answer to a question that the weights find likeliest is right."""
    own = [model.odds(*part) for part in zip(question.parts, question.vectors, strict=True)]
    return max(question.choices, key=lambda choice: sum(own[i] for i in choice.parts)).right

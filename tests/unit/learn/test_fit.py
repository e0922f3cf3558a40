"""Fitting linear models over named traits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.weights import BIAS, amount_odds, likelihood, odds, shares_of, vector_odds, vectors_of
from pipelines.learn.fit import Choice, LessonError, Question, fit_logistic, fit_parts


def test_a_trait_of_the_right_ones_speaks_for_them():
    examples = [frozenset({"gift"}), frozenset({"talk"})] * 20
    model = fit_logistic(examples, [True, False] * 20, c=1, least=3)
    assert likelihood(odds(model, {"gift"})) > 0.8
    assert likelihood(odds(model, {"talk"})) < 0.2
    assert BIAS in model


def test_what_counts_more_weighs_more():
    examples, right = [frozenset({"gift"}), frozenset({"gift"})] * 20, [True, False] * 20
    model = fit_logistic(examples, right, c=1, least=3, counts=[1, 0.25] * 20)
    assert likelihood(odds(model, {"gift"})) > 0.6


def test_what_holds_more_speaks_louder():
    model = fit_logistic([{"near": 1.0}, {"near": 0.25}] * 20, [True, False] * 20, c=1, least=1)
    assert amount_odds(model, {"near": 1.0}) > 0 > amount_odds(model, {"near": 0.25})


def test_without_a_bias_only_the_traits_weigh():
    assert BIAS not in fit_logistic([{"near": 1.0}, {"far": 1.0}], [True, False], c=1, least=1, bias=False)


@pytest.mark.parametrize("right", [[], [True, True], [False]])
def test_examples_of_one_kind_teach_nothing(right):
    with pytest.raises(LessonError, match="no right and wrong examples"):
        fit_logistic([frozenset({"gift"})] * len(right), right, c=1, least=1)


def test_rare_traits_are_left_out():
    examples = [frozenset({"gift"}), frozenset({"talk"}), frozenset({"gift", "once"}), frozenset({"talk"})]
    assert "once" not in fit_logistic(examples, [True, False, True, False], c=1, least=2)


def test_the_numbers_of_a_vector_speak_as_traits_do():
    vectors = [{"verb": np.array([value, 1], dtype=np.float32)} for value in (2, -2)] * 20
    model = fit_logistic([frozenset({"any"})] * 40, [True, False] * 20, c=1, least=3, vectors=vectors)
    numbers = vectors_of(model)
    assert {part: len(weights) for part, weights in numbers.items()} == {"verb": 2}
    assert vector_odds(numbers, vectors[0]) > 0 > vector_odds(numbers, vectors[1])
    assert vector_odds(numbers, {"object": vectors[0]["verb"]}) == 0


def test_an_answer_is_chosen_by_the_vector_of_its_part():
    parts = (frozenset({"near"}), frozenset({"near"}))
    vectors = ({"giver": np.array([1], dtype=np.float32)}, {"giver": np.array([-1], dtype=np.float32)})
    question = Question(parts, (Choice((0,), right=True), Choice((1,), right=False)), vectors)
    numbers = vectors_of(fit_parts([question] * 10, c=1, least=1))
    assert vector_odds(numbers, vectors[0]) > vector_odds(numbers, vectors[1])


def asked(*answers):
    """Ask a question: each answer has the traits of one part of its own, and tells whether it is right."""
    parts = tuple(frozenset(traits) for traits, _ in answers)
    return Question(parts, tuple(Choice((i,), right) for i, (_, right) in enumerate(answers)))


def scores(model, question):
    return [sum(odds(model, question.parts[i]) for i in choice.parts) for choice in question.choices]


def test_the_choice_with_the_telling_trait_is_chosen():
    question = asked(({"named", "near"}, True), ({"near"}, False), ({"far"}, False))
    found = scores(fit_parts([question] * 10, c=1, least=1), question)
    assert found[0] == max(found)


def test_answers_that_share_a_part_share_its_weight():
    parts = (frozenset({"giver named"}), frozenset({"giver far"}), frozenset({"recipient named"}))
    question = Question(parts, (Choice((0, 2), right=True), Choice((1, 2), right=False)))
    model = fit_parts([question] * 10, c=1, least=1)
    assert model["giver named"] > 0 > model["giver far"]
    assert model["recipient named"] == pytest.approx(0)


def test_questions_with_one_kind_of_answer_teach_nothing():
    always, never = asked(({"x"}, True)), asked(({"y"}, False))
    telling = asked(({"a"}, True), ({"b"}, False))
    assert fit_parts([telling, always, never], c=1, least=1) == fit_parts([telling], c=1, least=1)


def test_questions_without_a_wrong_answer_alone_are_an_error():
    with pytest.raises(LessonError, match="right and a wrong answer"):
        fit_parts([asked(({"x"}, True))], c=1, least=1)


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6))
def test_shares_are_probabilities_in_the_order_of_the_odds(found):
    parts = shares_of(found)
    assert sum(parts) == pytest.approx(1)
    assert parts[found.index(max(found))] == pytest.approx(max(parts))

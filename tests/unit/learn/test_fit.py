"""Fitting linear models over named traits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.weights import BIAS, odds, probability, shares
from pipelines.learn.fit import fit_choice, fit_logistic

TRAITS = st.frozensets(st.sampled_from(["a", "b", "c", "d"]))


def test_a_trait_of_the_right_ones_speaks_for_them():
    examples = [frozenset({"gift"}), frozenset({"talk"})] * 20
    model = fit_logistic(examples, [True, False] * 20, c=1, least=3)
    assert probability(model, {"gift"}) > 0.8
    assert probability(model, {"talk"}) < 0.2
    assert BIAS in model


def test_rare_traits_are_left_out():
    examples = [frozenset({"gift"}), frozenset({"talk"}), frozenset({"gift", "once"}), frozenset({"talk"})]
    assert "once" not in fit_logistic(examples, [True, False, True, False], c=1, least=2)


def test_the_choice_with_the_telling_trait_is_chosen():
    question = [(frozenset({"named", "near"}), True), (frozenset({"near"}), False), (frozenset({"far"}), False)]
    model = fit_choice([question] * 10, c=1, least=1)
    parts = shares(model, [traits for traits, _ in question])
    assert parts[0] == max(parts)
    assert sum(parts) == pytest.approx(1)


def test_questions_with_one_kind_of_answer_teach_nothing():
    always, never = [(frozenset({"x"}), True)], [(frozenset({"y"}), False)]
    telling = [(frozenset({"a"}), True), (frozenset({"b"}), False)]
    assert fit_choice([telling, always, never], c=1, least=1) == fit_choice([telling], c=1, least=1)


@given(st.lists(TRAITS, min_size=1, max_size=6), st.dictionaries(st.sampled_from("abcd"), st.floats(-30, 30)))
def test_shares_are_probabilities_in_the_order_of_the_odds(choices, model):
    parts = shares(model, choices)
    assert sum(parts) == pytest.approx(1)
    best = max(range(len(choices)), key=lambda i: odds(model, choices[i]))
    assert parts[best] == pytest.approx(max(parts))

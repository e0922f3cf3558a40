"""Learning which names are people's and which bodies play a part."""

import pytest

from pipelines.extract.weights import amount_odds
from pipelines.learn.actors import ActorLessons, Sample, fit_actors, is_same_body, is_same_person, samples_of
from pipelines.learn.fit import LessonError

SAMPLES = [Sample(str(i), {"always": 1.0, "good" if i % 2 else "bad": 1.0}, bool(i % 2)) for i in range(40)]


def test_weights_are_learned_from_signs():
    learned = fit_actors(SAMPLES)
    assert learned["good"] > 0 > learned["bad"]
    assert amount_odds(learned, SAMPLES[1].signs) > 0 > amount_odds(learned, SAMPLES[0].signs)


def test_figures_are_of_articles_left_out():
    lessons = ActorLessons()
    lessons.samples = {"organisation": SAMPLES, "person": SAMPLES}
    assert {(row["model"], row["measure"], row["value"]) for row in lessons.figures()} == {
        (model, measure, "1.000")
        for model in ("organisation_weights", "person_weights")
        for measure in ("precision", "recall")
    }


def test_tables_begin_with_the_sign_that_speaks_most_for_an_actor():
    lessons = ActorLessons()
    lessons.samples = {"organisation": SAMPLES, "person": SAMPLES}
    for table in lessons.tables():
        assert [*table.weights][:: len(table.weights) - 1] == ["good", "bad"]


def test_who_is_in_the_answer_is_right(article):
    assert [sample.right for sample in samples_of(article, "person")] == [True, True, False, False]


def test_articles_that_name_no_body_teach_nothing_of_bodies(article):
    lessons = ActorLessons()
    lessons.take(article)
    with pytest.raises(LessonError, match="no right and wrong examples"):
        lessons.tables()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("World Food Programme", "WFP", True),
        ("Ministry of Energy of Latvia", "Latvia Ministry of Energy", True),
        ("Ministry of Energy", "Bank of Spain", False),
    ],
)
def test_names_of_one_body(first, second, same):
    assert is_same_body(first, second) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("Anna Berzina", "Berzina", True), ("Anna Bērziņa", "A. Berzina", True), ("Anna Berzina", "Anna Ozola", False)],
)
def test_names_of_one_person(first, second, same):
    assert is_same_person(first, second) is same

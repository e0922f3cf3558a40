"""Learning what a pledge is, and whose."""

import numpy as np
import pytest

from pipelines.accuracy.model import Account
from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import HEADS, Spot, load_encoder
from pipelines.extract.model import load_model
from pipelines.extract.pledge_weight import FILLED, SIDES, heard
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference
from pipelines.extract.undertakings import Codes
from pipelines.extract.weights import likelihood, linear
from pipelines.learn.articles import CodedArticle
from pipelines.learn.clauses import Clause, clauses_of, judged, with_sides
from pipelines.learn.fit import Choice, LessonError, Question
from pipelines.learn.pledges import fit_pledges

TEXT = (
    "Norway's prime minister met the president of Moldova on Monday. Norway will give Moldova forty generators. "
    "Japan promised a loan of $5 million, and the two asked Germany for buses."
)
SPOT = Spot(("It", "gives", "tanks"), (2, 1))


def test_a_draft_is_as_likely_where_it_is_learned_from_as_where_it_is_read():
    found = Coreference(load_model()(TEXT), load_reference(), None, None)
    article = CodedArticle("set/a", found, None, None, Account({}))
    reader = PledgeReader(found, None, article.contacts)
    questions = reader.questions()
    places = {id(question.draft): i for i, question in enumerate(questions)}
    weighed = {places[id(w.reading.draft)]: w.probability for w in reader.weigher.weigh(questions)}
    learned = [with_sides(judged(clause, load_encoder()), linear(SIDES)).whole for clause in clauses_of(article)]
    assert len(learned) == len(questions)
    assert len(weighed) > 2
    assert weighed == pytest.approx({i: likelihood(linear(FILLED).odds(*learned[i])) for i in weighed})


def test_nothing_is_said_of_whom_nobody_names():
    spot = Spot(("Norway", "gives", "tanks"), (2, 1, 0))
    said = heard(load_encoder(), [("recipient", spot), None, ("giver", spot)])
    assert [[*found] for found in said] == [["recipient"], [], ["giver"]]


def clause(number: int, *, right: bool = True) -> Clause:
    """Return a draft of an article of its own traits, which tell there that the second way to fill the sides is right.

    Where it is no pledge, no way is.
    """
    parts = (frozenset({f"wrong in {number}"}), frozenset({f"right in {number}"}))
    sides = Question(parts, (Choice((0,), right=False), Choice((1,), right)), ({}, {}))
    traits, agreement = frozenset({"gift" if right else "talk"}), {0: 1.0} if right else {}
    numbers = {"pledge": np.zeros(HEADS["pledge"].width, dtype=np.float32)}
    answers, ruled = (int(right), 0, 0), Codes("offered", "other")
    return Clause(f"set/{number}", traits, sides, agreement, SPOT, (None, None), answers, ruled, numbers, best=right)


def test_whether_sides_are_right_is_learned_from_those_chosen_without_the_article():
    drafts = [clause(i, right=right) for i in range(6) for right in (True, False) for _ in range(4)]
    with pytest.raises(LessonError, match="no right and wrong examples"):
        fit_pledges(drafts)

"""An article with its answer."""

import pytest

from pipelines.accuracy.model import Account, Actor, Meeting
from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.learn.articles import CodedArticle

TEXT = "Emmanuel Macron met with Olaf Scholz in Paris. Gas prices fell. Donald Tusk will visit Joe Biden."
MEETING = Meeting(
    (Actor("Emmanuel Macron", "person", "FRA"), Actor("Olaf Scholz", "person", "DEU")),
    "in_person",
    "held",
    topics=frozenset({"energy"}),
    evidence="Emmanuel Macron met with Olaf Scholz in Paris.",
)


@pytest.fixture
def article():
    found = Coreference(load_model()(TEXT), load_reference())
    coded = Account({}, persons=MEETING.participants, meetings=(MEETING,))
    return CodedArticle("set/a", found, None, None, coded)

"""What the encoder says of a word that may report a contact, and of those who took part."""

import numpy as np
import pytest

from pipelines.extract import contact_weight
from pipelines.extract.contact_weight import party_vectors
from pipelines.extract.coreference import Coreference
from pipelines.extract.encoder import HEADS
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.weights import Linear

TEXT = "Emmanuel Macron met with Olaf Scholz in Paris on Monday."


@pytest.fixture
def says(monkeypatch):
    """Let only the encoder weigh, and say of every contact and of every party the same; return where it is asked."""
    seen = []

    def let(contact):
        def judge(_, head, spots):
            seen.extend((head, *(spot.sentence[i] for i in spot.places)) for spot in spots)
            return np.full((len(spots), HEADS[head].width), contact if head == "contact" else 0.0, dtype=np.float32)

        encoder = type("Saying", (), {"judge": judge})()
        numbers = {"contact": np.eye(HEADS["contact"].width)[0], "party": np.ones(2)}
        monkeypatch.setattr(contact_weight, "load_encoder", lambda: encoder)
        monkeypatch.setattr(contact_weight, "linear", lambda _: Linear({}, numbers))
        return seen

    return let


def drafts():
    return MeetingReader(Coreference(load_model()(TEXT), load_reference()), None, None)


@pytest.mark.parametrize(("said", "least"), [(4.0, 0.9), (-4.0, 0.0)])
def test_a_contact_is_as_likely_as_the_encoder_says(says, said, least):
    says(said)
    reader = drafts()
    probability, _ = reader.weigher.best(reader.drafts[0])
    assert least <= probability < least + 0.1


def test_the_encoder_is_asked_of_the_word_and_of_all_whom_its_sentence_names(says):
    seen = says(1.0)
    reader = drafts()
    reader.weigher.best(reader.drafts[0])
    assert {"Macron", "Scholz"} <= {words[1] for head, *words in seen if head == "party"}
    assert ("contact", "met") in seen


def test_parties_are_told_by_the_mean_and_the_least_of_them():
    assert party_vectors([1.0, 3.0])["party"].tolist() == [2.0, 1.0]
    assert party_vectors([]) == {}

"""Who took part in a contact, and how likely it is one."""

from pipelines.extract import contact_weight
from pipelines.extract.contact_weight import PARTIES, WORD
from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.reference import load_reference
from pipelines.extract.weights import BIAS, likelihood

TEXT = "Emmanuel Macron and Giorgia Meloni spoke of Olaf Scholz, who had met with Donald Tusk and his mayor in Poland."


def reader_with(monkeypatch, **models):
    monkeypatch.setattr(contact_weight, "weights", models.__getitem__)
    reader = MeetingReader(Coreference(load_model()(TEXT), load_reference()), None, None)
    return reader, next(draft for draft in reader.drafts if draft.trigger.text == "met")


def test_the_parties_are_those_of_the_likeliest_way_and_the_first_of_equals(monkeypatch):
    reader, draft = reader_with(monkeypatch, **{PARTIES: {}, WORD: {}})
    assert reader.weigher.best(draft)[1] is draft.readings[0]
    of_one = [source for reading in draft.readings for source in sorted(reading.sources)]
    of_one = [source for source in of_one if of_one.count(source) == 1]
    assert len(of_one) > 1
    for source in of_one:
        reader, draft = reader_with(monkeypatch, **{PARTIES: {source: 5.0}, WORD: {}})
        assert source in reader.weigher.best(draft)[1].sources


def test_a_contact_is_as_likely_as_its_traits_with_those_of_its_parties_weigh(monkeypatch):
    model = {BIAS: -1.0, "word meet VERB": 2.0, "parties: clause": 0.5, "word visit NOUN": 9.0}
    reader, draft = reader_with(monkeypatch, **{PARTIES: {"clause": 1.0}, WORD: model})
    probability, reading = reader.weigher.best(draft)
    assert "clause" in reading.sources
    assert probability == likelihood(1.5)

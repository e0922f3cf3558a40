import pytest

from pipelines.extract.headline import may_report


@pytest.mark.parametrize(
    "title", ["A met B in Oslo", "Readout of a call with C", "Talks resume", "A spoke to B", "Parties negotiate"]
)
def test_headlines_thatmay_report_a_contact_are_parsed(title):
    assert may_report(title)


@pytest.mark.parametrize("title", ["Storm floods the harbour", "Grain prices rise again", ""])
def test_other_headlines_need_no_parse(title):
    assert not may_report(title)

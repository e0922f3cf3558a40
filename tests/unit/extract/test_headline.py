import pytest

from pipelines.extract.headline import _may_report


@pytest.mark.parametrize(
    "title", ["A met B in Oslo", "Readout of a call with C", "Talks resume", "A spoke to B", "Parties negotiate"]
)
def test_headlines_that_may_report_a_contact_are_parsed(title):
    assert _may_report(title)


@pytest.mark.parametrize("title", ["Storm floods the harbour", "Grain prices rise again", ""])
def test_other_headlines_need_no_parse(title):
    assert not _may_report(title)

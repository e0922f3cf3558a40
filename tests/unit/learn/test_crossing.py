"""Cross-validation."""

import pytest

from pipelines.learn.crossing import crossed
from pipelines.learn.fit import LessonError


def test_each_example_is_held_once_and_never_beside_its_group():
    groups = ["a", "a", "b", "c", "c", "c", "d"]
    held = []
    for learned, hold in crossed(groups, 3, list):
        assert sorted([*learned, *hold]) == list(range(len(groups)))
        assert not {groups[i] for i in learned} & {groups[i] for i in hold}
        held += hold
    assert sorted(held) == list(range(len(groups)))


def test_there_are_no_more_parts_than_groups():
    assert len(list(crossed(["a", "b", "b"], 10, list))) == 2


def test_one_article_cannot_be_tried_on_another():
    with pytest.raises(LessonError, match="more events"):
        list(crossed(["a", "a"], 6, list))

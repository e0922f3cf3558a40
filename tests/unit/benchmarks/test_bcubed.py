import numpy as np
import pytest

from pipelines.benchmarks import bcubed


def test_equal_groupings_agree_whatever_their_labels():
    found = bcubed(["a", "a", "b", "c"], [7, 7, 1, 2])
    assert (found.precision, found.recall, found.f1, found.n) == (1, 1, 1, 4)


def test_joining_what_is_two_costs_precision_and_parting_what_is_one_costs_recall():
    joined = bcubed([0, 0, 0, 0], [0, 0, 1, 1])
    assert (joined.precision, joined.recall) == (0.5, 1)
    parted = bcubed([0, 1, 2, 2], [0, 0, 1, 1])
    assert (parted.precision, parted.recall) == (1, 0.75)
    assert parted.f1 == pytest.approx(2 * 0.75 / 1.75)


def test_some_rows_are_averaged_over_within_the_groups_of_all():
    found, true = [0, 0, 0, 1], [0, 0, 1, 1]
    last = bcubed(found, true, np.array([False, False, False, True]))
    assert (last.precision, last.recall, last.n) == (1, 0.5, 1)


def test_no_rows_are_in_full_agreement():
    assert bcubed([], []).f1 == 1

"""Training the encoder of sentences."""

import numpy as np
import pytest
import torch

from pipelines.extract.encoder import HEADS, Encoder, Spot
from pipelines.learn import encoders
from pipelines.learn.encoders import train_encoders
from pipelines.learn.network import (
    UNKNOWN,
    Example,
    Training,
    _missed,
    _Reader,
    _row,
    _sentences,
    _states,
    export,
    train,
)

STATES = ("Norway", "Chile", "Ghana", "Japan", "Peru", "Oman", "Cuba", "Laos")


def said(state, verb, *answers, group=None):
    """Say that a state does something to an object; the answer is what a coder says of it."""
    spot = Spot((state, verb, "the", "tanks", "."), (3, 1))
    return Example(group or state, "pledge", spot, answers)


EXAMPLES = [
    said(state, verb, *answers)
    for state in STATES
    for verb, answers in (("donates", (1, 3, 0)), ("admires", (0, UNKNOWN, UNKNOWN)))
]


@pytest.fixture(scope="module")
def trained():
    return train(EXAMPLES, Training(epochs=40))


@pytest.fixture(scope="module")
def encoder(trained, tmp_path_factory):
    export(trained, folder := tmp_path_factory.mktemp("encoder"))
    return Encoder(folder)


def test_what_was_learned_holds_of_sentences_not_seen(encoder):
    given, seen = encoder.judge("pledge", [said("Fiji", verb).spot for verb in ("donates", "admires")])
    assert given[0] > 0 > seen[0]
    assert np.argmax(given[1 : 1 + len(HEADS["pledge"].answers["status"])]) == 3


def test_the_files_say_what_the_network_learned(trained, encoder):
    long = Spot(("Fiji", "donates", "the", "tanks", "that", "it", "had", "promised", "in", "May", "."), (3, 1))
    examples = [said("Fiji", "donates"), Example("b", "pledge", long, (1, 3, 0))]
    batch = _sentences(trained, examples)
    with torch.no_grad():
        rows = [_row(*states, e.spot.places) for states, e in zip(_states(trained, batch), examples, strict=True)]
        exact = trained.heads["pledge"](torch.stack(rows))[:, 0].numpy()
    assert encoder.judge("pledge", [e.spot for e in examples])[:, 0] == pytest.approx(exact, abs=0.3)


def test_a_sentence_is_read_alone_as_it_was_among_others(trained):
    long = Spot(("Fiji", "donates", "the", "tanks", "that", "it", "had", "promised", "in", "May", "."), (3, 1))
    batch = _sentences(trained, [EXAMPLES[0], Example("b", "pledge", long, (1, 3, 0))])
    reader = _Reader(trained)
    with torch.no_grad():
        for sentence, (among, _) in zip(batch, _states(trained, batch), strict=True):
            alone = reader(torch.tensor([sentence.pieces.ids]))
            assert torch.allclose(alone, among[: len(alone)], atol=0.01)
    assert len({len(sentence.pieces.ids) for sentence in batch}) > 1


def test_training_is_alike_each_time():
    first, second = (train(EXAMPLES, Training(epochs=1)) for _ in range(2))
    for ours, theirs in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(ours, theirs)


@pytest.mark.parametrize("answers", [1, 5])
def test_answers_that_are_not_known_teach_nothing(answers):
    numbers = torch.zeros((2, answers), requires_grad=True)
    _missed(numbers, torch.tensor([UNKNOWN, 0])).sum().backward()
    assert not numbers.grad[0].any()
    assert numbers.grad[1].any()


@pytest.fixture
def trainings(monkeypatch):
    """Return a list that takes up the groups that each encoder is trained on; none is really trained."""
    seen = []

    def train_none(lessons, folders):
        for examples, folder in zip(lessons, folders, strict=True):
            seen.append({e.group for e in examples})
            folder.mkdir()

    monkeypatch.setattr(encoders, "_train_all", lambda lessons, _, folders: train_none(lessons, folders))
    monkeypatch.setattr(encoders, "Encoder", lambda folder: folder)
    return seen


def test_no_group_is_judged_by_an_encoder_that_has_seen_it(tmp_path, trainings):
    found = train_encoders(EXAMPLES, Training(1), tmp_path)
    whole, *parts = trainings
    assert whole == {*STATES}
    held = {}
    for state in STATES:
        held.setdefault(found.of(state), set()).add(state)
    assert sorted(sorted({*STATES} - states) for states in held.values()) == sorted(map(sorted, parts))
    assert found.whole not in held


def test_any_part_can_judge_what_taught_nothing(tmp_path, trainings):
    found = train_encoders(EXAMPLES, Training(1), tmp_path)
    assert found.of("an article without a draft") in {*found.by_group.values()}


def test_an_encoder_that_was_trained_before_is_used_again(tmp_path, trainings):
    first = train_encoders(EXAMPLES, Training(1), tmp_path)
    count = len(trainings)
    assert train_encoders(EXAMPLES, Training(1), tmp_path) == first
    assert len(trainings) == count
    train_encoders(EXAMPLES, Training(2), tmp_path)
    assert len(trainings) == 2 * count

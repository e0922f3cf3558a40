"""What words mean where they stand, as the encoder of sentences reads them."""

import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.encoder import HEADS, WIDTH, Encoder, EncoderError, Spot, load_encoder
from pipelines.extract.word_pieces import MOST, pieces_of
from pipelines.schema.paths import MODELS

GIFT = ("Norway", "will", "send", "Ukraine", "22", "tanks", ".")
WEATHER = ("It", "rained", "in", "the", "hills", "all", "night", ".")


@pytest.fixture
def encoder():
    return load_encoder()


def likeness(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_a_word_means_something_else_in_another_sentence(encoder):
    bank = encoder.states(("The", "bank", "lent", "Peru", "a", "billion", ".")).words[1]
    shore = encoder.states(("The", "bank", "was", "flooded", "by", "the", "river", ".")).words[1]
    assert likeness(bank, shore) < 0.99


def test_a_gift_is_told_from_the_weather(encoder):
    gift, weather = encoder.judge("pledge", [Spot(GIFT, (5, 2)), Spot(WEATHER, (4, 1))])
    assert gift[0] > weather[0]


def test_who_gives_and_who_receives_are_told_apart(encoder):
    sides = [Spot(GIFT, (5, 2, 0)), Spot(GIFT, (5, 2, 3))]
    givers, recipients = (encoder.judge(side, sides)[:, 0] for side in ("giver", "recipient"))
    assert givers[0] > givers[1]
    assert recipients[1] > recipients[0]


@pytest.mark.parametrize("head", HEADS)
def test_every_head_answers_all_its_questions_at_every_spot(encoder, head):
    places = tuple(range(len(HEADS[head].words)))
    found = encoder.judge(head, [Spot(GIFT, places), Spot(WEATHER, places)])
    assert found.shape == (2, sum(map(len, HEADS[head].answers.values())))
    assert encoder.judge(head, [Spot(WEATHER, places)])[0] == pytest.approx(found[1], abs=1e-5)
    assert encoder.judge(head, []).shape == (0, found.shape[1])


def test_the_network_has_a_file_for_each_head_and_no_other():
    assert {path.stem for path in (MODELS / "encoder").glob("*.onnx")} == {"states", *HEADS}


def test_a_network_that_was_trained_for_other_codes_is_refused(tmp_path):
    shutil.copytree(MODELS / "encoder", tmp_path / "encoder")
    answers = tmp_path / "encoder" / "answers.csv"
    answers.write_text(answers.read_text().replace("refused", "denied"))
    with pytest.raises(EncoderError, match=r"answers.csv: these are not the codes of seeds/codelists"):
        Encoder(tmp_path / "encoder")


def test_the_answers_to_a_question_of_several_are_shares_of_it(encoder):
    said = encoder.judge("pledge", [Spot(GIFT, (5, 2))])[0]
    for question in ("status", "kind"):
        assert np.exp(HEADS["pledge"].part(question, said)).sum() == pytest.approx(1, abs=1e-5)


def test_a_sentence_is_read_once_and_not_kept_for_ever(monkeypatch):
    encoder, read = Encoder(MODELS / "encoder"), []
    monkeypatch.setattr(encoder, "_read", lambda sentence: read.append(sentence) or sentence)
    for sentence in [GIFT, GIFT, *((str(i),) for i in range(300)), GIFT]:
        encoder.states(sentence)
    assert read.count(GIFT) == 2
    assert len(encoder._kept) < 200


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_word_has_a_state_whatever_it_is(words):
    found = load_encoder().states(tuple(words))
    assert found.words.shape == (len(words), WIDTH)
    assert found.whole.shape == (WIDTH,)
    assert np.isfinite(found.words).all()


def test_a_sentence_longer_than_the_encoder_takes_is_cut(encoder):
    assert len(pieces_of(["word"] * 400).ids) == MOST + 2
    found = encoder.states(("word",) * 400)
    assert found.words[0].any()
    assert not found.words[399].any()


@pytest.mark.parametrize(("word", "plain"), [("Zelenskýy", "zelenskyy"), ("ÎLE", "ile")])
def test_case_and_accents_make_no_difference(word, plain):
    assert pieces_of([word, "met"]).ids == pieces_of([plain, "met"]).ids


def test_a_word_of_several_pieces_owns_them_all():
    pieces = pieces_of(["Zelenskyy", "met", "Metsola"])
    assert len(pieces.owner) == len(pieces.ids) - 2
    assert [*pieces.owner] == sorted(pieces.owner)
    assert {*pieces.owner} == {0, 1, 2}


def test_white_space_has_no_piece(encoder):
    found = encoder.states(("left", "\n", "right"))
    assert not found.words[1].any()
    assert found.words[0].any()
    assert not encoder.states(("\n",)).words.any()

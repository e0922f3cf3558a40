"""What words mean where they stand, as a small neural network reads a sentence.

The network is the lower half of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 3 of its 6 layers), trained
further on hand-coded articles by `python -m pipelines learn` to answer the questions of HEADS. It gives numbers, not
decisions: they stand beside the traits that rules name, in the linear models of seeds/models. A sentence is read with
the one before it, unless both are too long, and only when it is asked for, since this costs a good part of what it
takes to parse it. Of contacts it is not asked (pipelines.extract.contact_weight says why). seeds/models/encoder holds
the network, as ONNX, and what its heads answer.
"""

import csv
import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pipelines.extract.word_pieces import pieces_of
from pipelines.schema import code_list
from pipelines.schema.paths import MODELS

WIDTH: Final = 384
STATES: Final = "states"
"""Name of the part of the network that reads a sentence; the others are the HEADS."""
_ANSWERS: Final = "answers.csv"
_COLUMNS: Final = ["head", "question", "answer"]
Numbers = NDArray[np.float32]
_YES: Final = ("yes",)
_KEPT: Final = 128  # sentences whose states are kept: those of the drafts of one article, which are asked of twice


class Head(NamedTuple):
    """What is asked of a sentence: of which of its words, and the answers to each question; one answer: yes or no."""

    words: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]

    @property
    def width(self) -> int:
        """How many numbers answer it: one for each answer to each question."""
        return sum(map(len, self.answers.values()))

    @property
    def ends(self) -> list[int]:
        """Where the numbers of each question end, the last one left out."""
        return [*itertools.accumulate(map(len, self.answers.values()))][:-1]

    def part(self, question: str, numbers: Numbers) -> Numbers:
        """Return those of its numbers that answer one of its questions."""
        return np.split(numbers, self.ends)[[*self.answers].index(question)]


HEADS: Final[Mapping[str, Head]] = MappingProxyType(
    {
        "pledge": Head(
            ("object", "verb"),
            {"is one": _YES, "status": code_list("pledge_status").codes, "kind": code_list("pledge_kind").codes},
        ),
        "giver": Head(("object", "verb", "named"), {"is one": _YES}),
        "recipient": Head(("object", "verb", "named"), {"is one": _YES}),
    }
)
"""What the network is asked; each head also knows the sentence as a whole."""


class EncoderError(ValueError):
    """A network that was trained for other questions."""


class Spot(NamedTuple):
    """Words of a sentence that something is asked of, by their places in it, in the order that a head names them."""

    sentence: tuple[str, ...]
    places: tuple[int, ...]


class States(NamedTuple):
    """What a sentence means: `words` (words, WIDTH; those cut off, and white space, are zero), `whole` (WIDTH)."""

    words: Numbers
    whole: Numbers


class Encoder:
    """The network of one folder; keeps the states of the sentences that it read last.

    Raises:
        EncoderError: its heads answer otherwise than HEADS asks.

    """

    def __init__(self, folder: Path) -> None:
        if _known_answers(folder) != _answers():
            message = f"{folder / _ANSWERS}: these are not the codes of seeds/codelists: learn the network anew"
            raise EncoderError(message)
        self._sessions = {name: _session(folder / f"{name}.onnx") for name in (STATES, *HEADS)}
        self._kept: dict[tuple[str, ...], States] = {}

    def judge(self, head: str, spots: Sequence[Spot]) -> Numbers:
        """Return what a head answers at some spots: (spots, answers).

        A question of yes or no is answered by the log odds of yes, another one by the log probability of each answer.
        """
        if not spots:
            return np.zeros((0, HEADS[head].width), dtype=np.float32)
        rows = np.stack([self._row(spot) for spot in spots])
        (found,) = self._sessions[head].run(None, {"words": rows})
        return np.concatenate([_answered(part) for part in np.split(found, HEADS[head].ends, axis=1)], axis=1)

    def _row(self, spot: Spot) -> Numbers:
        states = self.states(spot.sentence)
        return np.concatenate([states.whole, *(states.words[place] for place in spot.places)])

    def states(self, sentence: tuple[str, ...]) -> States:
        """Read a sentence, given as its words."""
        if sentence not in self._kept:
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[sentence] = self._read(sentence)
        return self._kept[sentence]

    def _read(self, sentence: tuple[str, ...]) -> States:
        pieces = pieces_of(sentence)
        (states,) = self._sessions[STATES].run(None, {"pieces": np.array([pieces.ids])})
        words = np.zeros((len(sentence), WIDTH), dtype=np.float32)
        if pieces.owner.size:
            named, first, counts = np.unique(pieces.owner, return_index=True, return_counts=True)
            words[named] = np.add.reduceat(states[1:-1], first, axis=0) / counts.astype(np.float32)[:, None]
        return States(words, states[0])


def _answers() -> list[list[str]]:
    return [[name, q, code] for name, head in HEADS.items() for q, codes in head.answers.items() for code in codes]


def write_answers(folder: Path) -> None:
    """Write beside a network what its heads answer, in the order of its numbers."""
    with (folder / _ANSWERS).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([_COLUMNS, *_answers()])


def _known_answers(folder: Path) -> list[list[str]]:
    with (folder / _ANSWERS).open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)][1:]


def _answered(numbers: Numbers) -> Numbers:
    """Return the answers to one question (spots, answers) as they are told."""
    if numbers.shape[1] == len(_YES):
        return numbers
    told: Numbers = numbers - np.logaddexp.reduce(numbers, axis=1, keepdims=True)
    return told


def _session(path: Path) -> onnxruntime.InferenceSession:
    """Load a part of the network; in one thread, since the processes that read are as many as the processors."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def load_encoder(folder: Path = MODELS / "encoder") -> Encoder:
    """Load a network once a process."""
    return Encoder(folder)

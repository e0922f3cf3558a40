"""The version of the extractor: what a cached reading depends on besides the article."""

import hashlib
from functools import cache
from pathlib import Path

from spacy.about import __version__ as spacy_version

from pipelines.extract.model import model_version
from pipelines.schema.paths import FRAMES, MODELS, REFERENCE


@cache
def extractor_version() -> str:
    """Return 16 hexadecimal digits of a hash of code, frames, weights, reference facts, model and library."""
    digest = hashlib.sha256(f"{spacy_version} {model_version()}".encode())
    schema = Path(__file__).parents[1] / "schema"
    code, tables = [(Path(__file__).parent, "*.py"), (schema, "*.py")], [FRAMES, MODELS, REFERENCE]
    for folder, pattern in [*code, *((folder, "*.csv") for folder in tables)]:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]

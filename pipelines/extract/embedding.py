"""Vectors of word forms, worked out once: the first layers of a spaCy model see each word by itself.

spaCy's `MultiHashEmbed` makes the vector of a token from its form alone (norm, prefix, suffix, shape, spacing), and
only the layers after it look at the words around. News repeats its words, so the vectors are kept.
"""

from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, chain
from thinc.types import Floats2d, Ragged

_MOST: Final = 50_000  # vectors kept, of some 500 bytes each


def keep_vectors(tok2vec: Model[Any, Any]) -> None:
    """Let the embedding of a `tok2vec` model (embedding, then encoder) keep the vector of every form it has seen.

    Args:
        tok2vec: a model made of `MultiHashEmbed` and an encoder, changed in place; used for prediction alone.

    """
    embed = tok2vec.layers[0]
    extract, to_ragged, *of_form, to_list = embed.layers
    embed.layers[:] = [extract, to_ragged, _kept(chain(*of_form)), to_list]


def _kept(layer: Model[Ragged, Ragged]) -> Model[Ragged, Ragged]:
    return Model("kept", _forward, layers=[layer], attrs={"vectors": {}})


def _forward(model: Model[Ragged, Ragged], forms: Ragged, is_train: bool) -> tuple[Ragged, Any]:  # noqa: ARG001, FBT001 - thinc's form of a layer
    rows, place = _distinct(cast("NDArray[np.uint64]", forms.dataXd))
    vectors = _vectors(model, rows)
    return Ragged(cast("Floats2d", vectors[place]), forms.lengths), None


def _distinct(forms: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Return the distinct rows of a matrix, and for each row of it which one of them it is."""
    whole = np.ascontiguousarray(forms).view([("", forms.dtype)] * forms.shape[1]).ravel()
    _, first, place = np.unique(whole, return_index=True, return_inverse=True)
    return forms[first], place


def _vectors(model: Model[Ragged, Ragged], rows: NDArray[np.uint64]) -> NDArray[np.float32]:
    known: dict[bytes, NDArray[np.float32]] = model.attrs["vectors"]
    keys = [row.tobytes() for row in rows]
    missing = [i for i, key in enumerate(keys) if key not in known]
    if missing:
        if len(known) > _MOST:
            known.clear()
            missing = list(range(len(keys)))
        new = Ragged(cast("Any", rows[missing]), cast("Any", np.asarray([len(missing)], dtype="i")))
        made = model.layers[0].predict(new).dataXd
        known.update((keys[i], vector) for i, vector in zip(missing, made, strict=True))
    return np.stack([known[key] for key in keys])

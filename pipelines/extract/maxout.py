"""Maxout layers of a spaCy model, laid out so that the largest of some numbers is found for many at once.

thinc keeps the pieces of which a layer takes the largest beside each other, and must compare them number by number;
kept apart, they are compared in whole rows. The numbers are the same, to the last bit.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Matrix = NDArray[np.float32]


def part_pieces(model: Model[Any, Any]) -> None:
    """Put layers that do the same in the places of all maxout layers of a model, which is changed in place.

    Args:
        model: a model with its weights, used for prediction alone.

    """
    for node in list(model.walk()):
        node.layers[:] = [_parted(layer) if layer.name == "maxout" else layer for layer in node.layers]


def _parted(layer: Model[Matrix, Matrix]) -> Model[Matrix, Matrix]:
    weights = np.ascontiguousarray(np.swapaxes(cast("Any", layer.get_param("W")), 0, 1))  # (pieces, out, in)
    bias = np.ascontiguousarray(cast("Any", layer.get_param("b")).T)  # (pieces, out)
    return Model("parted_maxout", _forward, ops=layer.ops, attrs={"weights": weights, "bias": bias})


def _forward(model: Model[Matrix, Matrix], rows: Matrix, is_train: bool) -> tuple[Matrix, Any]:  # noqa: ARG001, FBT001 - thinc's form of a layer
    weights, bias = model.attrs["weights"], model.attrs["bias"]
    product: Any = model.ops.gemm(cast("Any", rows), weights.reshape(-1, weights.shape[2]), trans2=True)
    pieces: Matrix = product.reshape(len(rows), *bias.shape)
    pieces += bias
    best = pieces[:, 0].copy()
    for piece in range(1, len(bias)):  # much faster than the largest along an axis
        np.maximum(best, pieces[:, piece], out=best)
    return best, None

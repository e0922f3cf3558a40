"""Maxout layers laid out anew."""

import numpy as np
from thinc.api import Maxout, chain

from pipelines.extract.maxout import part_pieces


def test_parted_pieces_give_the_same_numbers():
    model = chain(Maxout(nO=5, nI=7, nP=3), Maxout(nO=4, nI=5, nP=2))
    rows = np.random.default_rng(1).normal(size=(9, 7)).astype("f")
    model.initialize(X=rows)
    before = model.predict(rows)
    part_pieces(model)
    assert [layer.name for layer in model.layers] == ["parted_maxout", "parted_maxout"]
    assert np.allclose(model.predict(rows), before, atol=1e-6)

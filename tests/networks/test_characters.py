from __future__ import annotations

import os

import numpy as np

from hwocr.glyph import SIZE
from hwocr.networks.classes import CLASS_COUNT

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def test_the_network_takes_glyphs_and_gives_logits() -> None:
    from hwocr.networks.characters import character_network

    network = character_network()
    assert network.output_shape == (None, CLASS_COUNT)
    assert network.count_params() < 2_000_000
    logits = np.asarray(network(np.zeros((3, SIZE, SIZE, 1), np.float32)))
    assert logits.shape == (3, CLASS_COUNT)
    assert np.isfinite(logits).all()

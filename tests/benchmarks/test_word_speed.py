"""Word images are computed together where they are equally wide."""

from __future__ import annotations

import numpy as np

from benchmarks.word_speed import by_width


def test_images_of_one_width_share_a_batch() -> None:
    images = [np.full((40, width), width, np.float32) for width in (32, 48, 32)]
    batches = by_width(images)
    assert [batch.shape for batch in batches] == [(2, 40, 32, 1), (1, 40, 48, 1)]
    assert all((batch == batch.shape[2]).all() for batch in batches)

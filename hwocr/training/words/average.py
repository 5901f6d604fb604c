"""Two trained networks of one origin made one: the mean of their weights.

Networks that went on from the same weights lie in one valley of the loss, and their mean
generalises at least as well as either (Wortsman et al., Model soups, 2022). What batch
normalisation knows of its inputs is measured anew, since the mean network has other ones.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

_BATCHES = 120
"""Batches on which batch normalisation is measured: its memory holds about fifty."""
_COLUMNS = 7680


def average(
    first: str | os.PathLike[str],
    second: str | os.PathLike[str],
    run: Path,
    seed: int = 1,
    report: Callable[[str], None] = print,
) -> Path:
    """Write ``average.keras`` into a run's folder, and report its error rates.

    Args:
        first, second: weights of word networks (``.keras``).
        run: folder of a training run, with the samples that it drew.
        seed: where chance starts.
        report: called with the error rates on the validation writers.

    Returns:
        The file's path.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    from hwocr.training.learner import save_network
    from hwocr.training.words.batches import Mixture
    from hwocr.training.words.validation import error_rates, load_checks

    network = keras.saving.load_model(first, compile=False)
    other = keras.saving.load_model(second, compile=False)
    pairs = zip(network.get_weights(), other.get_weights(), strict=True)
    network.set_weights([(one + two) / 2 for one, two in pairs])
    mixture, chance = Mixture.open(run / "store"), np.random.default_rng(seed)
    plan = mixture.plan(_COLUMNS, 1, chance)
    for _ in range(_BATCHES):
        width, choices = next(plan)
        network(mixture.batch(width, choices, chance).images, training=True)
    report(str(error_rates(network, load_checks(run / "validation"))))
    path = run / "average.keras"
    save_network(network, path)
    return path

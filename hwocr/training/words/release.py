"""Puts trained word weights into ``models/``: compact, calibrated, exported, listed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import WORD_CHARACTERS

VERSION = 1
_TEMPERATURES = np.arange(0.6, 2.01, 0.05)


def release_words(
    weights: str | os.PathLike[str],
    validation: Path,
    models: str | os.PathLike[str] | None = None,
    report: Callable[[str], None] = print,
) -> Path:
    """Release the word network.

    Writes ``words.keras`` (to train on from, and for tests), ``words.onnx`` (what reading runs)
    and the entry in ``registry.json``. The temperature is the one at which the true texts of
    validation writers are most likely.

    Args:
        weights: trained weights (``.keras``).
        validation: folder of the validation samples that training drew.
        models: where to write; the folder that comes with hwocr if left out.
        report: called with lines that tell how it goes.

    Returns:
        The exported graph's path.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    from hwocr.training.compact import round_to_half
    from hwocr.training.publish import publish
    from hwocr.training.words.validation import error_rates, load_checks

    network = keras.saving.load_model(weights, compile=False)
    round_to_half(network)
    checks = load_checks(validation)
    rates = error_rates(network, checks)
    temperature = _fit_temperature(network, checks)
    report(f"temperature {temperature}; character error rates on validation: {rates}")
    return publish(
        network,
        models,
        version=VERSION,
        classes=WORD_CHARACTERS,
        temperature=temperature,
        metrics={f"validation_{name}_cer": value for name, value in rates.items()},
    )


def _fit_temperature(network: Any, checks: dict[str, Any]) -> float:
    """The temperature with the least mean −log likelihood; every source counts the same."""
    from hwocr.training.words.loss import ctc_loss

    losses = np.zeros(len(_TEMPERATURES))
    for check in checks.values():
        parts: list[NDArray[np.float64]] = []
        for batch in check.read():
            logits = np.asarray(network(batch.images, training=False))
            loss = [float(ctc_loss(batch.labels, logits / t)) for t in _TEMPERATURES]
            parts.append(np.array(loss) * len(batch.texts))
        losses += np.sum(parts, axis=0) / sum(len(c) for _, c in check.batches)
    return round(float(_TEMPERATURES[int(np.argmin(losses))]), 2)

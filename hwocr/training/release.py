"""Puts trained weights into ``models/``: compact, calibrated, exported, listed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hwocr.networks.classes import CHARACTERS
from hwocr.training.data import data_folder

VERSION = 1
CALIBRATION_SETS = ("emnist", "camera", "unipen")


def release(
    weights: str | os.PathLike[str],
    data: str | None = None,
    models: str | os.PathLike[str] | None = None,
    report: Callable[[str], None] = print,
) -> Path:
    """Release the network that a weights file holds, of whatever kind.

    The word network is calibrated on the validation samples drawn beside its weights; they are
    drawn if they are not there.

    Returns:
        The exported graph's path.

    Raises:
        hwocr.errors.DataError: the validation data is missing.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    if keras.saving.load_model(weights, compile=False).name != "words":
        return release_characters(weights, data, models, report)
    from hwocr.training.words.release import release_words
    from hwocr.training.words.render import render

    validation = Path(weights).parent / "validation"
    render(data_folder(data), validation, 1, report=report, validation=True)
    return release_words(weights, validation, models, report)


def release_characters(
    weights: str | os.PathLike[str],
    data: str | None = None,
    models: str | os.PathLike[str] | None = None,
    report: Callable[[str], None] = print,
) -> Path:
    """Release the character network.

    Writes ``characters.keras`` (to train on from, and for tests), ``characters.onnx`` (what reading
    runs) and the entry in ``registry.json`` with the temperature fitted on validation writers.

    Returns:
        The exported graph's path.

    Raises:
        hwocr.errors.DataError: the validation data is missing.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    from hwocr.training.calibrate import fit_temperature
    from hwocr.training.characters import predict, scores
    from hwocr.training.compact import round_to_half
    from hwocr.training.publish import publish
    from hwocr.training.targets import without_case
    from hwocr.training.validation import load_validation

    network = keras.saving.load_model(weights, compile=False)
    round_to_half(network)
    checks = load_validation(data_folder(data))
    results = {name: scores(network, check) for name, check in checks.items()}
    # Whether a c is a capital is settled later, by its size: either case counts as right here.
    temperature = fit_temperature(
        [
            (predict(network, checks[name].glyphs), without_case(checks[name].masks))
            for name in CALIBRATION_SETS
        ]
    )
    report(f"temperature {temperature}; right on validation: {results}")
    return publish(
        network,
        models,
        version=VERSION,
        classes=CHARACTERS,
        temperature=temperature,
        metrics={f"validation_{name}": value for name, value in results.items()},
    )

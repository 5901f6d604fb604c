"""How good the character network is: ``hwocr evaluate characters``.

Every figure is taken on pictures that training never saw, through the same cutting out of ink,
normaliser and exported graph that reading uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey
from hwocr.decode.alphabet import characters_of, restrict, without_reject
from hwocr.glyph import SIZE, normalise
from hwocr.metrics import expected_calibration_error
from hwocr.networks.classes import CHARACTERS, fold_to_36, fold_to_47
from hwocr.networks.registry import read_registry
from hwocr.networks.report import SetReport, answers, reliability
from hwocr.networks.runtime import Network
from hwocr.prepare.crop import crop_ink
from hwocr.training import sources
from hwocr.training.data import data_folder
from hwocr.training.validation import draw_character


@dataclass(frozen=True)
class Score:
    """One measured figure.

    Attributes:
        test: what was read.
        alphabet: that the answers were bound to.
        classes: 62, or fewer where classes were folded together.
        count: number of characters.
        accuracy: share of right answers.
        calibration_error: expected calibration error of the answers' probabilities, 15 bins.
    """

    test: str
    alphabet: str
    classes: int
    count: int
    accuracy: float
    calibration_error: float


@dataclass(frozen=True, eq=False)
class Answers:
    """What the network said of one set.

    Attributes:
        name: of the set.
        probabilities: float32 (N, classes + 1).
        texts: what is right, (N,).
    """

    name: str
    probabilities: NDArray[np.float32]
    texts: NDArray[np.str_]


def evaluate_characters(
    data: str | None = None,
    models: Path | None = None,
    limit: int | None = None,
    report: Callable[[str], None] = print,
) -> list[Score]:
    """Measure the released character network: the scores of :func:`ask_characters`."""
    asked = ask_characters(data, models, limit, report)
    return [score for found in asked for score in scores_of(found)]


def ask_characters(
    data: str | None = None,
    models: Path | None = None,
    limit: int | None = None,
    report: Callable[[str], None] = print,
) -> Iterator[Answers]:
    """What the released character network says of every test and validation set, one by one.

    Args:
        data: the data's folder, the usual one if left out.
        models: folder with ``registry.json``, the one that comes with hwocr if left out.
        limit: at most this many characters of each set, spread evenly; for a quick look.
        report: told of progress.

    Raises:
        hwocr.errors.DataError: the data is missing.
        hwocr.errors.ModelError: the network is missing or damaged.
    """
    network = Network(read_registry(models)["characters"])
    for found in _sets(data_folder(data), network, limit):
        report(f"{found.name}: {len(found.texts)} characters")
        yield found


def scores_of(found: Answers) -> Iterator[Score]:
    """The figures of one set."""
    if found.name == "EMNIST ByClass test":
        yield _score(found, "digits", str)
        yield _score(found, "upper", str)
        yield _score(found, "lower", str)
        yield _score(found, "letters", fold_to_36)
    if found.name == "MNIST test":
        yield _score(found, "digits", str)
    if found.name != "MNIST test":
        yield _score(found, "all", fold_to_36)
        yield _score(found, "all", fold_to_47)
    yield _score(found, "all", str)


def report_of(found: Answers) -> SetReport:
    """What for what in all classes, and how far probabilities hold in the 47 of EMNIST."""
    probabilities = without_reject(found.probabilities)[:, :-1]
    named = [CHARACTERS[i] for i in probabilities.argmax(axis=1)]
    confidences, right, _ = _judged(found, "all", fold_to_47)
    return SetReport(
        found.name, answers([str(t) for t in found.texts], named), reliability(confidences, right)
    )


def _score(found: Answers, alphabet: str, fold: Callable[[str], str]) -> Score:
    """Score the characters that belong to the alphabet, classes folded together by ``fold``."""
    confidences, right, classes = _judged(found, alphabet, fold)
    return Score(
        test=found.name,
        alphabet=alphabet,
        classes=classes,
        count=len(right),
        accuracy=float(right.mean()),
        calibration_error=expected_calibration_error(confidences, right),
    )


def _judged(
    found: Answers, alphabet: str, fold: Callable[[str], str]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], int]:
    """Of the characters of the alphabet: the answers' probabilities, which are right; classes."""
    allowed = characters_of(alphabet)
    chosen = np.isin(found.texts, list(allowed))
    probabilities = without_reject(restrict(found.probabilities[chosen], alphabet))[:, :-1]
    folded = sorted({fold(c) for c in allowed})
    column = {name: i for i, name in enumerate(folded)}
    together = np.zeros((len(probabilities), len(folded)), np.float64)
    for i, character in enumerate(CHARACTERS):
        if character in allowed:
            together[:, column[fold(character)]] += probabilities[:, i]
    truth = np.array([column[fold(str(text))] for text in found.texts[chosen]])
    return together.max(axis=1), together.argmax(axis=1) == truth, len(folded)


def _sets(folder: Path, network: Network, limit: int | None) -> Iterator[Answers]:
    test = np.load(folder / "chars" / "emnist_byclass_test.npz")
    yield _read("EMNIST ByClass test", list(test["x"]), test["y"], network, limit)
    digits = np.load(folder / "chars" / "mnist.npz")
    yield _read("MNIST test", list(digits["x_test"]), digits["y_test"], network, limit)
    drawings = sources.unipen(folder, validation=True)
    crops = [
        np.rint(255 * (1 - draw_character(strokes))).astype(np.uint8)
        for strokes in drawings.strokes
    ]
    yield _read("UNIPEN validation writers", crops, drawings.texts, network, limit)
    crops, texts = sources.camera_crops(folder, validation=True)
    yield _read("camera crops validation", crops, texts, network, limit)


def _read(
    name: str,
    crops: list[Grey],
    texts: list[str] | NDArray[np.str_],
    network: Network,
    limit: int | None,
) -> Answers:
    chosen = np.arange(len(crops))
    if limit is not None and limit < len(crops):
        chosen = np.linspace(0, len(crops) - 1, limit).astype(int)
    parts = []
    for start in range(0, len(chosen), 1000):
        batch = chosen[start : start + 1000]
        glyphs = np.stack([normalise(crop_ink(crops[i])) for i in batch])
        parts.append(network.probabilities(glyphs.reshape(-1, SIZE, SIZE, 1)))
    return Answers(name, np.concatenate(parts), np.asarray(texts)[chosen])

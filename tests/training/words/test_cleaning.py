from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.networks.registry import models_folder
from hwocr.training.words.batches import CORRECTIONS
from hwocr.training.words.cleaning import correct, correction
from hwocr.training.words.store import kept_image, measure, save
from tests.decode.frames import frames_of

SURE = 1e-5


@pytest.mark.parametrize(
    ("written", "label", "learnt"),
    [
        ("word", "word", "word"),
        ("word", "WORD", "word"),  # copied in capitals, says the label
        ("word", "ward", "ward"),  # the network may be the one that is wrong
        ("word", "another", None),
    ],
)
def test_labels_are_kept_corrected_or_dropped(written: str, label: str, learnt: str | None) -> None:
    assert correction(frames_of(*written, noise=SURE), label) == learnt


def test_what_the_network_doubts_stays() -> None:
    doubtful: list[Mapping[str, float]] = [{"w": 0.5, "W": 0.4}, {"o": 0.6, "O": 0.3}]
    assert correction(frames_of(*doubtful), "WO") == "WO"


def test_a_network_that_sees_nothing_corrects_nothing() -> None:
    assert correction(frames_of("", "", ""), "word") == "word"


def test_wrong_labels_are_found_in_a_store(tmp_path: Path, written: Callable[..., Picture]) -> None:
    samples = []
    for text, label in [("house", "house"), ("garden", "winter"), ("summer", "summer")]:
        grey = written(text, font="PatrickHand", size=60)[:, :, 0]
        image = kept_image(np.asarray(1 - grey / 255, np.float32), label)
        assert image is not None
        samples.append((image, label, "me"))
    save(tmp_path / "unipen-0-0", samples)
    save(tmp_path / "fonts-0-0", samples)  # invented samples say what they were made from
    for name in ("unipen-0-0", "fonts-0-0"):
        measure(tmp_path / name)
    lines: list[str] = []
    path = correct(models_folder() / "words.keras", tmp_path, 1, lines.append)
    assert path == tmp_path / CORRECTIONS
    assert json.loads(path.read_text("utf-8")) == {"unipen-0-0": {"1": None}}
    assert lines == ["unipen-0-0: of 3 labels 1 wrong, 0 in the wrong case"]

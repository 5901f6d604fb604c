"""The sets of characters that training mixes: pictures and pen strokes, each with its labels."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hwocr.arrays import Grey, Points
from hwocr.networks.classes import CLASS_COUNT
from hwocr.prepare.crop import crop_ink
from hwocr.training.data import is_validation_writer
from hwocr.training.targets import REJECT_LABEL, mask

LOOKALIKE_SYMBOLS = frozenset("'`,.|/\\()[]_-~^@{}<>+;")
"""Symbols that look like a character, or whose shape is lost with their size: never negatives."""
_PICTURE_STEP = 20
_SHEET_STEP = 10


@dataclass(frozen=True, eq=False)
class Pictures:
    """Samples as grey ink, uint8 (H, W), white on black; ``masks`` are bool (N, CLASS_COUNT)."""

    inks: list[Grey]
    masks: NDArray[np.bool_]
    texts: list[str]

    def __len__(self) -> int:
        return len(self.inks)


@dataclass(frozen=True, eq=False)
class Drawings:
    """Samples as pen strokes, each a list of float32 (N, 2) arrays with y down."""

    strokes: list[list[Points]]
    masks: NDArray[np.bool_]
    texts: list[str]

    def __len__(self) -> int:
        return len(self.strokes)


def emnist(folder: Path, validation: bool) -> Pictures:
    """EMNIST training pictures, case as far as known; every twentieth is for validation."""
    data = np.load(folder / "chars" / "emnist_train.npz")
    chosen = _every(len(data["x"]), _PICTURE_STEP) == validation
    pictures, y62, y47, y36 = (data[key][chosen] for key in ("x", "y62", "y47", "y36"))
    labels = [
        (str(exact), "case")
        if exact
        else (str(merged), "merged")
        if merged
        else (str(any_), "letter")
        for exact, merged, any_ in zip(y62, y47, y36, strict=True)
    ]
    masks = np.array([_mask(label, known) for label, known in labels])
    return Pictures(list(pictures), masks, [label for label, _ in labels])


def mnist(folder: Path, validation: bool) -> Pictures:
    """MNIST digits: the training part, every twentieth for validation."""
    data = np.load(folder / "chars" / "mnist.npz")
    chosen = _every(len(data["x_train"]), _PICTURE_STEP) == validation
    texts = [str(c) for c in data["y_train"][chosen]]
    return Pictures(list(data["x_train"][chosen]), _masks(texts), texts)


def omniglot(folder: Path, validation: bool) -> Pictures:
    """Mouse-drawn lower case (Omniglot's Latin alphabet); two of its 20 writers validate."""
    data = np.load(folder / "chars" / "omniglot_latin.npz")
    writers = np.array([int(name.split("_")[-1].split(".")[0]) for name in data["name"]])
    chosen = (writers % _SHEET_STEP == 0) == validation
    texts = [str(c) for c in data["y"][chosen]]
    return Pictures(list(data["x"][chosen]), _masks(texts), texts)


def camera(folder: Path, validation: bool) -> Pictures:
    """The ink of :func:`camera_crops`."""
    crops, texts = camera_crops(folder, validation)
    inks = [np.rint(crop_ink(crop) * 255).astype(np.uint8) for crop in crops]
    return Pictures(inks, _masks(texts), texts)


def camera_crops(folder: Path, validation: bool) -> tuple[list[Grey], list[str]]:
    """Grey camera crops of pen on paper; sheets whose number ends in 0 are for validation."""
    crops: list[Grey] = []
    texts: list[str] = []
    with zipfile.ZipFile(folder / "chars" / "photo62_train_crops.zip") as archive:
        for name in sorted(archive.namelist()):
            found = re.fullmatch(r"(?:.*/)?(?:CAP|SMALL|DIGIT)_(.)_(\d+)\.png", name)
            if found and (int(found[2]) % _SHEET_STEP == 0) == validation:
                crops.append(np.asarray(Image.open(io.BytesIO(archive.read(name))).convert("L")))
                texts.append(found[1])
    return crops, texts


def unipen(folder: Path, validation: bool) -> Drawings:
    """UNIPEN characters as pen strokes, split by writer."""
    strokes, texts = _strokes(folder / "chars" / "unipen_strokes_train.npz", validation)
    return Drawings(strokes, _masks(texts), texts)


def unipen_symbols(folder: Path, validation: bool) -> Drawings:
    """Symbols that are no letter or digit, as examples of "not a character"."""
    strokes, texts = _strokes(folder / "chars" / "unipen_symbols_train.npz", validation)
    chosen = [i for i, text in enumerate(texts) if text[-1] not in LOOKALIKE_SYMBOLS]
    labels = [REJECT_LABEL] * len(chosen)
    return Drawings([strokes[i] for i in chosen], _masks(labels), labels)


def _strokes(path: Path, validation: bool) -> tuple[list[list[Points]], list[str]]:
    data = np.load(path)
    ends = np.cumsum(data["stroke_len"].astype(np.int64))
    strokes = np.split(data["pts"].astype(np.float32), ends[:-1])
    kept: list[list[Points]] = []
    texts: list[str] = []
    last = 0
    for count, label, writer in zip(data["n_strokes"], data["y"], data["writer"], strict=True):
        first, last = last, last + int(count)
        if is_validation_writer(str(writer)) == validation:
            kept.append([stroke for stroke in strokes[first:last] if len(stroke)])
            texts.append(str(label))
    return kept, texts


def _every(count: int, step: int) -> NDArray[np.bool_]:
    return np.asarray(np.arange(count) % step == step // 2)


@cache
def _mask(label: str, known: str) -> NDArray[np.bool_]:
    return mask(label, known)


def _masks(texts: list[str]) -> NDArray[np.bool_]:
    return np.array([_mask(text, "case") for text in texts]).reshape(-1, CLASS_COUNT)

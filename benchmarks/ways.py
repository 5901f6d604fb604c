"""Every engine gets a picture in the form that suits it best."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np

from benchmarks.engines import (
    Read,
    has_rapidocr,
    has_tesseract,
    rapidocr,
    rapidocr_recogniser,
    tesseract,
)
from benchmarks.wordsets import Example
from hwocr.arrays import Picture, border_of
from hwocr.metrics import character_error_rate

_TRIAL = 20
"""Examples that decide which way is best."""
_TRIM = 0.12
"""Paper left around the ink, in its height."""
_FRAME = 0.5
"""Paper added on each side, in the picture's height."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True)
class Way:
    """An engine, how it is used and on which form of the picture."""

    engine: str
    name: str
    read: Callable[[Example], str]


def available(lines: bool) -> list[list[Way]]:
    """For each installed engine its ways of reading a word, or a line of words."""
    use: dict[str, dict[str, Read]] = {}
    if has_rapidocr():
        use["RapidOCR"] = {"": rapidocr, "recogniser, ": rapidocr_recogniser}
    if has_tesseract():
        use["Tesseract"] = {"": tesseract(7 if lines else 8)}
    return [
        [
            Way(engine, name + form, _reading(read, FORMS[form], lines))
            for (name, read), form in product(reads.items(), FORMS)
        ]
        for engine, reads in use.items()
    ]


def best(ways: Sequence[Way], examples: Sequence[Example]) -> Way:
    """The way with the lowest error rate on the first few examples."""
    trial = examples[:_TRIAL]
    return min(ways, key=lambda way: character_error_rate((way.read(e), e.text) for e in trial))


def as_it_is(example: Example) -> Picture:
    """The whole picture."""
    return example.picture


def trimmed(example: Example) -> Picture:
    """The picture cut to its ink, with a little paper around it."""
    box, edge = example.ink, round(_TRIM * example.ink.height)
    rows = slice(max(0, box.y - edge), box.bottom + edge)
    return example.picture[rows, max(0, box.x - edge) : box.right + edge]


def framed(example: Example) -> Picture:
    """The trimmed picture with a frame in the colour of the paper at its border."""
    picture = trimmed(example)
    border = border_of(picture)
    paper = tuple(np.median(border, axis=0).tolist())
    edge = round(_FRAME * picture.shape[0])
    grown = cv2.copyMakeBorder(picture, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(grown, np.uint8)


FORMS: dict[str, Callable[[Example], Picture]] = {
    "as it is": as_it_is,
    "trimmed": trimmed,
    "framed": framed,
}


def plain(text: str, lines: bool) -> str:
    """A reading as the labels are written: plain quotes, no full-width forms, one line.

    A picture of one word has no spaces: those that an engine finds in it do not count.
    """
    words = unicodedata.normalize("NFKC", text).translate(_PLAIN).split()
    return (" " if lines else "").join(words)


def _reading(
    read: Read, form: Callable[[Example], Picture], lines: bool
) -> Callable[[Example], str]:
    return lambda example: plain(read(form(example)), lines)

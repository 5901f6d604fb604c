"""One word's way through the word network in pictures, each uint8 RGB (H, W, 3).

Every panel has the word image at its top right, and what stands beside or below it in line with it.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Picture
from hwocr.decode.alignment import Span
from hwocr.draw import SURE, UNSURE
from hwocr.lettering import write
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from hwocr.page import UNSURE as LEAST_SURE
from hwocr.page import Box
from hwocr.reading.joined import Trace
from hwocr.reading.regions import as_paper
from hwocr.wordimage import COLUMNS_PER_FRAME

GROUND = 225
"""Grey of what lies around the panels."""
_TEXT = (45, 48, 56)
_QUIET = (125, 128, 136)
_RIVAL = 0.1
"""A character outside the word is shown where some frame gives it this probability…"""
_RIVALS = 4
"""…but no more than so many, the strongest."""
_FAINT = 0.25
"""Strength of the blank's row beside the others."""
_NAMES = {BLANK: "blank", WORD_CHARACTERS.index(" "): "space"}


def image_panel(trace: Trace, zoom: int) -> Picture:
    """What the network saw, dark on white, each pixel ``zoom`` pixels wide and high."""
    grey = cv2.cvtColor(as_paper(trace.image), cv2.COLOR_GRAY2RGB)
    return _enlarged(np.asarray(grey, np.uint8), zoom, zoom)


def image_size(trace: Trace, zoom: int) -> tuple[int, int]:
    """Height and width of :func:`image_panel`."""
    height, width = trace.image.shape
    return zoom * height, zoom * width


def activity_panel(trace: Trace, zoom: int) -> Picture:
    """The word image and below it, frame by frame, what the network takes it for."""
    image = image_panel(trace, zoom)
    shown = activity_rows(trace)
    row, size = _row(zoom), _small(zoom)
    # By their square roots, or weak rivals could not be seen.
    levels = np.rint(255 * np.exp(0.5 * trace.log_probabilities[:, shown].T)).astype(np.uint8)
    colours = _scale()[levels]
    quiet = _scale()[0] + _FAINT * (colours[-1].astype(np.float32) - _scale()[0])
    colours[-1] = np.rint(quiet)
    map_ = _enlarged(colours, row, COLUMNS_PER_FRAME * zoom)
    map_[row - 1 :: row] = GROUND
    panel = _blank(activity_size(trace, zoom))
    margin = panel.shape[1] - image.shape[1]
    panel[: image.shape[0], margin:] = image
    panel[-map_.shape[0] :, margin:] = map_
    own = {span.text for span in trace.spans}
    for number, column in enumerate(shown):
        name = _NAMES.get(column) or WORD_CHARACTERS[column]
        middle = panel.shape[0] - map_.shape[0] + (number + 0.5) * row
        known = column < BLANK and WORD_CHARACTERS[column] in own
        small = size if column not in _NAMES else round(0.8 * size)
        write(panel, name, (margin / 2, middle), small, _TEXT if known else _QUIET)
    return panel


def activity_size(trace: Trace, zoom: int) -> tuple[int, int]:
    """Height and width of :func:`activity_panel`."""
    height, width = image_size(trace, zoom)
    rows = len(activity_rows(trace)) * _row(zoom)
    return height + zoom + rows, round(2.6 * _small(zoom)) + width


def activity_rows(trace: Trace) -> list[int]:
    """The columns of ``log_probabilities`` that are worth a look.

    The characters of the reading in their order, each once; strong rivals, the strongest first;
    the blank last.
    """
    own = dict.fromkeys(WORD_CHARACTERS.index(span.text) for span in trace.spans)
    peaks = np.exp(trace.log_probabilities[:, :BLANK].max(axis=0))
    rivals = [int(i) for i in np.argsort(-peaks, kind="stable") if peaks[i] >= _RIVAL]
    return [*own, *[i for i in rivals if i not in own][:_RIVALS], BLANK]


def alignment_panel(trace: Trace, zoom: int) -> Picture:
    """The word image with the span of each character, and the character below it."""
    image = image_panel(trace, zoom)
    size = _large(zoom)
    panel = _blank(alignment_size(trace, zoom))
    foot = panel.shape[0] - image.shape[0]
    panel[:-foot] = image
    for span in trace.spans:
        if not span.text.isspace():
            _mark(panel[:-foot], span, zoom)
            middle = (span.start + span.end) / 2 * COLUMNS_PER_FRAME * zoom
            place = (middle, panel.shape[0] - foot / 2)
            write(panel, span.text, place, size, _colour(span))
    return panel


def alignment_size(trace: Trace, zoom: int) -> tuple[int, int]:
    """Height and width of :func:`alignment_panel`."""
    height, width = image_size(trace, zoom)
    return height + round(1.4 * _large(zoom)), width


def key_panel(zoom: int) -> Picture:
    """The colours of the activity, from improbable to certain."""
    size, length = _small(zoom), 40 * zoom
    panel = _blank(key_size(zoom))
    height = panel.shape[0]
    ramp = np.sqrt(np.linspace(0, 1, length))
    panel[:, 3 * size : 3 * size + length] = _scale()[np.rint(255 * ramp).astype(np.intp)]
    write(panel, "0 %", (1.5 * size, height / 2), size, _QUIET)
    write(panel, "100 %", (5 * size + length, height / 2), size, _QUIET)
    return panel


def key_size(zoom: int) -> tuple[int, int]:
    """Height and width of :func:`key_panel`."""
    return round(1.4 * _small(zoom)), 40 * zoom + 7 * _small(zoom)


def span_box(trace: Trace, span: Span, size: tuple[int, int], zoom: int) -> Box:
    """Where a span is on a panel of this height and width: its columns from top to bottom."""
    height, width = size
    image = zoom * trace.image.shape[1]
    left, right = _edges(span, zoom, image)
    return Box(width - image + left, 0, right - left, height)


def _row(zoom: int) -> int:
    """Height of a row of the activity."""
    return 4 * zoom + 4


def _small(zoom: int) -> int:
    """Height of the letters beside the activity…"""
    return 3 * zoom + 5


def _large(zoom: int) -> int:
    """…and of those below the word image."""
    return 4 * zoom + 6


def _blank(size: tuple[int, int]) -> Picture:
    return np.full((*size, 3), GROUND, np.uint8)


def _edges(span: Span, zoom: int, width: int) -> tuple[int, int]:
    """The columns from which and to which a span reaches, of an image ``width`` columns wide."""
    left, right = (round(frame * COLUMNS_PER_FRAME * zoom) for frame in (span.start, span.end))
    return min(max(0, left), width), min(max(0, right), width)


@lru_cache(maxsize=1)
def _scale() -> NDArray[np.uint8]:
    """256 colours from dark blue to yellow, RGB (256, 3): cividis, which looks nearly the same
    with and without colour-blindness (Nuñez, Anderton, Renslow 2018)."""
    levels = np.arange(256, dtype=np.uint8)[:, None]
    return np.asarray(cv2.applyColorMap(levels, cv2.COLORMAP_CIVIDIS)[:, 0, ::-1], np.uint8)


def _mark(image: Picture, span: Span, zoom: int) -> None:
    """A tinted box around the span; dashed where its character is unsure."""
    left, right = _edges(span, zoom, image.shape[1])
    colour, thick = _colour(span), max(1, zoom // 2)
    unsure = span.confidence < LEAST_SURE
    box = image[:, left:right]
    levels = np.arange(256)[:, None]
    tint = np.rint(levels + (0.2 if unsure else 0.08) * (np.array(colour) - levels))
    if box.size:
        box[:] = cv2.LUT(box, tint.astype(np.uint8)[None])
    turned = box.swapaxes(0, 1)
    for side in (box[:, :thick], box[:, -thick:], turned[:, :thick], turned[:, -thick:]):
        dashes = np.arange(len(side)) // (4 * thick) % 2 == 0
        side[dashes | (not unsure)] = colour


def _colour(span: Span) -> tuple[int, int, int]:
    return UNSURE if span.confidence < LEAST_SURE else SURE


def _enlarged(picture: Picture, rows: int, columns: int) -> Picture:
    size = columns * picture.shape[1], rows * picture.shape[0]
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST), np.uint8)

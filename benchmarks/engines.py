"""Other open engines: RapidOCR (PaddleOCR's networks) and Tesseract, as they come."""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Picture

Read = Callable[[Picture], str]
"""From an RGB picture to the text on it."""


def has_rapidocr() -> bool:
    """Whether the package ``rapidocr`` is installed."""
    return find_spec("rapidocr") is not None


def has_tesseract() -> bool:
    """Whether the program ``tesseract`` is installed."""
    return shutil.which("tesseract") is not None


def installed() -> dict[str, Read]:
    """Those engines that can run here, by name; Tesseract takes a page for one block of text."""
    engines: dict[str, Read] = {}
    if has_rapidocr():
        engines["RapidOCR"] = rapidocr
    if has_tesseract():
        engines["Tesseract"] = tesseract(6)
    return engines


def rapidocr(picture: Picture) -> str:
    """All of RapidOCR: find text, turn it upright, read it."""
    answer = _engine()(_bgr(picture), use_det=True, use_cls=True)
    return "" if answer.boxes is None else in_lines(answer.boxes, answer.txts)


def rapidocr_recogniser(picture: Picture) -> str:
    """RapidOCR's recogniser alone: the whole picture is taken for one line of text."""
    answer = _engine()(_bgr(picture), use_det=False, use_cls=False)
    return "" if answer.txts is None else " ".join(answer.txts)


def tesseract(mode: int) -> Read:
    """Tesseract; ``mode`` is its ``--psm``: 6 a block of text, 7 a line, 8 a word."""

    def read(picture: Picture) -> str:
        _, data = cv2.imencode(".png", picture[..., ::-1])
        command = ["tesseract", "-", "-", "--psm", str(mode)]
        run = subprocess.run(command, input=data.tobytes(), capture_output=True, check=True)
        lines = (line.strip() for line in run.stdout.decode().splitlines())
        return "\n".join(line for line in lines if line)

    return read


def in_lines(boxes: Sequence[NDArray[np.float32]], texts: Sequence[str]) -> str:
    """Texts joined: those side by side on one line by spaces, lines by line breaks.

    Boxes are four corners (4, 2), from the top left clockwise. Their median slant is taken
    out first, so that words of a rising line stay together.
    """
    corners = np.stack(boxes).astype(np.float64)
    along = corners[:, 1] - corners[:, 0]
    angle = float(np.median(np.arctan2(along[:, 1], along[:, 0])))
    across, down = (
        np.array([np.cos(angle), np.sin(angle)]),
        np.array([-np.sin(angle), np.cos(angle)]),
    )
    lefts, middles = corners[:, 0] @ across, corners.mean(axis=1) @ down
    heights = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    lines: list[list[int]] = []
    for index in np.argsort(middles).tolist():
        first = lines[-1][0] if lines else index
        near = middles[index] - middles[first] < 0.5 * min(heights[index], heights[first])
        if lines and near:
            lines[-1].append(index)
        else:
            lines.append([index])
    return "\n".join(" ".join(texts[i] for i in sorted(line, key=lefts.item)) for line in lines)


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    engine = RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine


def _bgr(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[..., ::-1])

"""Other open engines on the same pages: RapidOCR (PaddleOCR's networks) and Tesseract."""

from __future__ import annotations

import logging
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rich.progress import track

from benchmarks.compose import compose
from benchmarks.photos import photos
from benchmarks.report import Section
from hwocr.arrays import Picture
from hwocr.reader import Reader

Read = Callable[[Picture], str]
_COLUMNS = ("pages", "engine", "CER", "CER without case", "seconds a page")


@dataclass(frozen=True)
class Example:
    """A picture and the text on it."""

    picture: Picture
    text: str


def measure(count: int) -> Section:
    """Error rates of every engine that is installed, on composed pages and on real photos."""
    sets = {
        f"{count} composed": [Example(p.picture, p.text) for p in map(compose, range(count))],
        **{f"photo {name}": [Example(picture, text)] for name, picture, text in photos()},
    }
    engines = available()
    rows = [
        (pages, name, *_rates(name, read, examples))
        for pages, examples in sets.items()
        for name, read in engines.items()
    ]
    missing = {"RapidOCR", "Tesseract"} - engines.keys()
    notes = [
        "Every engine gets the same pictures with its default settings (Tesseract: one block of "
        "text, `--psm 6`); line breaks and spaces count, a rate can exceed 1.",
        "Composed pages hold separate letters, which is what hwocr reads so far; most photos hold "
        "joined ones.",
        *(f"{name} is not installed and was left out." for name in sorted(missing)),
    ]
    return Section("Peers", _COLUMNS, tuple(rows), tuple(notes))


def available() -> Mapping[str, Read]:
    """Engines that can run here, by name; ours first."""
    reader = Reader()
    engines: dict[str, Read] = {"hwocr": lambda picture: reader.read(picture).text}
    if find_spec("rapidocr"):
        engines["RapidOCR"] = _rapidocr()
    if shutil.which("tesseract"):
        engines["Tesseract"] = _tesseract
    return engines


def _rates(name: str, read: Read, examples: Sequence[Example]) -> tuple[str, str, str]:
    edits = folded = length = 0
    times = []
    for example in track(examples, f"Reading with {name}"):
        start = time.perf_counter()
        text = read(example.picture)
        times.append(time.perf_counter() - start)
        edits += Levenshtein.distance(example.text, text)
        folded += Levenshtein.distance(example.text.lower(), text.lower())
        length += len(example.text)
    return f"{edits / length:.3f}", f"{folded / length:.3f}", f"{median(times):.2f}"


def _rapidocr() -> Read:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine: Any = RapidOCR()

    def read(picture: Picture) -> str:
        answer = engine(np.ascontiguousarray(picture[..., ::-1]))
        return "" if answer.boxes is None else in_lines(answer.boxes, answer.txts)

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


def _tesseract(picture: Picture) -> str:
    _, data = cv2.imencode(".png", picture[..., ::-1])
    command = ["tesseract", "-", "-", "--psm", "6"]
    output = subprocess.run(command, input=data.tobytes(), capture_output=True, check=True).stdout
    lines = (line.strip() for line in output.decode().splitlines())
    return "\n".join(line for line in lines if line)

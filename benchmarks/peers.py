"""Other open engines on the same pages: RapidOCR and Tesseract."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz.distance import Levenshtein
from rich.progress import track

from benchmarks.compose import compose
from benchmarks.engines import Read, installed
from benchmarks.photos import photos
from benchmarks.report import Section
from hwocr.arrays import Picture
from hwocr.reader import Reader

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
        "Composed pages hold separate letters, most photos joined ones.",
        *(f"{name} is not installed and was left out." for name in sorted(missing)),
    ]
    return Section("Peers", _COLUMNS, tuple(rows), tuple(notes))


def available() -> Mapping[str, Read]:
    """Engines that can run here, by name; ours first."""
    reader = Reader()
    return {"hwocr": lambda picture: reader.read(picture).text, **installed()}


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

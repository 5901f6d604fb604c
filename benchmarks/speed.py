"""How long reading takes, warm and from a cold start, and what it needs at its peak."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import cv2
from numpy.typing import NDArray
from rich.progress import track

from benchmarks.report import Figure, Section
from benchmarks.samples import drawn_word, phone_photo
from hwocr.reader import Reader

_WORDS = 8
_REPEATS = 12
_PHOTOS = 3
_PHOTO_REPEATS = 3
_STARTS = 5
_ANSWER = "import sys, hwocr; print(hwocr.read(sys.argv[1]).text)"
_PEAK = "import sys, hwocr; hwocr.read(sys.argv[1]); print(open('/proc/self/status').read())"


def measure() -> Section:
    """Medians over several words, photos and processes."""
    with TemporaryDirectory() as folder:
        word, photo, large = (Path(folder) / name for name in ("w.png", "p.jpg", "l.jpg"))
        _save(drawn_word(0), word)
        _save(phone_photo(0), photo)
        _save(cv2.resize(phone_photo(0), None, fx=2, fy=2), large)
        figures = [
            Figure("drawn word, 600×200, warm, median", _words(), "ms", at_most=40, digits=1),
            Figure("why a character of it, median", _reasons(), "ms", at_most=100, digits=1),
            Figure(
                "photo, 12 megapixels, JPEG file, warm, median", _photos(folder), "s", at_most=1.5
            ),
            Figure(
                "new process to first answer, drawn word, median", _starts(word), "s", at_most=3
            ),
            Figure(
                "peak memory, new process, photo of 12 megapixels", _peak(photo), "MB", digits=0
            ),
            Figure(
                "peak memory, new process, photo of 48 megapixels",
                _peak(large),
                "MB",
                at_most=900,
                digits=0,
            ),
        ]
    notes = [
        f"{_WORDS} words read {_REPEATS} times each, {_PHOTOS} photos read {_PHOTO_REPEATS} times "
        f"each, {_STARTS} processes; opening and decoding the photo's file is part of its time.",
    ]
    return Section.of("Speed", figures, notes)


def _words() -> float:
    reader = Reader()
    words = [drawn_word(seed) for seed in range(_WORDS)]
    for word in words:
        reader.read(word)
    rounds = track(range(_REPEATS), "Reading drawn words")
    return 1000 * median(_seconds(partial(reader.read, word)) for _ in rounds for word in words)


def _reasons() -> float:
    reader = Reader(mode="separate")
    words = [reader.read(drawn_word(seed)).words[0] for seed in range(_WORDS)]
    asked = [(word, index) for word in words for index in range(len(word.characters))]
    for word, index in asked:
        reader.explain(word, index)
    return 1000 * median(_seconds(partial(reader.explain, *one)) for one in asked)


def _photos(folder: str) -> float:
    reader = Reader()
    times = []
    for seed in track(range(_PHOTOS), "Reading large photos"):
        path = Path(folder) / f"{seed}.jpg"
        _save(phone_photo(seed), path)
        reader.read(path)
        times += [_seconds(partial(reader.read, path)) for _ in range(_PHOTO_REPEATS)]
    return median(times)


def _starts(path: Path) -> float:
    command = [sys.executable, "-c", _ANSWER, str(path)]
    runs = track(range(_STARTS), "Starting new processes")
    return median(
        _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
        for _ in runs
    )


def _peak(path: Path) -> float:
    """A process's peak resident memory in megabytes, which Linux tells (``VmHWM``)."""
    command = [sys.executable, "-c", _PEAK, str(path)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    kibibytes = re.search(r"VmHWM:\s*(\d+) kB", output)
    return int(kibibytes[1]) * 1024 / 1e6 if kibibytes else float("nan")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _save(picture: NDArray[Any], path: Path) -> None:
    cv2.imwrite(str(path), picture[..., ::-1])

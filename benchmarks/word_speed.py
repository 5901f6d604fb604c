"""How long the word network and the reading of a word take, warm."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from benchmarks.report import Figure, Section
from benchmarks.wordsets import SETS
from hwocr.arrays import Ink
from hwocr.errors import ModelError
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.prepare import prepare
from hwocr.reader import Reader
from hwocr.wordimage import normalise

_WORDS = 64
_BATCH = 32
_REPEATS = 5


def measure() -> Section:
    """Medians over UNIPEN words drawn on a canvas, each read several times.

    Raises:
        hwocr.errors.ModelError: there is no word network.
    """
    entries = read_registry()
    if "words" not in entries:
        raise ModelError(f"the registry lists no network 'words', only {list(entries)}")
    network, reader = Network(entries["words"]), Reader()
    pictures = [example.picture for example in SETS["unipen-drawn"].examples(_WORDS)]
    images = [normalise(prepare(picture).ink).image for picture in pictures]
    one = [partial(network.logits, image[None, :, :, None]) for image in images]
    batches = [
        partial(_run, network, by_width(images[start : start + _BATCH]))
        for start in range(0, _WORDS, _BATCH)
    ]
    whole = [partial(reader.read_word, picture) for picture in pictures]
    joined = [partial(reader.using(mode="joined").read_word, picture) for picture in pictures]
    figures = [
        Figure("word network, one word", _milliseconds(one), "ms", at_most=15, digits=1),
        Figure(
            f"word network, {_BATCH} words", _milliseconds(batches), "ms", at_most=150, digits=1
        ),
        Figure("a word, from picture to text", _milliseconds(whole), "ms", digits=1),
        Figure("… mode joined", _milliseconds(joined), "ms", digits=1),
    ]
    widths = [image.shape[1] for image in images]
    notes = [
        f"{_WORDS} UNIPEN words drawn on a canvas, {_REPEATS} times each, warm, medians; word "
        f"images are {min(widths)} to {max(widths)} pixels wide, {median(widths):.0f} in the "
        f"middle. Of {_BATCH} words, those of one width are computed together, as in reading.",
    ]
    return Section.of("Speed of reading words", figures, notes)


def _run(network: Network, batches: Sequence[NDArray[np.float32]]) -> None:
    for batch in batches:
        network.logits(batch)


def by_width(images: Sequence[Ink]) -> list[NDArray[np.float32]]:
    """Word images (H, W) of one width each together, float32 (N, H, W, 1), as reading does it."""
    alike: dict[int, list[Ink]] = {}
    for image in images:
        alike.setdefault(image.shape[1], []).append(image)
    return [np.stack(group)[..., None] for group in alike.values()]


def _milliseconds(works: Sequence[Callable[[], object]]) -> float:
    """The median of all runs; each work runs once before, so that nothing is new."""
    times = []
    for work in track(works, "Timing"):
        work()
        for _ in range(_REPEATS):
            start = time.perf_counter()
            work()
            times.append(1000 * (time.perf_counter() - start))
    return median(times)

"""Batches for the character network: every source in its share, each sample bent anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.glyph import SIZE, normalise
from hwocr.networks.classes import CLASS_COUNT
from hwocr.training import sources
from hwocr.training.augment import Generator, bend_picture, bend_strokes, wear_glyph
from hwocr.training.negatives import fragment, letters_in_one, scribble
from hwocr.training.targets import REJECT_LABEL, mask

Batch = tuple[NDArray[np.float32], NDArray[np.bool_]]
"""Glyphs float32 (B, SIZE, SIZE, 1) and allowed classes bool (B, CLASS_COUNT)."""

Sampler: TypeAlias = Callable[[Generator], tuple[Ink, NDArray[np.bool_]]]
"""Draws one sample: its ink and the classes that its label allows."""

Sample = TypeVar("Sample")

SHARES = {
    "emnist": 0.50,
    "unipen": 0.29,
    "mnist": 0.07,
    "camera": 0.06,
    "omniglot": 0.01,
    "letters_in_one": 0.035,
    "scribble": 0.01,
    "fragment": 0.005,
    "symbols": 0.02,
}
"""How much of a batch each source gives; the sum is 1."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """All training sources, loaded."""

    samplers: dict[str, Sampler]

    @classmethod
    def load(cls, folder: Path) -> Mixture:
        """Load every source from the data's folder; takes some seconds and about 1 GB."""
        unipen = sources.unipen(folder, validation=False)
        symbols = sources.unipen_symbols(folder, validation=False)
        reject = mask(REJECT_LABEL)

        def strokes(rng: Generator) -> list[NDArray[np.float32]]:
            return unipen.strokes[rng.integers(len(unipen))]

        def letters(rng: Generator) -> tuple[Ink, NDArray[np.bool_]]:
            count = 2 if rng.random() < 0.8 else 3
            return letters_in_one([strokes(rng) for _ in range(count)], rng), reject

        return cls(
            {
                "emnist": _pictures(sources.emnist(folder, validation=False)),
                "unipen": _drawings(unipen),
                "mnist": _pictures(sources.mnist(folder, validation=False)),
                "camera": _pictures(sources.camera(folder, validation=False)),
                "omniglot": _pictures(sources.omniglot(folder, validation=False)),
                "letters_in_one": letters,
                "scribble": lambda rng: (scribble(rng), reject),
                "fragment": lambda rng: (fragment(strokes(rng), rng), reject),
                "symbols": _drawings(symbols),
            }
        )

    def batches(self, size: int, seed: int) -> Iterator[Batch]:
        """Endless batches; the same seed gives the same ones."""
        rng = np.random.default_rng(seed)
        names, shares = list(SHARES), np.array(list(SHARES.values()))
        previous = np.zeros((SIZE, SIZE), np.float32)
        while True:
            glyphs = np.zeros((size, SIZE, SIZE, 1), np.float32)
            masks = np.zeros((size, CLASS_COUNT), np.bool_)
            for i, which in enumerate(rng.choice(len(names), size, p=shares / shares.sum())):
                ink, masks[i] = self.samplers[names[which]](rng)
                glyph = normalise(ink)
                glyphs[i, :, :, 0] = wear_glyph(glyph, previous, rng)
                previous = glyph
            yield glyphs, masks


def _pictures(source: sources.Pictures) -> Sampler:
    return _sampler(bend_picture, source.inks, source.masks)


def _drawings(source: sources.Drawings) -> Sampler:
    return _sampler(bend_strokes, source.strokes, source.masks)


def _sampler(
    bend: Callable[[Sample, Generator], Ink], samples: Sequence[Sample], masks: NDArray[np.bool_]
) -> Sampler:
    def sample(rng: Generator) -> tuple[Ink, NDArray[np.bool_]]:
        i = int(rng.integers(len(samples)))
        return bend(samples[i], rng), masks[i]

    return sample

"""Letters as pen strokes, by writer: the raw material of composed pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Points
from hwocr.training.data import data_folder, is_validation_writer

Strokes = tuple[Points, ...]

_WIDEST = 3.5
"""A sample wider than this many times its height is a slip of the pen or a wrong label."""


@dataclass(frozen=True)
class Writer:
    """One person's samples: for every character the ways they wrote it, y downwards."""

    name: str
    samples: Mapping[str, tuple[Strokes, ...]]

    @property
    def characters(self) -> frozenset[str]:
        return frozenset(self.samples)


@lru_cache(maxsize=1)
def validation_writers() -> tuple[Writer, ...]:
    """UNIPEN writers whom training never saw, sorted by name.

    Raises:
        DataError: there is no data folder.
    """
    with np.load(data_folder() / "chars" / "unipen_strokes_train.npz") as data:
        names: NDArray[np.str_] = data["writer"]
        labels: NDArray[np.str_] = data["y"]
        points = data["pts"].astype(np.float32)
        stroke_ends = np.cumsum(data["stroke_len"].astype(np.int64))
        last_strokes = np.cumsum(data["n_strokes"].astype(np.int64))
    stroke_starts = np.concatenate([[0], stroke_ends[:-1]])
    first_strokes = np.concatenate([[0], last_strokes[:-1]])

    writers = []
    for name in filter(is_validation_writer, sorted(set(names.tolist()))):
        samples: dict[str, list[Strokes]] = {}
        for index in np.flatnonzero(names == name):
            strokes = tuple(
                points[stroke_starts[s] : stroke_ends[s]]
                for s in range(first_strokes[index], last_strokes[index])
            )
            if _is_plausible(strokes):
                samples.setdefault(str(labels[index]), []).append(strokes)
        writers.append(Writer(name, {c: tuple(s) for c, s in sorted(samples.items())}))
    return tuple(writers)


def _is_plausible(strokes: Strokes) -> bool:
    """Neither a dot nor a dash: there is something to scale to a letter's height."""
    ink = np.concatenate(strokes)
    width, height = np.ptp(ink, axis=0)
    return bool(height > 40 and width <= _WIDEST * height)

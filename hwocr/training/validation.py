"""Validation sets as glyphs: writers and sheets that training never sees, drawn without chance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Points
from hwocr.glyph import SIZE, normalise
from hwocr.strokes import render
from hwocr.training import sources

PEN = 0.08
"""Pen width with which validation strokes are drawn, as a share of the character's side."""
_SIDE = 100


@dataclass(frozen=True, eq=False)
class Validation:
    """Glyphs float32 (N, SIZE, SIZE, 1), allowed classes bool (N, CLASS_COUNT), labels."""

    glyphs: NDArray[np.float32]
    masks: NDArray[np.bool_]
    texts: list[str]


def draw_character(strokes: list[Points], pen: float = PEN) -> NDArray[np.float32]:
    """A character's strokes as ink on a sheet with a margin, float32 in [0, 1]."""
    every = np.concatenate(strokes)
    low = every.min(axis=0)
    scale = _SIDE / max(float((every.max(axis=0) - low).max()), 1.0)
    margin = _SIDE * 0.15
    moved = [(stroke - low) * scale + margin for stroke in strokes]
    width, height = np.ceil((every.max(axis=0) - low) * scale + 2 * margin).astype(int)
    return render(moved, (int(width), int(height)), pen * _SIDE)


def load_validation(folder: Path, limit: int | None = None) -> dict[str, Validation]:
    """The validation part of each source; ``limit`` takes that many of each, spread evenly."""
    found: dict[str, Validation] = {}
    for name in ("emnist", "mnist", "camera", "omniglot"):
        pictures: sources.Pictures = getattr(sources, name)(folder, validation=True)
        chosen = _spread(len(pictures), limit)
        inks = [pictures.inks[i].astype(np.float32) / np.float32(255) for i in chosen]
        found[name] = _validation(inks, pictures.masks[chosen], [pictures.texts[i] for i in chosen])
    drawings = sources.unipen(folder, validation=True)
    chosen = _spread(len(drawings), limit)
    inks = [draw_character(drawings.strokes[i]) for i in chosen]
    found["unipen"] = _validation(inks, drawings.masks[chosen], [drawings.texts[i] for i in chosen])
    return found


def _validation(
    inks: list[NDArray[np.float32]], masks: NDArray[np.bool_], texts: list[str]
) -> Validation:
    glyphs = np.stack([normalise(ink) for ink in inks]).reshape(-1, SIZE, SIZE, 1)
    return Validation(glyphs, masks, texts)


def _spread(count: int, limit: int | None) -> NDArray[np.int64]:
    if limit is None or limit >= count:
        return np.arange(count)
    return np.linspace(0, count - 1, limit).astype(np.int64)

"""All connected pieces of ink on a page, and which of them may be writing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.segment.contours import SURROUNDINGS, reasons
from hwocr.segment.edges import Edges
from hwocr.segment.parts import Part, find_parts


@dataclass(frozen=True, eq=False)
class Pieces:
    """Pieces of ink.

    Attributes:
        labels: int32 (H, W), the parts' numbers; 0 on bare paper.
        parts: in the order of their labels.
        why: for each part why it is no writing; empty for those that are.
        kept: the parts that are writing.
        things: those that tell of what lies around the paper.
    """

    labels: NDArray[np.int32] = field(repr=False)
    parts: tuple[Part, ...]
    why: list[str]
    kept: list[Part]
    things: list[Part]


def find_pieces(found: Edges, ink: Ink) -> Pieces:
    """Take the inked pixels apart and drop what is no writing.

    Args:
        found: edges and inked pixels.
        ink: float32 (H, W) in [0, 1].
    """
    labels, parts = find_parts(found, ink)
    why = reasons(parts, (ink.shape[0], ink.shape[1]), found.stroke)
    kept = [part for part, reason in zip(parts, why, strict=True) if not reason]
    things = [part for part, reason in zip(parts, why, strict=True) if reason in SURROUNDINGS]
    return Pieces(labels, parts, why, kept, things)

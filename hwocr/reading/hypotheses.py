"""What may be characters of a word: its components, pieces of them, and neighbours together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Points
from hwocr.decode.wholeness import Geometry
from hwocr.page import Box
from hwocr.reading.drawn import crossing
from hwocr.reading.regions import trimmed
from hwocr.segment import Component
from hwocr.segment.cuts import cut, find_seams
from hwocr.segment.edges import pen_width
from hwocr.segment.layout import together
from hwocr.strokes import render

_MOST = 5
"""Atoms of a character."""
_SEAMS = 3.5
"""Seams of a component, for each of its heights in width, and one more."""
_WIDEST = 1.8
"""Width of a character, in its own or the usual height, whichever is larger."""
_LOWEST = 0.35
"""Height of a character, in usual heights."""
_SEEN = 0.1
"""Ink fainter than this is none."""
_NEAR = 0.3
"""Gap between components that may be one character, in usual heights."""


@dataclass(frozen=True, eq=False)
class Atom:
    """Ink that is not cut further.

    Attributes:
        component: the ink.
        owner: the number of the component that it is of.
        cut: ink that was cut between it and the atom before, in pens; 0 between components.
        gap: paper between its component and the one before, in usual heights; 0 in a component.
        stroke: the pen's stroke that it is, where that is known.
    """

    component: Component
    owner: int
    cut: float = 0.0
    gap: float = 0.0
    stroke: Points | None = None


@dataclass(frozen=True, eq=False)
class Arc:
    """A run of atoms that may be one character.

    Attributes:
        start, end: the first atom, and the one after the last.
        component: their ink.
        whole: the number of the component that this is, -1 for a piece or several.
        cut: ink that was cut at both of its ends, in pens.
        gaps: paper between the components in it, in usual heights.
        joins: how many components it puts together, less one.
        lifts: at how many of its ends the pen was lifted within a component.
        crossings: how fully its strokes are crossed by others of their component, summed.
    """

    start: int
    end: int
    component: Component
    whole: int
    cut: float
    gaps: float
    joins: int
    lifts: int = 0
    crossings: float = 0.0


def atoms_of(
    components: Sequence[Component], doubtful: Sequence[bool], height: float
) -> list[Atom]:
    """The atoms of a word from left to right: components, or pieces of those in doubt.

    Args:
        components: from left to right.
        doubtful: for each, whether it may be something else than one character.
        height: usual height of the line's components in pixels.
    """
    atoms = []
    right = None
    for owner, (component, cuttable) in enumerate(zip(components, doubtful, strict=True)):
        gap = 0.0 if right is None else max(0.0, (component.box.x - right) / height)
        right = component.box.right if right is None else max(right, component.box.right)
        pieces = [Atom(component, owner)]
        if cuttable and len(component.strokes) > 1:
            pieces = _strokes(component, owner)
        elif cuttable:
            pieces = _pieces(component, owner, height)
        pieces = pieces or [Atom(component, owner)]
        atoms += [replace(pieces[0], gap=gap), *pieces[1:]]
    return atoms


def _strokes(component: Component, owner: int) -> list[Atom]:
    """A component as its strokes, by their middles from left to right."""
    pen = pen_width(component.ink)
    height, width = component.ink.shape
    atoms = []
    for stroke in component.strokes:
        place = np.array([component.box.x, component.box.y], np.float32)
        ink = np.minimum(render([stroke - place], (width, height), pen), component.ink)
        if float(ink.max(initial=0)) > _SEEN:
            atoms.append(Atom(trimmed(Component(component.box, ink)), owner, stroke=stroke))
    return sorted(atoms, key=lambda atom: atom.component.box.center[0])


def _pieces(component: Component, owner: int, height: float) -> list[Atom]:
    """A component cut at all of its seams."""
    own = max(component.box.height, 0.6 * height)
    most = 1 + int(_SEAMS * component.box.width / own)
    seams = find_seams(component.ink, pen_width(component.ink), most)
    return [Atom(piece, owner, ink) for piece, ink in cut(component, seams)]


def arcs_of(
    atoms: Sequence[Atom], components: Sequence[Component], doubtful: Sequence[bool], height: float
) -> list[Arc]:
    """All runs of atoms that may be one character, among them each component."""
    arcs = []
    crossed = _crossings(atoms)
    cuts = [*(atom.cut for atom in atoms), 0.0]
    for start, first in enumerate(atoms):
        for end in range(start + 1, len(atoms) + 1):
            last = atoms[end - 1]
            joins = last.owner - first.owner
            gaps = sum(atom.gap for atom in atoms[start + 1 : end])
            if joins and (gaps > _NEAR or not any(doubtful[first.owner : last.owner + 1])):
                break
            cut_ink = cuts[start] + cuts[end]
            if not joins and _ends(atoms, start, end):
                arcs.append(Arc(start, end, components[first.owner], first.owner, 0.0, 0.0, 0))
                continue
            if end - start > _MOST:
                continue
            ink = together([atom.component for atom in atoms[start:end]])
            if _is_plausible(ink.box, height):
                own = crossed[start:end]
                crossings = float(own.sum() - own[:, start:end].sum())
                lifts = _lifts(atoms, start) + _lifts(atoms, end)
                arcs.append(Arc(start, end, ink, -1, cut_ink, gaps, joins, lifts, crossings))
    return arcs


def _is_plausible(box: Box, height: float) -> bool:
    """Whether a character may be so low or so wide, beside components of usual height."""
    return box.height > _LOWEST * height and box.width < _WIDEST * max(box.height, height)


def _crossings(atoms: Sequence[Atom]) -> NDArray[np.float64]:
    """How fully each two strokes of one component cross, float64 (N, N)."""
    found = np.zeros((len(atoms), len(atoms)))
    for i, one in enumerate(atoms):
        for j, other in enumerate(atoms[:i]):
            if one.owner == other.owner and one.stroke is not None and other.stroke is not None:
                found[i, j] = found[j, i] = crossing(one.stroke, other.stroke)
    return found


def _lifts(atoms: Sequence[Atom], place: int) -> int:
    """1 if the pen was lifted between an atom and the one before, within a component."""
    if not 0 < place < len(atoms) or atoms[place].stroke is None:
        return 0
    return int(atoms[place].owner == atoms[place - 1].owner)


def _ends(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a run begins and ends where components do."""
    before = start == 0 or atoms[start - 1].owner != atoms[start].owner
    return before and (end == len(atoms) or atoms[end].owner != atoms[end - 1].owner)


def geometry_of(arcs: Sequence[Arc], height: float) -> Geometry:
    """The measures of arcs.

    Args:
        height: usual height of the line's components in pixels.
    """
    rows = [
        (
            *(float(arc.whole < 0), arc.component.box.width / height),
            *(arc.component.box.height / height, arc.cut, arc.gaps, arc.joins),
            *(arc.lifts, arc.crossings),
        )
        for arc in arcs
    ]
    return Geometry(*np.array(rows, np.float64).T)

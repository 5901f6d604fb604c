"""What may be characters of a word: its components, pieces of them, and neighbours together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hwocr.segment import Component
from hwocr.segment.cuts import cut, find_seams
from hwocr.segment.edges import pen_width
from hwocr.segment.layout import together

_MOST = 6
"""Atoms of a character."""
_SEAMS = 3.5
"""Seams of a component, for each of its heights in width, and one more."""
_WIDEST = 1.8
"""Width of a character, in its own or the usual height, whichever is larger."""
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
    """

    component: Component
    owner: int
    cut: float = 0.0
    gap: float = 0.0


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
    """

    start: int
    end: int
    component: Component
    whole: int
    cut: float
    gaps: float
    joins: int


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
        pieces, cuts = [component], [0.0]
        if cuttable:
            pieces, cuts = _pieces(component, height)
        atoms += [
            Atom(piece, owner, ink, gap if number == 0 else 0.0)
            for number, (piece, ink) in enumerate(zip(pieces, cuts, strict=True))
        ]
    return atoms


def _pieces(component: Component, height: float) -> tuple[list[Component], list[float]]:
    """A component cut at all of its seams, and the ink cut before each piece in pens."""
    pen = pen_width(component.ink)
    own = max(component.box.height, 0.6 * height)
    seams = find_seams(component.ink, max(pen, 1.0), 1 + int(_SEAMS * component.box.width / own))
    pieces = cut(component, seams)
    if len(pieces) != len(seams) + 1:
        return [component], [0.0]
    return pieces, [0.0, *(seam.ink for seam in seams)]


def arcs_of(
    atoms: Sequence[Atom], components: Sequence[Component], doubtful: Sequence[bool], height: float
) -> list[Arc]:
    """All runs of atoms that may be one character, among them each component and each atom."""
    arcs = []
    cuts = [*(atom.cut for atom in atoms), 0.0]
    for start, first in enumerate(atoms):
        for end in range(start + 1, len(atoms) + 1):
            last = atoms[end - 1]
            joins = last.owner - first.owner
            gaps = sum(atom.gap for atom in atoms[start + 1 : end])
            if joins and (gaps > _NEAR or not any(doubtful[first.owner : last.owner + 1])):
                break
            cut_ink = cuts[start] + cuts[end]
            if not joins and not cut_ink and _ends(atoms, start, end):
                arcs.append(Arc(start, end, components[first.owner], first.owner, 0.0, 0.0, 0))
                continue
            if end - start > _MOST:
                continue
            ink = together([atom.component for atom in atoms[start:end]])
            if end - start == 1 or ink.box.width <= _WIDEST * max(ink.box.height, height):
                arcs.append(Arc(start, end, ink, -1, cut_ink, gaps, joins))
    return arcs


def _ends(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a run begins and ends where components do."""
    before = start == 0 or atoms[start - 1].owner != atoms[start].owner
    return before and (end == len(atoms) or atoms[end].owner != atoms[end - 1].owner)

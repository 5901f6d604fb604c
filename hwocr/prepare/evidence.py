"""How much an outline looks like that of a sheet: what the colours on both sides of it say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.prepare.beside import Colours, at_edges, colours_beside, runs_on
from hwocr.prepare.corners import Outline
from hwocr.prepare.edges import Edges, Floats

_STRIP = 0.011
"""How far from its sides, as a share of the diagonal, the colours in and out are compared."""
_BEYOND = 0.05
"""… and how far out the colour must still be another than in: a drawn frame is narrower."""
_CORNER = 3
"""Samples at both ends of a side at which no colours are compared: corners are round."""
_BOARD = 95.0
"""Brightness of a board, of 255 levels of lightness, at most; paper in a shadow is brighter."""
_DARKER = 25.0
"""… and how much darker than what is round it, in levels, at least."""
_STEP = 3.5
"""Change of colour across a side, in levels, at least, …"""
_WEAKEST = 0.03
"""… also as a share of that across the strongest side, …"""
_PLAIN = 12.0
"""… and so that no doubt is left."""
_STRANGE = 15.0
"""Difference of hue between two sides' insides, in levels, that halves the belief in a sheet."""
_JUMP = 18.0
"""Change of brightness from one place to the next along a side, in levels, that is noted: a
shadow's edge and a finger make one or two, keys and cloth many."""
_MANY = 0.3
"""Share of such places that halves the belief, too."""
_HELD = 0.8
"""Share of a lone side that is an edge across which colour changes, at least;"""
_TINT, _LIGHTER = 8.0, 1.2
"""paper there differs from what lies beyond in hue by so many levels, and is so much lighter;"""
_RUNS_ON = 0.3
"""Share of an edge in the line of a side that ends, at most."""
_DARK = 2.8
"""so much lighter, it need not differ in hue: no shadow is so dark."""
_STRANGER, _COLOURS = 6.0, 30.0
"""Difference of hue, in levels, also for each natural logarithm of ``gain``, that no shadow
makes."""
_ALIKE = 4.0
"""Difference of hue up to which the same paper lies beyond a side."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """What speaks for each of M outlines, side by side.

    Attributes:
        held: (M, 4), share of the side that is an edge.
        step: (M, 4), how far the side's inside stands out by colour, in levels.
        whole: (M, 4), share of the side across which colour changes.
        apart: (M, 4), how far the inside stands out from what lies farther off.
        hue: (M, 4, 2), colour of the inside, whatever its light.
        jumps: (M, 4), share of places where the brightness of the inside changes suddenly.
        runs_on: (M, 4), share of an edge in the side's line beyond its ends: the edges of shadows,
            rows of keys and printed lines do not end at a sheet's corner.
        gain: (M, 4), so many times is the inside as light as the outside, near and far.
        tint: (M, 4), by how much their hues differ at least, near and far, in levels.
    """

    held: Floats
    step: Floats
    whole: Floats
    apart: Floats
    hue: Floats
    jumps: Floats
    runs_on: Floats
    gain: Floats
    tint: Floats

    @property
    def likeness(self) -> Floats:
        """(M,), 0 to 2, that of a whole sheet; 0 where something speaks against it.

        Its sides are edges that end where they meet; colour changes across each of them, from end
        to end, and not only along a thin frame; the sheet is of one hue along all of them. Where
        another hue lies beyond each, edges that other things confuse are enough.
        """
        step, apart = self.step, np.sort(self.apart, axis=1)
        least = np.maximum(_STEP, _WEAKEST * step.max(axis=1))
        possible = (step.min(axis=1) >= least) & (apart[:, 1] >= _STEP)
        usual = np.median(self.hue, axis=1, keepdims=True)
        strange = np.linalg.norm(self.hue - usual, axis=2).max(axis=1)
        belief = self.held.mean(axis=1) * self.held.min(axis=1) * self.whole.min(axis=1)
        belief = belief * np.minimum(step / _PLAIN, 1).mean(axis=1)
        belief = belief / (1 + strange / _STRANGE)
        belief = belief / (1 + (self.jumps.max(axis=1) / _MANY) ** 2)
        belief = belief / (1 + self.runs_on.max(axis=1) ** 2)
        other = np.minimum(self.tint.min(axis=1) / _TINT, 1) * self.whole.min(axis=1)
        belief = belief * (1 + other)
        return np.where(possible & ~self.shaded.any(axis=1), belief, 0.0)

    @property
    def shaded(self) -> NDArray[np.bool_]:
        """(M, 4), whether a side is the edge of a shadow across the sheet: paper of the same hue
        lies beyond, where something else does beyond the other sides, and the edge runs on."""
        like = (self.tint < _ALIKE) & (self.gain > _LIGHTER) & (self.gain < _DARK)
        around = np.median(self.tint, axis=1, keepdims=True) >= _TINT
        return like & around & (self.runs_on > _RUNS_ON)

    @property
    def parts(self) -> NDArray[np.bool_]:
        """(M, 4), whether a side by itself can only be the end of light paper on something else:
        another hue lies beyond, or something far darker than a shadow. A shadow that takes little
        light changes the hue but little, so that hue alone tells where both are light."""
        light = np.log(np.maximum(self.gain, 1))
        strange = (self.tint >= _STRANGER) & (self.tint >= _COLOURS * light) & (self.gain >= 1)
        other = (self.tint >= _TINT) & (self.gain >= _LIGHTER)
        return strange | other | (self.gain >= _DARK)

    @property
    def ends(self) -> NDArray[np.bool_]:
        """(M, 4), whether a side is lighter than what lies beyond and ends where it meets others:
        of a sheet's corner both sides do, and of a shadow's hardly ever."""
        return (self.gain >= _LIGHTER) & (self.runs_on <= _RUNS_ON)

    @property
    def whole_sides(self) -> NDArray[np.bool_]:
        """(M, 4), whether a side is an edge from end to end."""
        return (self.held >= _HELD) & (self.whole >= _HELD)


def evidence_of(edges: Edges, colours: Colours, outlines: Sequence[Outline]) -> Evidence:
    """Look at outlines closely; at least one."""
    places = np.array([outline.places for outline in outlines])
    normals = np.array([outline.normals for outline in outlines])
    diagonal = float(np.hypot(*edges.mask.shape))
    middle = slice(_CORNER, -_CORNER)
    beside = [
        colours_beside(colours, places[:, :, middle], normals[:, :, middle], way * share * diagonal)
        for share in (_STRIP, _BEYOND)
        for way in (-1, 1)
    ]
    inside, outside, far_in, far_out = beside
    step = _step(inside, outside)
    change = np.linalg.norm(inside - outside, axis=-1)
    jumps = np.abs(np.diff(inside[..., 0], axis=2)) > _JUMP
    lightness = [np.median(bank[..., 0], axis=2) for bank in beside]
    hues = [np.median(bank[..., 1:], axis=2) for bank in beside]
    near, far = lightness[0] / (lightness[1] + 1), lightness[2] / (lightness[3] + 1)
    apart = [np.linalg.norm(hues[side] - hues[side + 1], axis=-1) for side in (0, 2)]
    return Evidence(
        held=at_edges(edges, places, normals)[0].mean(axis=2),
        step=step,
        whole=(change > step[..., None] / 3).mean(axis=2),
        apart=_step(far_in, far_out),
        hue=hues[0],
        jumps=jumps.mean(axis=2),
        runs_on=runs_on(edges, places, diagonal),
        gain=np.minimum(near, far),
        tint=np.minimum(*apart),
    )


def _step(inside: Floats, outside: Floats) -> Floats:
    """How far the sides' insides stand out (M, 4), from colours in and out (M, 4, samples, 3): by
    hue, and by being brighter. Being darker, as a shadow is, counts where all four sides are so
    and as dark as a board."""
    change = np.median(inside - outside, axis=2)
    bright = change[..., 0]
    board = (bright < -_DARKER) & (np.median(inside[..., 0], axis=2) < _BOARD)
    bright = np.where(board.all(axis=1, keepdims=True), -bright, np.maximum(bright, 0))
    return np.asarray(np.hypot(bright, np.hypot(change[..., 1], change[..., 2])), np.float64)

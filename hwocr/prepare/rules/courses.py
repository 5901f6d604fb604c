"""Follow pale lines from strip to strip across the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.prepare.rules.profiles import Profiles

_SKIPPED = 1
"""Strips in a row that may hide a line."""
_JUMP, _DRIFT = 3.0, 0.03
"""Pixels, and share of the way, by which a line may miss where it should go on."""
_KINK = 0.1
"""Greatest change of slope from one strip to the next."""
_SPAN = 0.5
"""Share of the strips that a line must be seen in."""
_LEAST = 3
"""Strips that it must be seen in, however few there are."""
_ENOUGH = 12.0
"""Strength beyond which a line counts as no stronger."""
_MOST = 40
"""Lines that are kept, the strongest first."""


def courses_of(profiles: Profiles) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The lines that run through most of the strips.

    Returns:
        Rows at the strips' middles, float64 (N, K), from top to bottom, those between strips
        where a line is seen and beyond them guessed; and strengths, float64 (N,).
    """
    rows, strength = _followed(profiles)
    enough = np.isfinite(rows).sum(axis=1) >= max(_LEAST, _SPAN * rows.shape[1])
    rows, strength = rows[enough], strength[enough]
    strongest = np.argsort(-strength)[:_MOST]
    whole = np.array([_completed(profiles.middles, rows[line]) for line in strongest])
    whole = whole.reshape(-1, rows.shape[1])
    order = np.argsort(whole.mean(axis=1))
    return whole[order], strength[strongest[order]]


def _followed(profiles: Profiles) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows of each line, float64 (N, K), NaN in strips that hide it; and strengths."""
    peaks, count = profiles.peaks(), len(profiles.middles)
    total = sum(len(rows) for rows, _, _ in peaks)
    lines, strength = np.full((total, count), np.nan), np.zeros(total)
    seen, slopes = np.full(total, -count), np.zeros(total)  # strip where last, and slope there
    number = 0
    for strip, (rows, slope, strong) in enumerate(peaks):
        live = np.flatnonzero(seen[:number] >= strip - 1 - _SKIPPED)
        owner = np.full(len(rows), -1)
        if len(live) and len(rows):
            last = seen[live]
            way = profiles.middles[strip] - profiles.middles[last]
            line, peak = _links(lines[live, last], slopes[live], way, rows, slope)
            owner[peak] = live[line]
        new = np.flatnonzero(owner < 0)
        owner[new] = number + np.arange(len(new))
        number += len(new)
        lines[owner, strip], seen[owner], slopes[owner] = rows, strip, slope
        strength[owner] += np.minimum(strong, _ENOUGH)
    return lines[:number], strength[:number]


def _links(
    at: NDArray[np.float64],
    slopes: NDArray[np.float64],
    way: NDArray[np.float64],
    rows: NDArray[np.intp],
    slope: Ink,
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which lines go on at which peaks: those that are nearest to each other."""
    ahead = at[:, None] + (slopes[:, None] + slope) / 2 * way[:, None]
    miss = np.abs(rows - ahead)
    fits = (miss <= _JUMP + _DRIFT * way[:, None]) & (np.abs(slopes[:, None] - slope) <= _KINK)
    miss[~fits] = np.inf
    peak = miss.argmin(axis=1)
    number = np.arange(len(at))
    linked = np.isfinite(miss[number, peak]) & (miss.argmin(axis=0)[peak] == number)
    return number[linked], peak[linked]


def _completed(middles: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaps bridged; beyond its ends a line goes straight on."""
    seen = np.isfinite(rows)
    known = middles[seen]
    slope = np.polynomial.polynomial.polyfit(known, rows[seen], 1)[1]
    before, after = np.minimum(middles - known[0], 0), np.maximum(middles - known[-1], 0)
    whole = np.interp(middles, known, rows[seen]) + slope * (before + after)
    return np.asarray(whole, dtype=np.float64)

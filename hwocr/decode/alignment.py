"""Where in the frames each character of a text lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import columns_of
from hwocr.decode.substitution import character_posteriors
from hwocr.page import Candidate

_NARROW, _WIDE = "ijlftrI1!.,:;'|()-", "mwMWœ@%&"
_WIDTHS = {**dict.fromkeys(_NARROW, 0.6), **dict.fromkeys(_WIDE, 1.5)}
"""Usual widths of characters; 1 for all others."""
_FARTHEST = 1.2
"""The first and the last character reach at most so many usual widths beyond their peak."""


@dataclass(frozen=True, slots=True)
class Span:
    """One character of an aligned text.

    Attributes:
        text: the character.
        start, end: its part of the width, in frames; frame t covers [t, t + 1).
        confidence: probability that it is right.
        candidates: it and what else may stand there; the character itself first, then the most
            probable. The probabilities sum to at most 1.
    """

    text: str
    start: float
    end: float
    confidence: float
    candidates: tuple[Candidate, ...]


def align(
    log_probabilities: NDArray[np.float32],
    text: str,
    classes: str,
    extent: tuple[float, float] | None = None,
    certainty: float = 0.0,
) -> list[Span]:
    """Lay a text along the frames: the most probable path that reads as the text (Viterbi).

    The network names a character in one or two frames somewhere within it and gives blanks
    elsewhere. So each character is placed at the centre of mass of its frames, and the border
    between two neighbours is drawn between their centres, nearer to the one that is usually
    narrower. The outer borders are where the ink ends, unless that is implausibly far off.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        text: what is written there.
        classes: the C characters in the order of the columns.
        extent: where the ink begins and ends, in frames; all frames if left out.
        certainty: probability of the text as a whole, by what else is known than the frames, as
            :func:`~hwocr.decode.rank.rank` gives it. No character is less certain.

    Returns:
        A span for each character, in order, spaces too; the spans do not overlap.

    Raises:
        ValueError: no path reads as the text: it is too long, or has characters that the network
            does not know or that are ruled out.
    """
    if not text:
        return []
    runs = _runs(log_probabilities, text, classes)
    borders = _borders(_centres(log_probabilities, text, classes, runs), text)
    low, high = extent or (0.0, float(len(log_probabilities)))
    borders[0] = max(borders[0], min(low, borders[1]))
    borders[-1] = min(borders[-1], max(high, borders[-2]))
    posteriors = character_posteriors(log_probabilities, text, classes, runs)
    spans = []
    for i, (character, candidates) in enumerate(zip(text, posteriors, strict=True)):
        sure = tuple(
            Candidate(c.text, (1 - certainty) * c.probability + certainty * (c.text == character))
            for c in candidates
        )
        spans.append(
            Span(character, float(borders[i]), float(borders[i + 1]), sure[0].probability, sure)
        )
    return spans


def _runs(log_probabilities: NDArray[np.float32], text: str, classes: str) -> list[tuple[int, int]]:
    """First frame of each character on the best path, and the one after its last."""
    columns = columns_of(classes)
    if not set(text) <= columns.keys():
        raise ValueError(f"the network does not know {sorted(set(text) - columns.keys())}")
    # States: blank, character, blank, …, character, blank; a character may follow on another one
    # without the blank between where the two differ.
    states = np.full(2 * len(text) + 1, len(classes))
    states[1::2] = [columns[character] for character in text]
    skip = np.full(len(states), -np.inf)
    skip[3::2] = np.where(states[3::2] != states[1:-2:2], 0, -np.inf)
    emissions = log_probabilities[:, states].astype(np.float64)
    # Row 0 stays, row 1 comes from the state before, row 2 from the one before that.
    ways = np.full((3, len(states)), -np.inf)
    score = np.full(len(states), -np.inf)
    score[0] = 0
    came = np.zeros(emissions.shape, np.int8)
    for frame, emission in enumerate(emissions):
        ways[0] = score
        ways[1, 1:] = score[:-1]
        ways[2, 2:] = score[:-2] + skip[2:]
        came[frame] = ways.argmax(axis=0)
        score = ways.max(axis=0) + emission
    state = len(states) - 1 if score[-1] >= score[-2] else len(states) - 2
    if score[state] == -np.inf:
        raise ValueError(f"no path through {len(emissions)} frames reads as {text!r}")
    runs = [(0, 0)] * len(text)
    for frame in range(len(emissions) - 1, -1, -1):
        if state % 2:
            runs[state // 2] = (frame, max(runs[state // 2][1], frame + 1))
        state -= int(came[frame, state])
    return runs


def _centres(
    log_probabilities: NDArray[np.float32],
    text: str,
    classes: str,
    runs: list[tuple[int, int]],
) -> NDArray[np.float64]:
    """Centre of mass of each character's probability over its frames."""
    columns = columns_of(classes)
    centres = []
    for character, (first, end) in zip(text, runs, strict=True):
        logs = log_probabilities[first:end, columns[character]].astype(np.float64)
        mass = np.exp(logs - logs.max())
        centres.append(first + 0.5 + float(mass @ np.arange(end - first) / mass.sum()))
    return np.array(centres)


def _borders(centres: NDArray[np.float64], text: str) -> NDArray[np.float64]:
    """Borders (characters + 1,) around the characters; the outer ones as far off as plausible."""
    widths = np.array([_WIDTHS.get(character, 1.0) for character in text])
    both = widths[:-1] + widths[1:]
    inner = centres[:-1] + np.diff(centres) * widths[:-1] / both
    if not len(inner):
        return np.array([-np.inf, np.inf])
    usual = float(np.median(np.diff(centres) / both)) * 2
    reach = _FARTHEST * usual * widths
    return np.concatenate([[centres[0] - reach[0]], inner, [centres[-1] + reach[-1]]])

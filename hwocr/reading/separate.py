"""Reading words letter by letter: contours cut them apart, the character network names each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.decode.alphabet import restrict
from hwocr.decode.choose import character_candidates, word_candidates
from hwocr.decode.heights import measure, with_heights
from hwocr.decode.shapes import with_shapes
from hwocr.glyph import SIZE, normalise
from hwocr.networks.runtime import Network
from hwocr.page import Box, Character, Word
from hwocr.reading.regions import as_paper
from hwocr.segment import Component


def probabilities(network: Network, glyphs: Sequence[Ink]) -> NDArray[np.float32]:
    """What the network says of glyphs (SIZE, SIZE): float32 (N, classes + 1)."""
    samples = np.zeros((len(glyphs), SIZE, SIZE, 1), np.float32)
    for sample, glyph in zip(samples, glyphs, strict=True):
        sample[:, :, 0] = glyph
    return network.probabilities(samples)


def read_line(network: Network, words: Sequence[Sequence[Component]], alphabet: str) -> list[Word]:
    """Read the words of one line; letters that look alike in both cases go by the line's heights.

    Args:
        network: the character network.
        words: the characters of each word, from left to right, none empty.
        alphabet: as ``Reader`` takes it.

    Returns:
        The words with their boxes in working pixels.
    """
    parts = [component for word in words for component in word]
    glyphs = [normalise(component.ink) for component in parts]
    known = restrict(probabilities(network, glyphs), alphabet)
    boxes = [component.box for component in parts]
    rule = measure(boxes, known)
    if rule is not None:
        known = restrict(with_heights(boxes, known, rule), alphabet)
    result: list[Word] = []
    first = 0
    for word in words:
        last = first + len(word)
        rows = restrict(with_shapes(known[first:last]), alphabet)
        result.append(_word(word, glyphs[first:last], rows))
        first = last
    return result


def _word(
    parts: Sequence[Component],
    glyphs: Sequence[Ink],
    rows: NDArray[np.float32],
) -> Word:
    characters = []
    for part, glyph, row in zip(parts, glyphs, rows, strict=True):
        candidates = character_candidates(row)
        characters.append(
            Character(
                text=candidates[0].text,
                box=part.box,
                confidence=candidates[0].probability,
                candidates=candidates,
                crop=as_paper(part.ink),
                glyph=as_paper(glyph),
            )
        )
    readings = word_candidates([c.candidates for c in characters])
    return Word(
        text=readings[0].text,
        box=Box.around(c.box for c in characters),
        confidence=readings[0].probability,
        candidates=readings,
        characters=tuple(characters),
        mode="separate",
    )

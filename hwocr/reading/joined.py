"""Reading words as a whole: the word network looks along the word, and CTC finds the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.alignment import Span, align
from hwocr.decode.alphabet import restrict_frames
from hwocr.decode.lexicon import Lexicon
from hwocr.decode.rescore import read_word
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Character, Word
from hwocr.reading.borders import snap
from hwocr.reading.regions import Source, as_paper
from hwocr.segment import Component
from hwocr.wordimage import WordImage, Zone, normalise

COLUMNS_PER_FRAME = 4
"""Columns of the word image for each frame of the network's output."""
_TOGETHER = 4096
"""Columns that are computed at once."""
_INKED = 0.25
"""Ink above this belongs to a character's box."""


@dataclass(frozen=True, eq=False)
class Trace:
    """How a word was read, for those who want to look.

    Attributes:
        image: what the network saw.
        log_probabilities: float32 (T, classes + 1), what it said over time, the blank last.
        spans: where in the frames each character of the reading was found.
    """

    image: WordImage
    log_probabilities: NDArray[np.float32]
    spans: tuple[Span, ...]


def read_words(
    network: Network,
    pieces: Sequence[Component],
    zones: Sequence[Zone | None],
    alphabet: str,
    lexicon: Lexicon | None,
    source: Source,
) -> list[tuple[Word, Trace]]:
    """Read words, each of which may also be a line of several.

    Args:
        network: the word network.
        pieces: all ink of each word, in working pixels.
        zones: of the line that each stands on, in the piece's pixels; measured where ``None``.
        alphabet: as ``Reader`` takes it.
        lexicon: words to expect, if any.
        source: of the pieces.

    Returns:
        For each its word and trace; the text is empty where the network sees no character.
    """
    images = [normalise(piece.ink, zone) for piece, zone in zip(pieces, zones, strict=True)]
    words = []
    for piece, image, frames in zip(pieces, images, _frames(network, images), strict=True):
        known = restrict_frames(frames, alphabet, network.entry.classes)
        words.append(_word(network.entry.classes, piece, image, known, lexicon, source))
    return words


def in_parts(word: Word | None) -> list[Word]:
    """A word whose reading has spaces, as the words that it consists of; none without text.

    Each has the boxes and the confidence of its own characters, as far as they are independent.
    """
    if word is None or not word.text.strip():
        return []
    texts = word.text.split()
    if len(texts) == 1:
        return [word]
    parts = []
    characters = list(word.characters)
    for text in texts:
        own, characters = characters[: len(text)], characters[len(text) :]
        confidence = max(word.confidence, float(np.prod([c.confidence for c in own])))
        parts.append(
            Word(
                text=text,
                box=Box.around(c.box for c in own),
                confidence=confidence,
                candidates=(Candidate(text, confidence),),
                characters=tuple(own),
                mode=word.mode,
            )
        )
    return parts


def _frames(network: Network, images: Sequence[WordImage]) -> list[NDArray[np.float32]]:
    """Log probabilities of each image; images of one width are computed together.

    Nothing is padded, so that a word's reading does not depend on its company.
    """
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for index, item in enumerate(images):
        alike[item.image.shape[1]].append(index)
    frames: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(images)
    for width, indices in alike.items():
        count = max(1, _TOGETHER // width)
        for start in range(0, len(indices), count):
            chosen = indices[start : start + count]
            batch = np.stack([images[i].image for i in chosen])[..., None]
            for i, logs in zip(chosen, network.log_probabilities(batch), strict=True):
                frames[i] = logs
    return frames


def _word(
    classes: str,
    piece: Component,
    image: WordImage,
    frames: NDArray[np.float32],
    lexicon: Lexicon | None,
    source: Source,
) -> tuple[Word, Trace]:
    candidates = read_word(frames, classes, lexicon)
    best = candidates[0]
    extent = np.flatnonzero(image.image.max(axis=0, initial=0) > _INKED)
    ends = (extent[0] / COLUMNS_PER_FRAME, (extent[-1] + 1) / COLUMNS_PER_FRAME)
    found = align(frames, best.text, classes, ends, best.probability)
    spans = snap(found, image.image, COLUMNS_PER_FRAME)
    word = Word(
        text=best.text,
        box=source.mapped(piece.box),
        confidence=best.probability if best.text else 0.0,
        candidates=candidates,
        characters=tuple(
            _character(span, piece, image, source) for span in spans if not span.text.isspace()
        ),
        mode="joined",
    )
    return word, Trace(image, frames, tuple(spans))


def _character(span: Span, piece: Component, image: WordImage, source: Source) -> Character:
    """A span as a character: its columns, and the rows that hold ink there."""
    # The matrix shears rows only, so columns map to columns.
    edges = np.array([span.start, span.end]) * COLUMNS_PER_FRAME - 0.5
    left, right = image.matrix[0, 0] * edges + image.matrix[0, 2] + 0.5
    width = piece.ink.shape[1]
    first = int(np.clip(np.floor(left), 0, width - 1))
    last = int(np.clip(np.ceil(right), first + 1, width))
    part = piece.ink[:, first:last]
    rows = np.flatnonzero((part > _INKED).any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, part.shape[0])
    box = Box(piece.box.x + first, piece.box.y + top, last - first, bottom - top)
    start, end = (int(np.clip(np.rint(e + 0.5), 0, image.image.shape[1])) for e in edges)
    return Character(
        text=span.text,
        box=source.mapped(box),
        confidence=span.confidence,
        candidates=span.candidates,
        crop=as_paper(part[top:bottom]),
        glyph=as_paper(image.image[:, start : max(end, start + 1)]),
    )

"""Reading words as a whole: the word network looks along a line, and CTC finds its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.decode.alignment import Span, align
from hwocr.decode.alphabet import restrict_frames
from hwocr.decode.language import Language
from hwocr.decode.rescore import Part, read_parts
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Character, Word
from hwocr.reading.borders import snap
from hwocr.reading.course import straightened
from hwocr.reading.regions import as_paper
from hwocr.segment import Component
from hwocr.wordimage import COLUMNS_PER_FRAME, WordImage, normalise, zone_of

_TOGETHER = 4096
"""Columns that are computed at once."""
_INKED = 0.25
"""Ink above this belongs to a character's box."""


@dataclass(frozen=True, eq=False)
class Trace:
    """How a word was read, for those who want to look.

    Attributes:
        image: float32 (HEIGHT, W) in [0, 1], its part of what the network saw.
        log_probabilities: float32 (T, classes + 1), what it said over time, the blank last.
        spans: where in these frames each character of the reading was found.
    """

    image: Ink
    log_probabilities: NDArray[np.float32]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class JoinedWord:
    """A word and how it was read."""

    word: Word
    trace: Trace


def read_lines(
    network: Network,
    lines: Sequence[Component],
    courses: Sequence[Sequence[tuple[float, float]]],
    alphabet: str,
    language: Language | None,
) -> list[list[JoinedWord]]:
    """Read lines, or single words, each as a whole; the network sees where words end.

    Args:
        network: the word network.
        lines: all ink of each line, in working pixels.
        courses: points (x, y) on each line's baseline from left to right, in working pixels; where
            there are none, the ink's own slope is measured.
        alphabet: as ``Reader`` takes it.
        language: what is expected, if anything.

    Returns:
        For each line its words from left to right, their boxes in working pixels; none where the
        network sees no character.
    """
    images = [_image(line, course) for line, course in zip(lines, courses, strict=True)]
    classes = network.entry.classes
    result = []
    for line, image, frames in zip(lines, images, _frames(network, images), strict=True):
        known = restrict_frames(frames, alphabet, classes)
        parts = read_parts(known, classes, language)
        result.append([_word(classes, line, image, known, part) for part in parts])
    return result


def as_one(words: Sequence[JoinedWord]) -> Word | None:
    """The words of a line as one word whose text has spaces; ``None`` without words."""
    if len(words) < 2:
        return words[0].word if words else None
    text = " ".join(item.word.text for item in words)
    confidence = float(np.prod([item.word.confidence for item in words]))
    return Word(
        text=text,
        box=Box.around(item.word.box for item in words),
        confidence=confidence,
        candidates=(Candidate(text, confidence),),
        characters=tuple(c for item in words for c in item.word.characters),
        mode="joined",
    )


def in_parts(word: Word) -> list[Word]:
    """A word in whose reading a doubtful space is left, as the words that it consists of.

    Each has the boxes and the confidence of its own characters, as far as they are independent.
    """
    texts = word.text.split()
    if len(texts) < 2:
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


def _image(line: Component, course: Sequence[tuple[float, float]]) -> WordImage:
    """What the network sees of a line; its columns are those of the ink, straight or bent."""
    if not course:
        return normalise(line.ink)
    ink, slope = straightened(line, course)
    return normalise(ink, zone_of(ink, slope))


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
    line: Component,
    image: WordImage,
    frames: NDArray[np.float32],
    part: Part,
) -> JoinedWord:
    columns = slice(part.start * COLUMNS_PER_FRAME, part.end * COLUMNS_PER_FRAME)
    shown, own = image.image[:, columns], frames[part.start : part.end]
    inked = np.flatnonzero(shown.max(axis=0, initial=0) > _INKED)
    ends = (0.0, float(len(own)))
    if len(inked):
        ends = (inked[0] / COLUMNS_PER_FRAME, (inked[-1] + 1) / COLUMNS_PER_FRAME)
    best = part.candidates[0]
    spans = snap(align(own, best.text, classes, ends, best.probability), shown, COLUMNS_PER_FRAME)
    characters = tuple(
        _character(replace(s, start=s.start + part.start, end=s.end + part.start), line, image)
        for s in spans
        if not s.text.isspace()
    )
    word = Word(
        text=best.text,
        box=Box.around(character.box for character in characters),
        confidence=best.probability,
        candidates=part.candidates,
        characters=characters,
        mode="joined",
    )
    return JoinedWord(word, Trace(shown, own, tuple(spans)))


def _character(span: Span, line: Component, image: WordImage) -> Character:
    """A span as a character: its columns, and the rows that hold ink there."""
    # The matrix shears rows only, so columns map to columns.
    edges = np.array([span.start, span.end]) * COLUMNS_PER_FRAME - 0.5
    left, right = image.matrix[0, 0] * edges + image.matrix[0, 2] + 0.5
    width = line.ink.shape[1]
    first = int(np.clip(np.floor(left), 0, width - 1))
    last = int(np.clip(np.ceil(right), first + 1, width))
    part = line.ink[:, first:last]
    rows = np.flatnonzero((part > _INKED).any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, part.shape[0])
    box = Box(line.box.x + first, line.box.y + top, last - first, bottom - top)
    start, end = (int(np.clip(np.rint(e + 0.5), 0, image.image.shape[1])) for e in edges)
    return Character(
        text=span.text,
        box=box,
        confidence=span.confidence,
        candidates=span.candidates,
        crop=as_paper(part[top:bottom]),
        glyph=as_paper(image.image[:, start : max(end, start + 1)]),
    )

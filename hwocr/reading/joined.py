"""Reading words as a whole: the word network looks along a line, and CTC finds its text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.decode.alignment import Span, align
from hwocr.decode.alphabet import restrict_frames
from hwocr.decode.evidence import Frames
from hwocr.decode.rank import Ranking
from hwocr.decode.spaces import between_spaces
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Character, Word
from hwocr.reading.borders import snap
from hwocr.reading.course import straightened
from hwocr.reading.regions import as_paper, flourishes
from hwocr.reading.spaces import set_apart, with_spaces
from hwocr.segment import Component
from hwocr.wordimage import COLUMNS_PER_FRAME, WordImage, normalise, zone_of

_TOGETHER = 4096
"""Columns that are computed at once."""
_INKED = 0.25
"""Ink above this belongs to a character's box."""
_LEADS, _FARTHEST = 2, 1.0
"""Strokes with fewer bare columns between them and a word's first or last character are its own, as
far as so many times the mean width of its characters."""


@dataclass(frozen=True, eq=False)
class Trace:
    """How a word was read, for those who want to look.

    Attributes:
        image: float32 (HEIGHT, W) in [0, 1], its part of what the network saw.
        log_probabilities: float32 (T, classes + 1), what it said over time, the blank last.
        spans: where in these frames each character of the reading was found.
        boxes: of the ink of each span, in working pixels.
    """

    image: Ink
    log_probabilities: NDArray[np.float32]
    spans: tuple[Span, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class JoinedWord:
    """A word and how it was read."""

    word: Word
    trace: Trace


@dataclass(frozen=True, eq=False)
class Sight:
    """What the network saw of one word, before it is decided what it says.

    Attributes:
        box: of its ink, in working pixels.
        evidence: what the network said along it.
    """

    box: Box
    evidence: Frames
    _line: Component
    _image: WordImage
    _start: int

    def holds(self, text: str) -> bool:
        """Whether any path through the frames reads as the text."""
        return bool(self.evidence.log_likelihoods([text])[0] > -np.inf)

    def spelled(self, ranking: Ranking) -> JoinedWord:
        """The word with the first of its candidates, which the frames hold, laid along them."""
        return _word(self._line, self._image, self._start, self.evidence, ranking)


def see_lines(
    network: Network,
    lines: Sequence[Component],
    shades: Sequence[Ink],
    courses: Sequence[Sequence[tuple[float, float]]],
    alphabet: str,
) -> list[list[Sight]]:
    """Look at lines, or single words, each as a whole; the network sees where words end.

    Args:
        network: the word network.
        lines: all ink of each line, in working pixels.
        shades: the same ink as the network is to see it, each of its line's shape.
        courses: points (x, y) on each line's baseline from left to right, in working pixels; where
            there are none, the ink's own slope is measured.
        alphabet: as ``Reader`` takes it.

    Returns:
        For each line its words from left to right; none where the network sees no character.
    """
    images = [
        _image(shade, line.box, course)
        for line, shade, course in zip(lines, shades, courses, strict=True)
    ]
    classes = network.entry.classes
    result = []
    every = zip(_frames(network, images), set_apart(images), strict=True)
    for line, image, course, (frames, is_apart) in zip(lines, images, courses, every, strict=True):
        known = restrict_frames(frames, alphabet, classes)
        if course and not is_apart:  # a line of words, not a single one
            known = with_spaces(known, image, classes)
        sights = []
        for start, end in between_spaces(known, classes):
            evidence = Frames(known[start:end], classes)
            if evidence.texts():
                box = _region(line, image, *_inked(image, start, end))
                sights.append(Sight(box, evidence, line, image, start))
        result.append(sights)
    return result


def as_one(words: Sequence[Word]) -> Word:
    """The words of a line, at least one, as one word whose text has spaces."""
    if len(words) < 2:
        return words[0]
    text = " ".join(word.text for word in words)
    confidence = float(np.prod([word.confidence for word in words]))
    return Word(
        text=text,
        box=Box.around(word.box for word in words),
        confidence=confidence,
        candidates=(Candidate(text, confidence),),
        characters=tuple(c for word in words for c in word.characters),
        mode="joined",
        raw=" ".join(word.raw for word in words),
    )


def in_parts(word: Word) -> list[Word]:
    """A word in whose reading a doubtful space is left, as the words that it consists of.

    Each has the boxes and the confidence of its own characters, as far as they are independent.
    """
    texts = word.text.split()
    if len(texts) < 2:
        return [word]
    alike = [c for c in word.candidates if len(c.text.split()) == len(texts)]
    raw = word.raw.split()
    parts = []
    characters = list(word.characters)
    ends = flourishes(word)
    for place, text in enumerate(texts):
        own, characters = characters[: len(text)], characters[len(text) :]
        whole = Box.around(c.box for c in own)
        outer = [end for end in ends if end.right == whole.x or end.x == whole.right]
        confidence = max(word.confidence, float(np.prod([c.confidence for c in own])))
        others: defaultdict[str, float] = defaultdict(float)
        for candidate in alike:
            others[candidate.text.split()[place]] += candidate.probability
        others.pop(text, None)
        scale = min(1.0, (1 - confidence) / max(sum(others.values()), 1e-9))
        rest = sorted(others.items(), key=lambda item: -item[1])
        parts.append(
            Word(
                text=text,
                box=Box.around([whole, *outer]),
                confidence=confidence,
                candidates=(
                    Candidate(text, confidence),
                    *(Candidate(other, share * scale) for other, share in rest),
                ),
                characters=tuple(own),
                mode=word.mode,
                raw=raw[place] if len(raw) == len(texts) else "",
            )
        )
    return parts


def _image(shades: Ink, box: Box, course: Sequence[tuple[float, float]]) -> WordImage:
    """What the network sees of a line; its columns are those of the ink, straight or bent."""
    if not course:
        return normalise(shades)
    ink, slope = straightened(shades, box, course)
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


def _inked(image: WordImage, start: int, end: int) -> tuple[float, float]:
    """Where between two frames the ink begins and ends, in frames of the image."""
    shown = image.image[:, start * COLUMNS_PER_FRAME : end * COLUMNS_PER_FRAME]
    inked = np.flatnonzero(shown.max(axis=0, initial=0) > _INKED)
    if not len(inked):
        return float(start), float(end)
    ends = inked[0] / COLUMNS_PER_FRAME, (inked[-1] + 1) / COLUMNS_PER_FRAME
    return start + ends[0], start + ends[1]


def _word(
    line: Component, image: WordImage, start: int, evidence: Frames, ranking: Ranking
) -> JoinedWord:
    own, best = evidence.log_probabilities, ranking.candidates[0]
    shown = image.image[:, start * COLUMNS_PER_FRAME : (start + len(own)) * COLUMNS_PER_FRAME]
    first, last = _inked(image, start, start + len(own))
    ends = (first - start, last - start)
    aligned = align(own, best.text, evidence.classes, ends, best.probability)
    spans = snap(aligned, shown, COLUMNS_PER_FRAME)
    found = [_character(span, start, line, image) for span in spans]
    characters = tuple(character for character in found if not character.text.isspace())
    flourishes = [
        _region(line, image, start + left, start + right)
        for left, right in _flourishes(shown, spans[0].start, spans[-1].end, len(spans))
    ]
    word = Word(
        text=best.text,
        box=Box.around([*(character.box for character in characters), *flourishes]),
        confidence=best.probability,
        candidates=ranking.candidates,
        characters=characters,
        mode="joined",
        raw=ranking.raw,
    )
    return JoinedWord(word, Trace(shown, own, tuple(spans), tuple(c.box for c in found)))


def _flourishes(shown: Ink, first: float, last: float, count: int) -> list[tuple[float, float]]:
    """Strokes that lead to a word's first character and on from its last, in frames.

    Args:
        shown: float32 (H, W), what the network saw of the word.
        first, last: where its characters begin and end, in frames.
        count: of its characters.
    """
    inked = np.flatnonzero((shown > _INKED).any(axis=0))
    start, end = round(first * COLUMNS_PER_FRAME), round(last * COLUMNS_PER_FRAME)
    reach = _FARTHEST * (end - start) / count
    before = inked[(inked < start) & (inked >= start - reach)][::-1]
    behind = inked[(inked >= end) & (inked < end + reach)]
    found = []
    for columns, edge in ((before, start), (behind, end - 1)):
        apart = np.abs(np.diff(columns, prepend=edge)) > _LEADS
        own = columns[: int(apart.argmax()) if apart.any() else len(columns)]
        if len(own):
            ends = min(int(own[-1]), edge), max(int(own[-1]) + 1, edge)
            found.append((ends[0] / COLUMNS_PER_FRAME, ends[1] / COLUMNS_PER_FRAME))
    return found


def _region(line: Component, image: WordImage, start: float, end: float) -> Box:
    """The box of the ink between two places, in frames of the image."""
    # The matrix shears rows only, so columns map to columns.
    scale, _, shift = image.matrix[0].tolist()
    left, right = (scale * (at * COLUMNS_PER_FRAME - 0.5) + shift + 0.5 for at in (start, end))
    width = line.ink.shape[1]
    first = min(max(0, math.floor(left)), width - 1)
    last = min(max(first + 1, math.ceil(right)), width)
    part = line.ink[:, first:last]
    rows = np.flatnonzero((part > _INKED).any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, part.shape[0])
    return Box(line.box.x + first, line.box.y + top, last - first, bottom - top)


def _character(span: Span, begun: int, line: Component, image: WordImage) -> Character:
    """A span as a character: its columns, and the rows that hold ink there.

    Args:
        span: in frames of a word.
        begun: frame of the image with which the word begins.
    """
    ends = begun + span.start, begun + span.end
    box = _region(line, image, *ends)
    left, top = box.x - line.box.x, box.y - line.box.y
    crop = line.ink[top : top + box.height, left : left + box.width]
    width = image.image.shape[1]
    edges = (round(at * COLUMNS_PER_FRAME) for at in ends)
    start, end = (min(max(0, edge), width) for edge in edges)
    return Character(
        text=span.text,
        box=box,
        confidence=span.confidence,
        candidates=span.candidates,
        crop=as_paper(crop),
        glyph=as_paper(image.image[:, start : max(end, start + 1)]),
    )

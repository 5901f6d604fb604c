"""The way from a picture to a page; loads the networks once and may be shared by threads."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hwocr import image as images
from hwocr.arrays import Grey, Ink, Matrix, Picture
from hwocr.decode.alphabet import characters_of, restrict, without_reject
from hwocr.decode.choose import character_candidates, word_candidates
from hwocr.decode.heights import measure, with_heights
from hwocr.decode.shapes import with_shapes
from hwocr.errors import ModelError
from hwocr.glyph import SIZE, normalise
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word
from hwocr.prepare import Prepared, prepare
from hwocr.prepare.crop import crop_ink
from hwocr.segment import Component, Layout, segment
from hwocr.strokes import render

MODES = ("auto", "separate", "joined")
LEXICONS = ("english", "none")
_NETWORK = "characters"
_LEAST = 0.001
"""Probability below which :meth:`Reader.classify` leaves a candidate out."""


class Reader:
    """Reads pictures of handwriting.

    Args:
        mode: ``"separate"`` cuts words into characters. ``"auto"`` takes for each word the way
            that can be trusted most; separate characters are the only way so far.
        alphabet: ``"all"``, ``"digits"``, ``"letters"``, ``"upper"``, ``"lower"`` or a string of
            characters. No reading leaves it.
        lexicon: ``"english"``, ``"none"`` or a list of words. Kept in the page's settings;
            separate characters are read without it.
        models: folder with ``registry.json``; the one that comes with hwocr if left out.

    Raises:
        hwocr.errors.AlphabetError: the alphabet is empty or has unknown characters.
        hwocr.errors.ModelError: a network is missing, damaged or of an unknown version, or there
            is none for the mode.
        ValueError: the mode or the lexicon is unknown.
    """

    def __init__(
        self,
        mode: str = "auto",
        alphabet: str = "all",
        lexicon: str | Sequence[str] = "english",
        models: str | PathLike[str] | None = None,
    ) -> None:
        _check_settings(mode, alphabet, lexicon)
        self.mode = mode
        self.alphabet = alphabet
        self.lexicon = lexicon
        entries = read_registry(Path(models) if models is not None else None)
        if _NETWORK not in entries:
            raise ModelError(f"the registry lists no network {_NETWORK!r}, only {list(entries)}")
        self._network = Network(entries[_NETWORK])

    def using(
        self,
        mode: str | None = None,
        alphabet: str | None = None,
        lexicon: str | Sequence[str] | None = None,
    ) -> Reader:
        """A reader with other settings that shares this one's networks; costs next to nothing.

        Raises:
            as the constructor does.
        """
        other = copy(self)
        other.mode = self.mode if mode is None else mode
        other.alphabet = self.alphabet if alphabet is None else alphabet
        other.lexicon = self.lexicon if lexicon is None else lexicon
        _check_settings(other.mode, other.alphabet, other.lexicon)
        return other

    def read(self, image: images.Source) -> Page:
        """Read a picture: path, bytes, PIL image or array (H, W[, 3|4]).

        A picture without writing gives a page without lines.

        Raises:
            hwocr.errors.ImageError: it is not a picture that can be read.
        """
        begun = time.perf_counter()
        picture = images.load(image)
        loading = time.perf_counter() - begun
        prepared, layout = self._segment(picture)
        begun = time.perf_counter()
        height, width = picture.shape[:2]
        lines = tuple(
            self._read_line(
                [list(word.components) for word in line.words], prepared, (width, height)
            )
            for line in layout.lines
        )
        reading = Stage(
            "glyphs",
            _glyph_sheet([c.glyph for line in lines for w in line.words for c in w.characters]),
            time.perf_counter() - begun,
            "Each character, scaled and centred the way the network sees it, and then named.",
        )
        stages = (*prepared.stages, *layout.stages, reading)
        first = replace(stages[0], seconds=stages[0].seconds + loading)
        return Page(
            lines=lines,
            width=width,
            height=height,
            stages=(first, *stages[1:]),
            settings=self.settings,
            models=(f"{self._network.entry.name}-{self._network.entry.sha256[:8]}",),
        )

    def read_word(self, image: images.Source) -> Word:
        """Read a picture of which the caller says that it holds one word.

        Returns:
            The word; its text is empty and its confidence 0 where there is no ink.

        Raises:
            hwocr.errors.ImageError: it is not a picture that can be read.
        """
        picture = images.load(image)
        prepared, layout = self._segment(picture)
        parts = [c for line in layout.lines for word in line.words for c in word.components]
        if not parts:
            return Word("", Box(0, 0, picture.shape[1], picture.shape[0]), 0.0)
        parts.sort(key=lambda component: component.box.center[0])
        return self._read_line([parts], prepared, (picture.shape[1], picture.shape[0])).words[0]

    def read_strokes(
        self, strokes: Sequence[ArrayLike], size: tuple[int, int], pen_width: float = 5.0
    ) -> Page:
        """Read a drawing.

        Args:
            strokes: arrays (N, 2) of x and y in canvas pixels, in the order of drawing.
            size: width and height of the canvas in pixels.
            pen_width: in canvas pixels.

        Raises:
            ValueError: size, pen or strokes are malformed.
        """
        ink = render(strokes, size, pen_width)
        grey = np.rint(255 * (1 - ink)).astype(np.uint8)
        return self.read(np.repeat(grey[:, :, None], 3, axis=2))

    def classify(
        self, crops: Iterable[images.Source], alphabet: str | None = None
    ) -> tuple[tuple[Candidate, ...], ...]:
        """Name single characters.

        Args:
            crops: pictures of one character each, any size, dark on light or light on dark.
            alphabet: as for the reader; the reader's own if left out.

        Returns:
            For each crop its candidates, best first; improbable ones are left out.

        Raises:
            hwocr.errors.AlphabetError: the alphabet is empty or has unknown characters.
            hwocr.errors.ImageError: a crop is not a picture.
        """
        alphabet = self.alphabet if alphabet is None else alphabet
        glyphs = [normalise(crop_ink(_grey(crop))) for crop in crops]
        probabilities = without_reject(restrict(self._probabilities(glyphs), alphabet))
        return tuple(character_candidates(row, None, _LEAST) for row in probabilities)

    @property
    def settings(self) -> dict[str, str]:
        """The settings as they are written into each page."""
        lexicon = self.lexicon if isinstance(self.lexicon, str) else "own words"
        return {"mode": self.mode, "alphabet": self.alphabet, "lexicon": lexicon}

    def _segment(self, picture: Picture) -> tuple[Prepared, Layout]:
        prepared = prepare(picture)
        return prepared, segment(prepared)

    def _probabilities(self, glyphs: Sequence[Ink]) -> NDArray[np.float32]:
        samples = np.zeros((len(glyphs), SIZE, SIZE, 1), np.float32)
        for sample, glyph in zip(samples, glyphs, strict=True):
            sample[:, :, 0] = glyph
        return self._network.probabilities(samples)

    def _read_line(
        self, words: list[list[Component]], prepared: Prepared, bounds: tuple[int, int]
    ) -> Line:
        parts = [component for word in words for component in word]
        glyphs = [normalise(component.ink) for component in parts]
        probabilities = restrict(self._probabilities(glyphs), self.alphabet)
        boxes = [component.box for component in parts]
        rule = measure(boxes, probabilities)
        if rule is not None:
            probabilities = restrict(with_heights(boxes, probabilities, rule), self.alphabet)
        result: list[Word] = []
        first = 0
        for word in words:
            last = first + len(word)
            known = restrict(with_shapes(probabilities[first:last]), self.alphabet)
            result.append(_word(word, glyphs[first:last], known, prepared.matrix, bounds))
            first = last
        return Line(tuple(result), Box.around(word.box for word in result))


def _check_settings(mode: str, alphabet: str, lexicon: str | Sequence[str]) -> None:
    """Refuse what :class:`Reader` cannot work with, by the errors that it lists."""
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    if isinstance(lexicon, str) and lexicon not in LEXICONS:
        raise ValueError(
            f"lexicon is one of {', '.join(LEXICONS)} or a list of words, not {lexicon!r}"
        )
    if mode == "joined":
        raise ModelError("there is no network for joined writing yet; use mode 'separate'")
    characters_of(alphabet)


def _word(
    parts: list[Component],
    glyphs: list[Ink],
    probabilities: NDArray[np.float32],
    matrix: Matrix,
    bounds: tuple[int, int],
) -> Word:
    characters = []
    for part, glyph, row in zip(parts, glyphs, probabilities, strict=True):
        candidates = character_candidates(row)
        characters.append(
            Character(
                text=candidates[0].text,
                box=part.box.mapped(matrix, bounds),
                confidence=candidates[0].probability,
                candidates=candidates,
                crop=_as_paper(part.ink),
                glyph=_as_paper(glyph),
            )
        )
    readings = word_candidates([c.candidates for c in characters])
    return Word(
        text=readings[0].text,
        box=Box.around(c.box for c in characters),
        confidence=readings[0].probability,
        candidates=readings,
        characters=tuple(characters),
    )


def _grey(crop: images.Source) -> Grey:
    if isinstance(crop, np.ndarray) and crop.ndim == 2 and crop.dtype == np.uint8 and crop.size:
        return crop
    return images.grey(images.load(crop))


def _as_paper(ink: Ink) -> Grey:
    """Ink as a dark-on-white picture."""
    return np.asarray(np.rint(255 * (1 - np.clip(ink, 0, 1))), np.uint8)


def _glyph_sheet(glyphs: Sequence[Grey | None], columns: int = 16) -> Picture:
    """All glyphs side by side in reading order, uint8 RGB; at least one empty cell."""
    cell = SIZE + 4
    shown = [glyph for glyph in glyphs if glyph is not None][: columns * 30]
    columns = max(1, min(columns, len(shown)))
    rows = max(1, -(-len(shown) // columns))
    sheet = np.full((rows * cell, columns * cell), 225, np.uint8)
    for i, glyph in enumerate(shown):
        y, x = (i // columns) * cell + 2, (i % columns) * cell + 2
        sheet[y : y + SIZE, x : x + SIZE] = glyph
    return np.repeat(np.repeat(np.repeat(sheet[:, :, None], 3, 2), 2, 0), 2, 1)

"""The way from a picture to a page; loads the networks once and may be shared by threads."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from hwocr import image as images
from hwocr.arrays import Grey, Picture
from hwocr.decode.alphabet import characters_of, restrict, without_reject
from hwocr.decode.choose import character_candidates
from hwocr.decode.language import Language, check_words, language_of
from hwocr.decode.views import Views
from hwocr.decode.wordlist import letters_of
from hwocr.drawing import Drawing
from hwocr.drawing.files import drawing_in
from hwocr.errors import ModelError
from hwocr.explain import Explanation, explain
from hwocr.glyph import normalise
from hwocr.networks.classes import ACCENTED, CHARACTERS, WORD_CHARACTERS
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Line, Page, Word
from hwocr.personal import Personal
from hwocr.prepare import STEPS, Prepared, prepare
from hwocr.prepare.crop import crop_ink
from hwocr.prepare.quarters import is_level, quarter_turns
from hwocr.reading.drawn import with_strokes
from hwocr.reading.joined import Sight, as_one, in_parts, see_lines
from hwocr.reading.readings import Readings
from hwocr.reading.regions import Source, longest, shaded, trimmed, with_crossed
from hwocr.reading.separate import SeparateWord, probabilities, read_line
from hwocr.reading.strays import scratches, without_strays
from hwocr.reading.trust import Seen, pair_up, read_words, sure_letters, trust
from hwocr.segment import Component, Layout, LineRegion, segment
from hwocr.strokes import render

MODES = ("auto", "separate", "joined")
_LEAST = 0.001
"""Probability below which :meth:`Reader.classify` leaves a candidate out."""
_NOT_DRAWN = frozenset({"paper", "rules"})
"""Steps of preparation that a drawing does not need."""
_WIDEST = 1.7
"""Pieces of ink so many times as wide as high are read as a whole only, if that is done."""
_DOUBTFUL = 0.5
"""A page that is read with less trust may lie on its side…"""
_NOT_LEVEL = 0.7
"""…or with less than this, where its ink does not lie in rows;…"""
_TELLING = 4
"""…fewer letters do not tell, an N is a Z on its side…"""
_CLEARLY, _BELIEVED = 0.2, 0.4
"""…and is turned if that is read with so much more, and with this much, or with more at all…"""
_MORE = 2.0
"""…and so many times the letters: lines on their side are read as a few large words;"""
_SETTLED = 0.6
"""with so much trust, which the latter needs, nothing else is tried."""


class Reader:
    """Reads pictures of handwriting.

    Args:
        mode: ``"separate"`` cuts words into characters and names each, ``"joined"`` reads words as
            a whole, ``"auto"`` takes for each word the reading that can be trusted more.
        alphabet: ``"all"``, ``"digits"``, ``"letters"``, ``"upper"``, ``"lower"`` or a string of
            characters. No reading leaves it. With ``"all"`` come the accented letters of the
            lexicon's language and of the words.
        lexicon: ``"english"``, ``"french"``, ``"german"``, ``"spanish"``, ``"italian"``,
            ``"dutch"``, ``"none"`` or a list of words: what is expected, but not insisted on.
        models: folder with ``registry.json``; the one that comes with hwocr if left out.
        without: steps of preparation to leave out: ``"paper"`` (find the sheet and straighten it),
            ``"light"`` (take off shadows), ``"rules"`` (take out printed lines), ``"skew"`` (turn
            the page upright).
        words: names and terms to expect beside the lexicon.
        personal: what the character network was taught of one hand.

    Raises:
        hwocr.errors.AlphabetError: the alphabet is empty or has unknown characters.
        hwocr.errors.ModelError: a network is missing, damaged or of an unknown version, or there
            is none for the mode.
        hwocr.errors.PersonalError: the personal model was taught from another network.
        ValueError: the mode, the lexicon or a step is unknown.
    """

    def __init__(
        self,
        mode: str = "auto",
        alphabet: str = "all",
        lexicon: str | Sequence[str] = "english",
        models: str | PathLike[str] | None = None,
        without: Collection[str] = (),
        words: Sequence[str] = (),
        personal: Personal | None = None,
    ) -> None:
        _check_settings(mode, alphabet, lexicon, without, words)
        self.mode = mode
        self.alphabet = alphabet
        self.lexicon = lexicon
        self.without = frozenset(without)
        self.words = tuple(words)
        self._loaded: list[Language | None] = []
        entries = read_registry(Path(models) if models is not None else None)
        if "characters" not in entries:
            raise ModelError(f"the registry lists no network 'characters', only {list(entries)}")
        self._base = entries["characters"]
        self._characters = personal.network(self._base) if personal else Network(self._base)
        self._words = Network(entries["words"]) if "words" in entries else None
        self._check_mode()

    def using(
        self,
        mode: str | None = None,
        alphabet: str | None = None,
        lexicon: str | Sequence[str] | None = None,
        without: Collection[str] | None = None,
        words: Sequence[str] | None = None,
        personal: Personal | None = None,
    ) -> Reader:
        """A reader with other settings that shares this one's networks; costs next to nothing.

        What is left out stays as it is. A personal model costs some megabytes and a tenth of a
        second.

        Raises:
            as the constructor does.
        """
        other = copy(self)
        other.mode = self.mode if mode is None else mode
        other.alphabet = self.alphabet if alphabet is None else alphabet
        other.lexicon = self.lexicon if lexicon is None else lexicon
        terms = self.words if words is None else words
        if lexicon is not None or words is not None:
            other._loaded = []
        given = self.without if without is None else without
        _check_settings(other.mode, other.alphabet, other.lexicon, given, terms)
        other.words = tuple(terms)
        other.without = frozenset(given)
        other._check_mode()
        if personal is not None:
            other._characters = personal.network(self._base)
        return other

    def read(self, image: images.Source) -> Page:
        """Read a picture: path, bytes, PIL image or array (H, W[, 3|4]); or a saved drawing.

        A picture without writing gives a page without lines.

        Raises:
            hwocr.errors.ImageError: it is not a picture that can be read.
            hwocr.errors.DrawingError: it is a damaged drawing, or none of ours.
        """
        drawing = drawing_in(image)
        if drawing is not None:
            return self.read_drawing(drawing)
        begun = time.perf_counter()
        picture = images.load(image)
        loading = time.perf_counter() - begun
        page = self._page(picture, self.without, "skew" not in self.without)
        first = replace(page.stages[0], seconds=page.stages[0].seconds + loading)
        return replace(page, stages=(first, *page.stages[1:]))

    def _page(
        self,
        picture: Picture,
        without: Collection[str],
        any_side_up: bool,
        strokes: Sequence[ArrayLike] = (),
    ) -> Page:
        """Read a picture without some steps; with ``any_side_up`` it may lie on its side."""
        prepared, layout = self._segment(picture, without)
        if strokes:
            drawn = with_strokes(layout.lines, strokes, prepared.matrix)
            layout = replace(layout, lines=drawn)
        readings = self._read_lines(layout.lines, prepared)
        if not strokes:
            readings = replace(readings, lines=without_strays(readings.lines, prepared.ink))
        letters = sum(len(word.text) for line in readings.lines for word in line)
        if any_side_up and letters >= _TELLING and _is_doubtful(readings, prepared):
            prepared, layout, readings = self._best_turn(prepared, layout, readings)
        source = Source(prepared.matrix, (picture.shape[1], picture.shape[0]))
        lines = []
        left_out = scratches(readings.lines)
        for region, words, scratch in zip(layout.lines, readings.lines, left_out, strict=True):
            if words and not scratch:
                found = tuple(map(source.word, words))
                lines.append(Line(found, Box.around(word.box for word in found), region.block))
        return Page(
            lines=tuple(lines),
            width=picture.shape[1],
            height=picture.shape[0],
            stages=(*prepared.stages, *layout.stages, *readings.stages(source)),
            settings=self.settings,
            models=tuple(f"{n.entry.name}-{n.entry.sha256[:8]}" for n in self._used),
        )

    def read_word(self, image: images.Source) -> Word:
        """Read a picture of which the caller says that it holds one word.

        Returns:
            The word; its text is empty and its confidence 0 where there is no ink.

        Raises:
            hwocr.errors.ImageError: it is not a picture that can be read.
        """
        picture = images.load(image)
        source_size = (picture.shape[1], picture.shape[0])
        nothing = Word("", Box(0, 0, *source_size), 0.0)
        # The word network has learnt to read over rules; what is taken out may be a full stop.
        prepared = prepare(picture, self.without | {"rules"})
        letters, sights = self._look_at_word(prepared)
        if len(sights) < 2:
            options = [Seen(letters, *sights)] if letters or sights else []
            words = [option.read(self._language()).word for option in options]
        else:
            parts_read = [Seen(None, sight).read(self._language()).word for sight in sights]
            words = [as_one(parts_read)]
            if letters:
                words.append(Seen(letters).read(self._language()).word)
        word = max(words, key=lambda word: word.confidence, default=None)
        return Source(prepared.matrix, source_size).word(word) if word else nothing

    def views(self, image: images.Source, strokes: Sequence[ArrayLike] = ()) -> Views | None:
        """What the ink of one word says, before it is decided what is written: for fitting.

        Args:
            image: a picture of the word.
            strokes: that it was drawn with, if known, as :meth:`read_strokes` takes them.

        Returns:
            ``None`` where there is no ink, or where there are several words.
        """
        without = _NOT_DRAWN if strokes else {"rules"}
        prepared = prepare(images.load(image), self.without | without)
        letters, sights = self._look_at_word(prepared, strokes)
        return Seen(letters, *sights).views if len(sights) < 2 and (letters or sights) else None

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
        picture = np.repeat(grey[:, :, None], 3, axis=2)
        return self._page(picture, self.without | _NOT_DRAWN, any_side_up=False, strokes=strokes)

    def read_drawing(self, drawing: Drawing) -> Page:
        """Read a drawing; its units are the pixels of the page."""
        return self.read_strokes(drawing.arrays, drawing.size, drawing.pen_width)

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
        known = restrict(probabilities(self._characters, glyphs), alphabet)
        return tuple(character_candidates(row, None, _LEAST) for row in without_reject(known))

    def explain(self, word: Word, index: int, rival: str = "") -> Explanation | None:
        """Why a character of a word was read as it was, and not as ``rival``.

        See :func:`hwocr.explain.explain`.
        """
        return explain(word, index, self._characters, self._words, self._letters, rival)

    @property
    def settings(self) -> dict[str, str]:
        """The settings as they are written into each page."""
        lexicon = self.lexicon if isinstance(self.lexicon, str) else "own words"
        left_out = ", ".join(step for step in STEPS if step in self.without)
        return {
            "mode": self.mode,
            "alphabet": self.alphabet,
            "lexicon": lexicon,
            "words": str(len(self.words)),
            "without": left_out,
        }

    def _check_mode(self) -> None:
        if self.mode == "joined" and self._words is None:
            raise ModelError("the registry lists no network 'words'; use mode 'separate'")

    def _look_at_word(
        self, prepared: Prepared, strokes: Sequence[ArrayLike] = ()
    ) -> tuple[SeparateWord | None, list[Sight]]:
        """A picture of one word, looked at both ways if the mode wants both."""
        by_letters, as_whole = self._ways
        separate: list[SeparateWord] = []
        sights: list[Sight] = []
        if by_letters:
            lines = with_strokes(segment(prepared).lines, strokes, prepared.matrix)
            regions = [word for line in lines for word in line.words]
            parts = [component for region in regions for component in region.components]
            parts.sort(key=lambda component: component.box.center[0])
            separate = self._read_letters([parts]) if parts else []
        if as_whole and prepared.ink.any():
            height, width = prepared.ink.shape
            whole = trimmed(Component(Box(0, 0, width, height), prepared.ink))
            sights = self._see([whole], [()], prepared)[0]
        return separate[0] if separate else None, sights

    def _segment(self, picture: Picture, without: Collection[str]) -> tuple[Prepared, Layout]:
        prepared = prepare(picture, without)
        return prepared, segment(prepared)

    @property
    def _ways(self) -> tuple[bool, bool]:
        """Whether words are read letter by letter, and whether as a whole."""
        letters = any(c in CHARACTERS for c in characters_of(self.alphabet, WORD_CHARACTERS))
        joined = self._words is not None and self.mode != "separate"
        return (self.mode != "joined" and letters) or not joined, joined

    @property
    def _used(self) -> list[Network]:
        """The networks that this mode needs."""
        networks = zip((self._characters, self._words), self._ways, strict=True)
        return [network for network, used in networks if used and network is not None]

    def _read_lines(self, regions: Sequence[LineRegion], prepared: Prepared) -> Readings:
        """Read each line by itself."""
        characters, traces = None, None
        by_letters, as_whole = self._ways
        kept = [line.kept for line in regions]
        written = [line for line in kept if line.words]
        separate: list[list[SeparateWord]] = [[] for _ in written]
        sights: list[list[Sight]] = [[] for _ in written]
        times = [time.perf_counter()]
        if by_letters:
            for found, line in zip(separate, written, strict=True):
                found += self._read_letters([word.components for word in line.words])
            characters = [c for line in separate for item in line for c in item.word.characters]
        times.append(time.perf_counter())
        if as_whole:
            pieces = [line.whole for line in written]
            sights = self._see(pieces, [line.course for line in written], prepared)
        language = self._language()
        read = [read_words(pair_up(*both), language) for both in zip(separate, sights, strict=True)]
        if as_whole:
            traces = [item.trace for line in read for item in line if item.trace]
        times.append(time.perf_counter())
        merged = iter([[part for item in line for part in in_parts(item.word)] for line in read])
        lines = [
            with_crossed(next(merged) if some.words else [], line)
            for line, some in zip(regions, kept, strict=True)
        ]
        return Readings(lines, characters, traces, (times[1] - times[0], times[2] - times[1]))

    def _best_turn(
        self, prepared: Prepared, layout: Layout, readings: Readings
    ) -> tuple[Prepared, Layout, Readings]:
        """The page as it was read, or turned by a quarter if that is read with far more trust."""
        sample = [readings.lines[index] for index in longest(layout.lines)]
        own = trust(sample)
        best, best_trust = None, max(own + _CLEARLY, _BELIEVED)
        many = _MORE * sure_letters(sample)
        for degrees in quarter_turns(prepared.ink):
            turned = prepared.straightened(degrees)
            found = segment(turned)
            some = [found.lines[index] for index in longest(found.lines)]
            read = self._read_lines(some, turned).lines
            of_turn = trust(read)
            is_more = of_turn > max(own, _SETTLED) and sure_letters(read) > many
            if of_turn > best_trust or (best is None and is_more):
                best, best_trust = (turned, found), of_turn
            if best is not None and best_trust > _SETTLED:
                break
        if best is None:
            return prepared, layout, readings
        prepared, layout = best
        readings = self._read_lines(layout.lines, prepared)
        lines = without_strays(readings.lines, prepared.ink)
        return prepared, layout, replace(readings, lines=lines)

    @property
    def _letters(self) -> str:
        """The alphabet, with the accented letters that come with the lexicon and the words."""
        if self.alphabet != "all":
            return self.alphabet
        accented = letters_of(self.lexicon) + "".join(self.words)
        return characters_of("all", WORD_CHARACTERS) + "".join(c for c in accented if c in ACCENTED)

    def _language(self) -> Language | None:
        """What is expected, loaded when the first word is read."""
        if not self._loaded:
            self._loaded = [language_of(self.lexicon, self.words)]
        return self._loaded[0]

    def _read_letters(self, words: Sequence[Sequence[Component]]) -> list[SeparateWord]:
        widest = _WIDEST if self._ways[1] else math.inf
        return read_line(self._characters, words, self._letters, widest)

    def _see(
        self,
        lines: Sequence[Component],
        courses: Sequence[Sequence[tuple[float, float]]],
        prepared: Prepared,
    ) -> list[list[Sight]]:
        assert self._words is not None
        shades = [shaded(line, prepared.shades) for line in lines]
        return see_lines(self._words, lines, shades, courses, self._letters)


def _is_doubtful(readings: Readings, prepared: Prepared) -> bool:
    """Whether the page may lie on its side."""
    sure = trust(readings.lines)
    return sure < _DOUBTFUL or (sure < _NOT_LEVEL and not is_level(prepared.ink))


def _check_settings(
    mode: str,
    alphabet: str,
    lexicon: str | Sequence[str],
    without: Collection[str],
    words: Sequence[str],
) -> None:
    """Refuse what :class:`Reader` cannot work with, by the errors that it lists."""
    if isinstance(without, str) or not set(without) <= set(STEPS):
        raise ValueError(f"without is a list of steps, of {', '.join(STEPS)}, not {without!r}")
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    check_words(lexicon, words)
    characters_of(alphabet, CHARACTERS if mode == "separate" else WORD_CHARACTERS)


def _grey(crop: images.Source) -> Grey:
    if isinstance(crop, np.ndarray) and crop.ndim == 2 and crop.dtype == np.uint8 and crop.size:
        return crop
    return images.grey(images.load(crop))

"""The result of reading: page → lines → words → characters, and the stages that led there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from hwocr.arrays import Matrix, Picture

UNSURE = 0.5
"""Characters whose confidence lies below this are marked as unsure…"""
UNSURE_WORD = 0.9
"""…and words: of the others, hardly one in fifty is wrong."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in source-image pixels; ``x``, ``y`` is its top left corner."""

    x: int
    y: int
    width: int
    height: int

    def to_list(self) -> list[int]:
        """``[x, y, width, height]``, as JSON has it."""
        return [self.x, self.y, self.width, self.height]

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def area(self) -> int:
        return self.width * self.height

    def intersection(self, other: Box) -> int:
        """Area in square pixels that both boxes cover."""
        width = min(self.right, other.right) - max(self.x, other.x)
        height = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0, width) * max(0, height)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 (apart) to 1 (equal)."""
        shared = self.intersection(other)
        whole = self.area + other.area - shared
        return shared / whole if whole else 0.0

    def mapped(self, matrix: Matrix, bounds: tuple[int, int]) -> Box:
        """The upright box around this one's corners after ``matrix``, cut to ``bounds``.

        ``bounds`` is the (width, height) of the picture that the matrix leads to.
        """
        # By hand: for four points that is several times as fast as arrays.
        (a, b, c), (d, e, f), (g, h, i) = matrix.tolist()
        corners = [(x, y) for x in (self.x, self.right) for y in (self.y, self.bottom)]
        depths = [g * x + h * y + i for x, y in corners]
        xs = [(a * x + b * y + c) / w for (x, y), w in zip(corners, depths, strict=True)]
        ys = [(d * x + e * y + f) / w for (x, y), w in zip(corners, depths, strict=True)]
        # A hair of tolerance keeps rounding noise from growing a box by a pixel.
        left, top = max(0, math.floor(min(xs) + 1e-6)), max(0, math.floor(min(ys) + 1e-6))
        right = min(bounds[0], math.ceil(max(xs) - 1e-6))
        bottom = min(bounds[1], math.ceil(max(ys) - 1e-6))
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all ``boxes``.

        Raises:
            ValueError: there are no boxes.
        """
        all_boxes = list(boxes)
        if not all_boxes:
            raise ValueError("no boxes to put a box around")
        if len(all_boxes) == 1:
            return all_boxes[0]
        x, y = min(b.x for b in all_boxes), min(b.y for b in all_boxes)
        right, bottom = max(b.right for b in all_boxes), max(b.bottom for b in all_boxes)
        return Box(x, y, right - x, bottom - y)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible reading and the calibrated probability that it is the right one."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Character:
    """One character: ``candidates`` are sorted, the best first.

    ``crop`` is the ink of the character as it was cut out and ``glyph`` the
    normalised picture that the network saw, both uint8 (H, W) with dark ink on
    white; they are ``None`` after :meth:`Page.from_dict`. Of a character that a
    person ``corrected`` or confirmed, ``text`` and ``confidence`` are that person's.
    """

    text: str
    box: Box
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    crop: np.ndarray[Any, np.dtype[np.uint8]] | None = field(
        default=None, compare=False, repr=False
    )
    glyph: np.ndarray[Any, np.dtype[np.uint8]] | None = field(
        default=None, compare=False, repr=False
    )
    corrected: bool = False

    @property
    def unsure(self) -> bool:
        return self.confidence < UNSURE

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "box": self.box.to_list(),
            "confidence": round(self.confidence, 6),
            "unsure": self.unsure,
            "candidates": _candidates_to_list(self.candidates),
            "corrected": self.corrected,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Character:
        return cls(
            text=data["text"],
            box=Box(*data["box"]),
            confidence=data["confidence"],
            candidates=_candidates_from_list(data["candidates"]),
            corrected=data.get("corrected", False),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Characters in reading order and the readings of the word as a whole.

    ``mode`` tells how it was read: ``"separate"``, letter by letter, or ``"joined"``, as a whole.
    ``raw`` is what the ink alone says, without lexicon and language; empty where that is not known.
    A word that its writer crossed out is not read: its text is empty and it has no characters.
    In a word that a person ``corrected``, ``text``, ``confidence`` and ``characters`` are that
    person's, the rest is as it was read.
    """

    text: str
    box: Box
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    characters: tuple[Character, ...] = ()
    mode: str = "separate"
    crossed_out: bool = False
    raw: str = ""
    corrected: bool = False

    @property
    def unsure(self) -> bool:
        return self.confidence < UNSURE_WORD and not self.crossed_out

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "box": self.box.to_list(),
            "confidence": round(self.confidence, 6),
            "unsure": self.unsure,
            "candidates": _candidates_to_list(self.candidates),
            "characters": [c.to_dict() for c in self.characters],
            "mode": self.mode,
            "crossed_out": self.crossed_out,
            "raw": self.raw,
            "corrected": self.corrected,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Word:
        return cls(
            text=data["text"],
            box=Box(*data["box"]),
            confidence=data["confidence"],
            candidates=_candidates_from_list(data["candidates"]),
            characters=tuple(Character.from_dict(c) for c in data["characters"]),
            mode=data.get("mode", "separate"),
            crossed_out=data.get("crossed_out", False),
            raw=data.get("raw", ""),
            corrected=data.get("corrected", False),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """Words in reading order; ``block`` is the column or paragraph, counted from 0."""

    words: tuple[Word, ...]
    box: Box
    block: int = 0

    @property
    def text(self) -> str:
        """The words, joined by spaces, without those that are crossed out."""
        return self.marked("")

    def marked(self, mark: str = "(?)") -> str:
        """The text, with ``mark`` after each word that is unsure."""
        kept = (word for word in self.words if not word.crossed_out)
        return " ".join(word.text + (mark if word.unsure else "") for word in kept)

    def to_dict(self) -> dict[str, Any]:
        return {
            "box": self.box.to_list(),
            "block": self.block,
            "words": [w.to_dict() for w in self.words],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Line:
        return cls(
            words=tuple(Word.from_dict(w) for w in data["words"]),
            box=Box(*data["box"]),
            block=data.get("block", 0),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One step of the way and its picture.

    Attributes:
        name: short and stable, for example ``"edges"``.
        picture: the step's picture, or what draws it, or ``None`` after :meth:`Page.from_dict`.
        seconds: how long the step took, without its picture if that is drawn on demand.
        description: one plain sentence on what the step did.
        matrix: 3×3, from this picture's pixels to source pixels; of no meaning where the picture
            is a sheet of cut-outs.
        facts: what the description tells beside the usual, for those who say it otherwise: numbers,
            and under ``"outcome"`` which way the step took where it can take several.
        cutouts: of a sheet of cut-outs, what it shows and where: the box of each character in
            source pixels and its box in this picture's pixels. ``None`` where the picture shows
            the source as a whole, and after :meth:`Page.from_dict`.
    """

    name: str
    picture: Picture | Callable[[], Picture] | None = field(repr=False)
    seconds: float
    description: str = ""
    matrix: Matrix = field(default_factory=lambda: np.eye(3), repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    cutouts: Sequence[tuple[Box, Box]] | None = field(default=None, repr=False)

    @property
    def image(self) -> Picture | None:
        """The picture, uint8 RGB (H, W, 3), if there is one.

        Most are drawn each time that they are asked for, so that nobody else waits for them and
        none is kept.
        """
        return self.picture() if callable(self.picture) else self.picture

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "seconds": round(self.seconds, 6),
            "description": self.description,
            "matrix": self.matrix.tolist(),
            "facts": dict(self.facts),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Stage:
        return cls(
            name=data["name"],
            picture=None,
            seconds=data["seconds"],
            description=data["description"],
            matrix=np.array(data["matrix"], dtype=np.float64),
            facts=data.get("facts", {}),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one picture, in reading order.

    ``width`` and ``height`` are those of the source picture in pixels (after its
    EXIF turn); every box lies within them. ``settings`` are those of the reader,
    ``models`` the names of the networks that were used.
    """

    lines: tuple[Line, ...]
    width: int
    height: int
    stages: tuple[Stage, ...] = field(default=(), compare=False, repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    models: tuple[str, ...] = ()

    FORMAT = 1

    @property
    def text(self) -> str:
        """All lines that say something, joined by line breaks; empty where nothing was found."""
        return self.marked("")

    def marked(self, mark: str = "(?)") -> str:
        """The text, with ``mark`` after each word that is unsure."""
        return "\n".join(line.marked(mark) for line in self.lines if line.text)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def characters(self) -> tuple[Character, ...]:
        return tuple(character for word in self.words for character in word.characters)

    @property
    def seconds(self) -> float:
        """How long all stages took together."""
        return sum(stage.seconds for stage in self.stages)

    def stage(self, name: str) -> Stage:
        """The stage called ``name``.

        Raises:
            KeyError: there is no such stage.
        """
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise KeyError(f"no stage {name!r}; there are {[s.name for s in self.stages]}")

    def without_pictures(self) -> Page:
        """The same page without its stages' pictures, small enough to keep many."""
        return replace(self, stages=tuple(replace(s, picture=None) for s in self.stages))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; pictures are left out."""
        return {
            "format": self.FORMAT,
            "text": self.text,
            "width": self.width,
            "height": self.height,
            "lines": [line.to_dict() for line in self.lines],
            "stages": [stage.to_dict() for stage in self.stages],
            "settings": dict(self.settings),
            "models": list(self.models),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """The page that :meth:`to_dict` wrote, without pictures.

        Raises:
            ValueError: the format is unknown.
        """
        if data.get("format") != cls.FORMAT:
            raise ValueError(
                f"page format {data.get('format')!r} is unknown; this version reads {cls.FORMAT}"
            )
        return cls(
            lines=tuple(Line.from_dict(line) for line in data["lines"]),
            width=data["width"],
            height=data["height"],
            stages=tuple(Stage.from_dict(stage) for stage in data["stages"]),
            settings=dict(data["settings"]),
            models=tuple(data["models"]),
        )


def _candidates_to_list(candidates: Sequence[Candidate]) -> list[list[Any]]:
    return [[c.text, round(c.probability, 6)] for c in candidates]


def _candidates_from_list(data: Sequence[Sequence[Any]]) -> tuple[Candidate, ...]:
    return tuple(Candidate(text, probability) for text, probability in data)

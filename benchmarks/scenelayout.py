"""How a hand fills a sheet: lines, columns, sizes, forms; all in pixels of the flat sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import cv2
import numpy as np

from benchmarks.handwriting import crop_hands, stroke_hands
from benchmarks.scenelines import Written, sample_habits, write_line
from hwocr.arrays import Ink

Generator = np.random.Generator

_FEWEST_IN_COLUMNS = 4
"""Fewer lines side by side may as well be read across."""


@dataclass(frozen=True, eq=False)
class WrittenSheet:
    """All that is on a sheet but its printed ruling.

    Attributes:
        size: width and height.
        text_area: left, top, right and bottom of the writing.
        boxes: printed boxes of a form; underlines: printed lines of a form.
        rule_pitch, first_rule: distance of the ruling's lines, and where the first one lies.
        margin_line: x of a margin line; 0 for none.
        kinds: of "columns", "sizes", "form boxes", "underlines", "few", "copiste".
    """

    size: tuple[float, float]
    words: tuple[Written, ...] = field(repr=False)
    text_area: tuple[float, float, float, float]
    boxes: tuple[tuple[float, float, float, float], ...]
    underlines: tuple[tuple[float, float, float], ...]
    rule_pitch: float
    first_rule: float
    margin_line: float
    x_height: float
    writer: str
    kinds: frozenset[str]

    @property
    def text(self) -> str:
        lines = groupby(self.words, key=lambda word: word.line)
        return "\n".join(" ".join(word.text for word in line) for _, line in lines)

    def on_paper(self) -> WrittenSheet:
        """Without words that reach beyond the sheet; the same one where none does."""
        kept = tuple(
            word
            for word in self.words
            if (np.add(word.at, word.ink.shape[::-1]) <= np.ceil(self.size)).all()
        )
        if len(kept) == len(self.words) or not kept:
            return self
        return replace(self, words=kept, text_area=_area(kept))

    def drawn(self, size: tuple[int, int], origin: tuple[int, int]) -> tuple[Ink, Ink | None]:
        """Ink and a form's print, coverage (H, W), with the sheet's corner at ``origin``."""
        width, height = size
        ink = np.zeros((height, width), np.float32)
        for word in self.words:
            x, y = word.at[0] + origin[0], word.at[1] + origin[1]
            part = ink[y : y + word.ink.shape[0], x : x + word.ink.shape[1]]
            np.maximum(part, word.ink, out=part)
        if not self.boxes and not self.underlines:
            return ink, None
        form = np.zeros((height, width), np.uint8)
        thick = max(1, round(0.07 * self.x_height))
        offset = np.array(origin, np.float64)
        for left, top, right, bottom in self.boxes:
            ends = [np.round(8 * (np.array(p) + offset)) for p in ((left, top), (right, bottom))]
            low, high = (tuple(end.astype(int).tolist()) for end in ends)
            cv2.rectangle(form, low, high, 255, thick, cv2.LINE_AA, 3)
        for start, end, height_ in self.underlines:
            places = (start, height_), (end, height_)
            ends = [np.round(8 * (np.array(p) + offset)) for p in places]
            low, high = (tuple(end.astype(int).tolist()) for end in ends)
            cv2.line(form, low, high, 255, thick, cv2.LINE_AA, 3)
        return ink, form.astype(np.float32) * np.float32(0.85 / 255)


def lay_out(
    ruling: str,
    board: bool,
    pixels: float,
    x_heights: tuple[float, float],
    rng: Generator,
) -> WrittenSheet:
    """Fill a sheet with 1 to 12 lines.

    Args:
        ruling: of the paper; writing stands on its lines.
        board: whether it is a board: large, with few lines.
        pixels: how many the sheet has, about.
        x_heights: the smallest and largest in pixels.
        rng: where chance comes from.

    Raises:
        DataError: there is no data folder.
    """
    hands = crop_hands() if rng.random() < 0.3 else stroke_hands()
    hand = hands[rng.integers(len(hands))]
    habits = sample_habits(ruling, rng)
    columns = 2 if rng.random() < 0.14 and not board else 1
    count = int(rng.integers(3, 13)) if rng.random() < 0.9 else int(rng.integers(1, 3))
    columns = 1 if count < _FEWEST_IN_COLUMNS else columns
    form = str(rng.choice(["", "boxes", "underlines"], p=[0.86, 0.07, 0.07]))
    form = form if ruling == "none" and not board and columns == 1 else ""
    measure = float(rng.uniform(9, 16) if columns == 2 else rng.uniform(14, 34))
    gutter = float(rng.uniform(3, 6))
    margins = rng.uniform(1.5, 6, 4)  # left, top, right, bottom
    width = margins[0] + columns * measure + (columns - 1) * gutter + margins[2]
    height = margins[1] + (count + 1) * habits.pitch + margins[3]
    # Sheets have the shape of A4 or a card, boards are broad; the rest stays empty below.
    shape = float(rng.choice([1.414, 1.294, 0.707, 1.0])) if not board else rng.uniform(0.5, 0.8)
    if rng.random() < 0.8:
        height = max(height, width * shape)
        width = max(width, height / shape)
    x_height = float(np.clip(np.sqrt(pixels / (width * height)), *x_heights))
    x_height = min(x_height, hand.largest)
    size = width * x_height, height * x_height

    words: list[Written] = []
    first = margins[1] + habits.pitch
    heading = bool(rng.random() < 0.22 and ruling == "none")
    sizes = [1.0] * count
    if heading:
        sizes[0] = float(rng.uniform(1.5, 2.4))
    baselines: list[float] = []
    line = 0
    for column in range(columns):
        left = margins[0] + column * (measure + gutter)
        baseline = first
        for row in range(count):
            larger = sizes[row] if column == 0 else 1.0
            drift = 0.0 if ruling != "none" else rng.normal(0, 0.12)
            baseline += (larger - 1) * 0.8 + drift
            at = np.array([left + habits.indent * rng.random(), baseline])
            placed = write_line(hand, habits, at, measure, x_height, larger, line, rng)
            if placed:
                words += placed
                line += 1
            baselines.append(baseline * x_height)
            skip = ruling == "none" and rng.random() < 0.08
            baseline += habits.pitch * (1.8 if skip else 1.0) + (larger - 1) * 0.9
            if baseline > height - margins[3] * 0.5:
                break
    if not words:  # a hand whose samples are all implausible at this size
        return lay_out(ruling, board, pixels, x_heights, rng)
    area = _area(words)
    kinds = {"columns"} if columns == 2 and max(w.line for w in words) >= count else set()
    kinds |= {"sizes"} if heading else set()
    kinds |= {form} - {""} | ({"few"} if count < 3 else set())
    kinds |= {"copiste"} if hand in crop_hands() else set()
    rule = habits.pitch * x_height / (2 if ruling in {"squared", "dotted"} else 1)
    return WrittenSheet(
        size=size,
        words=tuple(words),
        text_area=area,
        boxes=_boxes(baselines, area, x_height) if form == "boxes" else (),
        underlines=_underlines(baselines, area, x_height) if form == "underlines" else (),
        rule_pitch=rule,
        first_rule=float(first * x_height + rng.uniform(0, 0.25) * x_height),
        margin_line=float((margins[0] - 0.7) * x_height)
        if ruling in {"ruled", "squared"} and rng.random() < 0.4
        else 0.0,
        x_height=x_height,
        writer=hand.writer,
        kinds=frozenset(kinds),
    )


def _area(words: Sequence[Written]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the words' ink."""
    hulls = np.concatenate([word.hull for word in words])
    left, top, right, bottom = map(float, (*hulls.min(axis=0), *hulls.max(axis=0)))
    return left, top, right, bottom


def _boxes(
    baselines: list[float], area: tuple[float, ...], x_height: float
) -> tuple[tuple[float, float, float, float], ...]:
    """A printed box round every line."""
    left, right = area[0] - 0.8 * x_height, area[2] + 0.8 * x_height
    return tuple((left, y - 1.85 * x_height, right, y + 0.75 * x_height) for y in baselines)


def _underlines(
    baselines: list[float], area: tuple[float, ...], x_height: float
) -> tuple[tuple[float, float, float], ...]:
    """A printed line below every line."""
    left, right = area[0] - 0.5 * x_height, area[2] + 0.5 * x_height
    return tuple((left, right, y + 0.15 * x_height) for y in baselines)

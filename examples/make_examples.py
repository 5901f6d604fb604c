"""Make the pictures in this folder, from fonts drawn like handwriting and from pen strokes.

Run ``python examples/make_examples.py``; the same pictures come out each time.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from hwocr.strokes import render

FOLDER = Path(__file__).parent
_SPACING = 0.09
"""Extra room after each letter, as a part of the font's size: letters must stand apart."""
Float = NDArray[np.float32]

# Letters as pen strokes in a box 1 wide and 1.5 high, y down; an arc is given by its points.
_ANGLES = np.linspace(-np.pi / 2, 1.5 * np.pi, 40)
_RING = np.stack([0.5 + 0.46 * np.cos(_ANGLES), 0.75 + 0.72 * np.sin(_ANGLES)], axis=1)
LETTERS: dict[str, list[list[list[float]]]] = {
    "H": [[[0.05, 0.0], [0.0, 1.5]], [[0.85, 0.02], [0.88, 1.48]], [[0.03, 0.8], [0.86, 0.72]]],
    "E": [
        [[0.08, 0.02], [0.05, 1.5]],
        [[0.08, 0.04], [0.8, 0.0]],
        [[0.06, 0.74], [0.66, 0.7]],
        [[0.05, 1.47], [0.84, 1.42]],
    ],
    "L": [[[0.1, 0.0], [0.06, 1.46], [0.8, 1.42]]],
    "O": [_RING.tolist()],
}


def main() -> None:
    _save("hello.png", drawn_word("HELLO"))
    _save("note.jpg", note(["Back at noon", "with bread"], "PatrickHand"))
    _save("digits.jpg", digits("0271 828 1845"))
    _save("blackboard.jpg", blackboard(["Water boils", "at 100 degrees"]))
    _save("list.jpg", shopping_list(["milk 2", "bread", "tea 40", "plums"]))


def drawn_word(word: str) -> Float:
    """A word of pen strokes on a white canvas, as a mouse draws it."""
    hand = np.random.default_rng(4)
    strokes = []
    for number, letter in enumerate(word):
        corner = np.array([70 + 160 * number, 62]) + hand.uniform(-6, 6, 2)
        scale = 105 * hand.uniform(0.94, 1.06)
        for stroke in LETTERS[letter]:
            points = np.array(stroke) * scale + corner
            strokes.append(points + _wobble(len(points), hand))
    ink = render(strokes, (900, 290), pen_width=7)
    return np.repeat(255 * (1 - ink)[..., None], 3, axis=2).astype(np.float32)


def note(lines: list[str], font: str) -> Float:
    """Blue ink on cream paper, held slightly askew, the photographer's shadow across it."""
    hand = np.random.default_rng(7)
    size = (1200, 800)
    ink = _turned(_text(lines, font, size, 150, (130, 150), 235), 3.0)
    page = _inked(_paper(size, (236, 229, 211), hand), ink, (38, 50, 110))
    x, y = _grid(size)
    shadow = 1 - 0.42 / (1 + np.exp(-(x + 0.35 * y - 0.86) * 16))
    return _photo(page * (shadow * (1.04 - 0.22 * y))[..., None], hand)


def digits(text: str) -> Float:
    """Black felt pen on white paper in warm light from one side."""
    hand = np.random.default_rng(11)
    size = (1200, 420)
    ink = _turned(_text([text], "ArchitectsDaughter", size, 128, (90, 125), 200), -1.2)
    page = _inked(_paper(size, (244, 243, 240), hand), ink, (28, 27, 30))
    x, _ = _grid(size)
    warm = np.array([1.0, 0.97, 0.9], np.float32)
    return _photo(page * warm * (0.72 + 0.3 * x)[..., None], hand)


def blackboard(lines: list[str]) -> Float:
    """Chalk on a board with traces of the sponge."""
    hand = np.random.default_rng(3)
    size = (1200, 620)
    ink = _turned(_text(lines, "ShortStack", size, 100, (110, 120), 190), 0.8)
    # Chalk skips over the grain of the board.
    ink *= np.clip(0.86 + 0.22 * _cloud(size, 2, hand), 0.55, 1)
    board = _paper(size, (47, 66, 58), hand) + 9 * _cloud(size, 160, hand)[..., None]
    return _photo(_inked(board, ink, (232, 233, 226)), hand)


def shopping_list(lines: list[str]) -> Float:
    """Dark green ink in four short lines on a torn-off slip, seen from slightly above."""
    hand = np.random.default_rng(19)
    size = (760, 1000)
    ink = _text(lines, "GochiHand", size, 150, (120, 130), 190)
    page = _inked(_paper(size, (240, 238, 230), hand), ink, (24, 70, 52))
    x, y = _grid(size)
    return _photo(page * (1.02 - 0.2 * (x - 0.3) ** 2 - 0.25 * y**2)[..., None], hand)


def _text(
    lines: list[str], font: str, size: tuple[int, int], height: int, at: tuple[int, int], step: int
) -> Float:
    """Ink, 0 to 1, of lines of text."""
    face = ImageFont.truetype(str(FOLDER / "fonts" / f"{font}.ttf"), height)
    sheet = Image.new("L", size)
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        x = float(at[0])
        for letter in line:
            pen.text((x, at[1] + number * step), letter, fill=255, font=face)
            x += pen.textlength(letter, font=face) + _SPACING * height
    return np.asarray(np.asarray(sheet) / 255, np.float32)


def _turned(ink: Float, degrees: float) -> Float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(ink, turn, (width, height)), np.float32)


def _inked(paper: Float, ink: Float, colour: tuple[int, int, int]) -> Float:
    covered = ink[..., None]
    return np.asarray(paper * (1 - covered) + np.array(colour) * covered, np.float32)


def _paper(size: tuple[int, int], colour: tuple[int, int, int], hand: np.random.Generator) -> Float:
    grain = 2.5 * _cloud(size, 3, hand) + 3 * _cloud(size, 90, hand)
    return np.asarray(np.array(colour) + grain[..., None], np.float32)


def _cloud(size: tuple[int, int], scale: int, hand: np.random.Generator) -> Float:
    """Smooth noise of standard deviation 1; ``scale`` is the size of its spots in pixels."""
    width, height = size
    small = hand.normal(size=(height // scale + 2, width // scale + 2)).astype(np.float32)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC), np.float32)


def _grid(size: tuple[int, int]) -> tuple[Float, Float]:
    """x and y of each pixel, both from 0 to 1."""
    y, x = np.mgrid[0 : 1 : size[1] * 1j, 0 : 1 : size[0] * 1j].astype(np.float32)
    return x, y


def _photo(page: Float, hand: np.random.Generator) -> Float:
    """What a lens and a sensor add: a little blur and noise."""
    soft = np.asarray(cv2.GaussianBlur(page, (0, 0), 0.9), np.float32)
    return soft + hand.normal(0, 2.2, page.shape).astype(np.float32)


def _wobble(length: int, hand: np.random.Generator) -> NDArray[np.float64]:
    """A hand's small swerves: noise that changes slowly along the stroke."""
    knots = hand.normal(0, 1.6, (max(2, length // 8), 2))
    along, place = np.linspace(0, 1, len(knots)), np.linspace(0, 1, length)
    return np.stack([np.interp(place, along, knots[:, axis]) for axis in (0, 1)], axis=1)


def _save(name: str, picture: Float) -> None:
    image = Image.fromarray(np.clip(np.round(picture), 0, 255).astype(np.uint8))
    if name.endswith(".png"):
        image.convert("L").save(FOLDER / name, optimize=True)
    else:
        image.save(FOLDER / name, quality=82)


if __name__ == "__main__":
    main()

"""Inputs that the tests make themselves: text drawn with a pen, text set in a handwriting font."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from hwocr.arrays import Picture, Points
from hwocr.strokes import render
from tests.letters import size_of, strokes_of

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "examples" / "fonts"

Draw = Callable[..., Picture]
Write = Callable[..., Picture]


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """Streamlit's AppTest leaves the app as ``__main__``, which new processes would then run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def strokes() -> Callable[..., list[Points]]:
    """``strokes("HELLO")`` writes capitals and digits as pen strokes: see ``tests.letters``."""
    return strokes_of


@pytest.fixture(scope="session")
def drawn() -> Draw:
    """``drawn("HELLO")`` is an RGB picture, uint8 (H, W, 3), of a word drawn in black on white."""

    def draw(text: str, *, pen_width: float = 8, height: float = 100, seed: int = 0) -> Picture:
        lines = strokes_of(text, height=height, seed=seed)
        ink = render(lines, size_of(lines), pen_width)
        grey = np.round(255 * (1 - ink)).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)

    return draw


@pytest.fixture(scope="session")
def written() -> Write:
    """``written("Hello", size=80)`` is an RGB picture of text in a handwriting font."""
    fonts = {
        path.stem: path for path in sorted(FONTS.rglob("*")) if path.suffix in {".ttf", ".otf"}
    }
    assert fonts, f"no fonts in {FONTS}"

    def write(text: str, *, size: int = 80, font: str | None = None) -> Picture:
        path = fonts[font] if font else next(iter(fonts.values()))
        face = ImageFont.truetype(path, size)
        left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
            (0, 0), text, font=face
        )
        sheet = Image.new("RGB", (round(right - left) + 2 * size, round(bottom - top) + 2 * size))
        sheet.paste((255, 255, 255), (0, 0, *sheet.size))
        ImageDraw.Draw(sheet).multiline_text((size - left, size - top), text, fill=0, font=face)
        return np.asarray(sheet)

    return write

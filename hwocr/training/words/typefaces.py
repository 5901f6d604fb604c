"""Texts in handwriting fonts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from hwocr.arrays import Ink
from hwocr.networks.classes import WORD_CHARACTERS

Generator = np.random.Generator

_FORMAL = 0.08
"""Share of the texts in formal scripts, which hardly anybody writes."""
_MISSING = "\u0378"
"""A character that no font has: what is drawn for it stands for a missing one."""


@dataclass(frozen=True, eq=False)
class Typefaces:
    """Fonts by how people write: like them, or hardly ever; some know only capitals."""

    hand: list[Path]
    formal: list[Path]
    capitals_only: frozenset[Path]

    @classmethod
    def load(cls, folder: Path) -> Typefaces:
        """The fonts that ``fonts/LICENCES.tsv`` lists."""
        lines = (folder / "fonts" / "LICENCES.tsv").read_text(encoding="utf-8").splitlines()[1:]
        rows = [line.split("\t") for line in lines]
        paths = {row[0]: folder / "fonts" / row[0] for row in rows}
        return cls(
            [paths[row[0]] for row in rows if row[3] == "hand"],
            [paths[row[0]] for row in rows if row[3] != "hand"],
            frozenset(paths[row[0]] for row in rows if "caps-only" in row[4]),
        )

    def write(self, text: str, rng: Generator) -> tuple[Ink, str] | None:
        """The ink of a text, and the text as the font shows it; ``None`` if it lacks a letter."""
        fonts = self.formal if rng.random() < _FORMAL and self.formal else self.hand
        path = fonts[int(rng.integers(len(fonts)))]
        if path in self.capitals_only:
            text = text.upper()
        if not set(WORD_CHARACTERS).issuperset(text):
            return None
        font = ImageFont.truetype(str(path), int(rng.integers(40, 80)))
        absent = bytes(font.getmask(_MISSING))
        if any(_lacks(font, c, absent) for c in set(text) - {" "}):
            return None
        left, top, right, bottom = font.getbbox(text)
        size = int(right - left) + 12, int(bottom - top) + 12
        if size[0] > 4000 or min(size) < 14:
            return None
        picture = Image.new("L", size)
        ImageDraw.Draw(picture).text((6 - left, 6 - top), text, fill=255, font=font)
        return np.asarray(picture, np.float32) / np.float32(255), text


def _lacks(font: Any, character: str, absent: bytes) -> bool:
    drawn = bytes(font.getmask(character))
    return not any(drawn) or drawn == absent

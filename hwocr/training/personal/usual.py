"""Usual letters: what a taught network must go on reading as before.

They are letters of handwriting fonts, so that whoever teaches needs none of the training sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from hwocr.arrays import Ink
from hwocr.errors import ModelError
from hwocr.glyph import SIZE, normalise
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.registry import models_folder

FILE = "usual_letters.npz"
HELD_OUT = 6
"""One font in this many is kept for measuring."""
_MISSING = "\u0378"
"""A character that no font has: what is drawn for it stands for a missing one."""
_TYPE = 96
"""Size in pixels in which a font's letters are drawn before they are normalised."""


@dataclass(frozen=True, eq=False)
class UsualLetters:
    """Letters of fonts.

    Attributes:
        inks: uint8 (N, SIZE, SIZE), white on black.
        letters: the N characters they are.
        fonts: int (N,), the number of each one's font.
    """

    inks: NDArray[np.uint8]
    letters: str
    fonts: NDArray[np.uint8]

    @classmethod
    def load(cls, folder: Path | None = None) -> UsualLetters:
        """Those in ``folder``, hwocr's own if left out.

        Raises:
            ModelError: the file is missing or damaged.
        """
        path = (folder or models_folder()) / FILE
        try:
            with np.load(path, allow_pickle=False) as file:
                letters = file["letters"].tobytes().decode("ascii")
                return cls(file["inks"], letters, file["fonts"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"cannot read {path}: {error}; restore it from the repository"
            ) from error

    @property
    def glyphs(self) -> NDArray[np.float32]:
        """Float32 (N, SIZE, SIZE, 1), as the character network takes them."""
        return self.inks.astype(np.float32)[:, :, :, None] / np.float32(255)

    def split(self) -> tuple[UsualLetters, UsualLetters]:
        """The letters to teach with, and those of the fonts held out to measure with."""
        held = self.fonts % HELD_OUT == 0
        return self._take(~held), self._take(held)

    def _take(self, chosen: NDArray[np.bool_]) -> UsualLetters:
        letters = "".join(np.array(list(self.letters))[chosen])
        return UsualLetters(self.inks[chosen], letters, self.fonts[chosen])


def draw_usual_letters(data: Path, folder: Path | None = None) -> Path:
    """Draw the letters of all fonts in the data's folder that are under the Open Font License.

    Returns:
        The file that was written.
    """
    inks, letters, fonts = [], [], []
    lines = (data / "fonts" / "LICENCES.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for number, line in enumerate(lines):
        name, _, licence, _, note, *_ = line.split("\t")
        if not licence.startswith("OFL"):
            continue
        font = ImageFont.truetype(str(data / "fonts" / name), _TYPE)
        missing = _drawn(_MISSING, font)
        for letter in CHARACTERS:
            ink = _drawn(letter, font)
            # Some fonts draw small letters as capitals.
            if ("caps-only" in note and letter.islower()) or np.array_equal(ink, missing):
                continue
            inks.append(np.rint(255 * normalise(ink)).astype(np.uint8))
            letters.append(letter)
            fonts.append(number)
    path = (folder or models_folder()) / FILE
    named = np.frombuffer("".join(letters).encode("ascii"), np.uint8)
    inked = np.stack(inks).reshape(-1, SIZE, SIZE)
    np.savez_compressed(path, inks=inked, letters=named, fonts=np.array(fonts, np.uint8))
    return path


def _drawn(letter: str, font: ImageFont.FreeTypeFont) -> Ink:
    sheet = Image.new("L", (4 * _TYPE, 4 * _TYPE))
    ImageDraw.Draw(sheet).text((1.5 * _TYPE, _TYPE), letter, fill=255, font=font)
    return np.asarray(sheet, np.float32) / np.float32(255)

"""Characters of handwriting fonts that look to the network most like one that was read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from hwocr.arrays import Ink
from hwocr.glyph import normalise
from hwocr.networks.runtime import Network

FONTS = Path(__file__).parents[1] / "examples" / "fonts"
"""Fonts that may be shown to anybody; where hwocr is installed without them there are none."""
_SIZE = 64
"""Height of the fonts' letters in pixels, about."""
_SLANTS = (-0.2, 0.0, 0.25)
"""Columns by which letters lean for each row, to the right where positive."""


def lookalikes(
    network: Network, glyph: Ink, text: str, count: int = 3, fonts: Path = FONTS
) -> tuple[Ink, ...]:
    """The examples of a character that the network sees as most similar to a glyph.

    Similar is what gets similar logits: the cosine of both, less their mean.

    Args:
        network: the character network.
        glyph: float32 (SIZE, SIZE), as :func:`hwocr.glyph.normalise` makes it.
        text: the character that the examples show; for none there are no examples.
        fonts: folder with TrueType files.

    Returns:
        At most ``count`` glyphs, the most similar first; none where there are no fonts.
    """
    known = rendered(text, fonts) if text else ()
    if not known:
        return ()
    seen = network.logits(np.stack([glyph, *known])[..., None])
    order = np.argsort(-_similarity(seen[0], seen[1:]))
    return tuple(known[i] for i in order[:count])


@lru_cache(maxsize=128)
def rendered(text: str, fonts: Path = FONTS) -> tuple[Ink, ...]:
    """A character in each font, upright and slanted, through the normaliser of all glyphs."""
    paths = sorted(fonts.glob("*.ttf"))
    return tuple(_glyph(text, path, slant) for path in paths for slant in _SLANTS)


def _glyph(text: str, path: Path, slant: float) -> Ink:
    side = 3 * _SIZE
    sheet = Image.new("L", (side, side))
    face = ImageFont.truetype(str(path), _SIZE)
    ImageDraw.Draw(sheet).text((side / 2, side / 2), text, fill=255, font=face, anchor="mm")
    leaning = sheet.transform(
        sheet.size,
        Image.Transform.AFFINE,
        (1, slant, -slant * side / 2, 0, 1, 0),
        Image.Resampling.BILINEAR,
    )
    return normalise(np.asarray(leaning, np.float32) / np.float32(255))


def _similarity(one: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = others - others.mean(axis=1, keepdims=True)
    own = one - one.mean()
    norms = np.linalg.norm(centred, axis=1) * np.linalg.norm(own)
    return np.asarray(centred @ own / np.maximum(norms, 1e-9), np.float32)

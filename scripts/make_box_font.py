"""Makes ``hwocr/export/box.ttf``, the font of invisible text: ``python scripts/make_box_font.py``.

All characters share one glyph, a square that fills the line, so that a word's place in a PDF is its
box. It is never seen: the text is drawn with neither fill nor outline.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
PLACE = Path(__file__).parents[1] / "hwocr" / "export" / "box.ttf"


def font() -> bytes:
    """The file, the same each time."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, EM), (EM, EM), (EM, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM, 0)})
    builder.setupHorizontalHeader(ascent=EM, descent=0)
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular", "psName": "Box"})
    builder.setupOS2(sTypoAscender=EM, usWinAscent=EM, sTypoDescender=0, usWinDescent=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


if __name__ == "__main__":
    PLACE.write_bytes(font())

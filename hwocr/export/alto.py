"""ALTO 4.3, the libraries' XML for text on pages: https://www.loc.gov/standards/alto/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

import hwocr
from hwocr.export.markup import document, element, laid_out
from hwocr.export.sheet import Manner, Sheet, blocks
from hwocr.page import Box, Character, Line, Word

_NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-3.xsd"
_CANDIDATES = 5


def alto(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """A page for each sheet, a text block for each block, in pixels of the pictures.

    Confidences range over 0..1 (``WC`` of words, ``GC`` of characters), and ``CC`` is 0 (sure) to
    9 for each character. Other readings are alternatives and variants, and what a person
    corrected has ``CS``.
    """
    root = element(
        None,
        "alto",
        **{
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
            "SCHEMAVERSION": "4.3",
        },
    )
    _describe(element(root, "Description"), sheets)
    layout = element(root, "Layout")
    for number, sheet in enumerate(sheets, start=1):
        _page(layout, sheet, number)
    return document(laid_out(root))


def _describe(description: Element, sheets: Sequence[Sheet]) -> None:
    element(description, "MeasurementUnit", "pixel")
    source = element(description, "sourceImageInformation")
    element(source, "fileName", ", ".join(sheet.name for sheet in sheets))
    processing = element(description, "Processing", ID="reading")
    element(processing, "processingCategory", "contentGeneration")
    software = element(processing, "processingSoftware")
    element(software, "softwareName", "hwocr")
    element(software, "softwareVersion", hwocr.__version__)


def _page(layout: Element, sheet: Sheet, number: int) -> None:
    size = {"WIDTH": sheet.page.width, "HEIGHT": sheet.page.height}
    page = element(layout, "Page", ID=f"page_{number}", PHYSICAL_IMG_NR=number, **size)
    space = element(page, "PrintSpace", HPOS=0, VPOS=0, **size)
    for order, lines in enumerate(blocks(sheet.page), start=1):
        name = f"{number}_{order}"
        place = _place(Box.around(line.box for line in lines))
        block = element(space, "TextBlock", ID=f"block_{name}", **place)
        for row, line in enumerate(lines, start=1):
            _line(block, line, f"{name}_{row}")


def _line(block: Element, line: Line, name: str) -> None:
    row = element(block, "TextLine", ID=f"line_{name}", **_place(line.box))
    for place, word in enumerate(line.words, start=1):
        if place > 1:
            element(row, "SP")
        _word(row, word, f"{name}_{place}")


def _word(line: Element, word: Word, name: str) -> None:
    letters = "".join(character.text for character in word.characters)
    known = word.characters if letters == word.text else ()
    doubts = (str(round(9 * (1 - character.confidence))) for character in known)
    string = element(
        line,
        "String",
        ID=f"string_{name}",
        CONTENT=word.text,
        WC=f"{word.confidence:.4f}",
        CC=" ".join(doubts) or None,
        CS="true" if word.corrected else None,
        **_place(word.box),
    )
    for candidate in word.candidates[:_CANDIDATES]:
        if candidate.text != word.text:
            element(string, "ALTERNATIVE", candidate.text)
    for character in known:
        _glyph(string, character)


def _glyph(string: Element, character: Character) -> None:
    sure = f"{character.confidence:.4f}"
    glyph = element(string, "Glyph", CONTENT=character.text, GC=sure, **_place(character.box))
    for candidate in character.candidates[:_CANDIDATES]:
        if candidate.text != character.text:
            chance = f"{candidate.probability:.4f}"
            element(glyph, "Variant", CONTENT=candidate.text, VC=chance)


def _place(box: Box) -> dict[str, Any]:
    return {"HPOS": box.x, "VPOS": box.y, "WIDTH": box.width, "HEIGHT": box.height}

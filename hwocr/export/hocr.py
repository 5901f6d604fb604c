"""hOCR 1.2, HTML with boxes and confidences: http://kba.github.io/hocr-spec/1.2/."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import hwocr
from hwocr.export.markup import document, element
from hwocr.export.sheet import Manner, Sheet, blocks
from hwocr.page import Box, Character, Line, Word

_CAPABILITIES = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrx_cinfo"
_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
}
"""ISO 639 codes of the reader's lexicons."""
_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
)


def hocr(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """A page for each sheet, an area and a paragraph for each block.

    Confidences are percentages: ``x_wconf`` of words, ``x_confs`` of characters.
    """
    root = element(None, "html", xmlns="http://www.w3.org/1999/xhtml")
    head = element(root, "head")
    element(head, "title", ", ".join(sheet.name for sheet in sheets) or "hwocr")
    element(head, "meta", **{"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"})
    _meta(head, "ocr-system", f"hwocr {hwocr.__version__}")
    _meta(head, "ocr-capabilities", _CAPABILITIES)
    _meta(head, "ocr-number-of-pages", str(len(sheets)))
    languages = {_LANGUAGES.get(sheet.page.settings.get("lexicon", "")) for sheet in sheets}
    _meta(head, "ocr-langs", " ".join(sorted(filter(None, languages))) or "unknown")
    _meta(head, "ocr-scripts", "Latn")
    body = element(root, "body")
    for number, sheet in enumerate(sheets):
        _page(body, sheet, number)
    return document(root, _DOCTYPE)


def _meta(head: Element, name: str, content: str) -> None:
    element(head, "meta", name=name, content=content)


def _page(body: Element, sheet: Sheet, number: int) -> None:
    # Quotation marks and semicolons part one property from the next.
    file = sheet.name.translate(str.maketrans('";', "',"))
    whole = Box(0, 0, sheet.page.width, sheet.page.height)
    title = f'image "{file}"; {_bbox(whole)}; ppageno {number}'
    name = str(number + 1)
    page = element(body, "div", class_="ocr_page", id=f"page_{name}", title=title)
    for order, lines in enumerate(blocks(sheet.page), start=1):
        id, title = f"{name}_{order}", _bbox(Box.around(line.box for line in lines))
        area = element(page, "div", class_="ocr_carea", id=f"block_{id}", title=title)
        paragraph = element(area, "p", class_="ocr_par", id=f"par_{id}", title=title)
        for place, line in enumerate(lines, start=1):
            _line(paragraph, line, f"{id}_{place}")
            paragraph[-1].tail = "\n"


def _line(paragraph: Element, line: Line, name: str) -> None:
    title = _bbox(line.box)
    span = element(paragraph, "span", class_="ocr_line", id=f"line_{name}", title=title)
    for place, word in enumerate(line.words, start=1):
        _word(span, word, f"{name}_{place}")
        span[-1].tail = " " if place < len(line.words) else None


def _word(line: Element, word: Word, name: str) -> None:
    title = f"{_bbox(word.box)}; x_wconf {100 * word.confidence:.0f}"
    span = element(line, "span", class_="ocrx_word", id=f"word_{name}", title=title)
    letters = "".join(character.text for character in word.characters)
    if letters != word.text:
        # Spaces within a word, or characters that are not known one by one.
        span.text = word.text
        return
    for character in word.characters:
        element(span, "span", character.text, class_="ocrx_cinfo", title=_character(character))


def _character(character: Character) -> str:
    corners = _bbox(character.box).removeprefix("bbox ")
    return f"x_bboxes {corners}; x_confs {100 * character.confidence:.1f}"


def _bbox(box: Box) -> str:
    return f"bbox {box.x} {box.y} {box.right} {box.bottom}"

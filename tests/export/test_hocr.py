from __future__ import annotations

from pathlib import Path

import pytest
from hocr_spec import HocrValidator
from lxml import etree

from hwocr.export import Manner, Sheet
from hwocr.export.hocr import hocr
from tests.export.sheets import empty, page, sheet

SPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize(
    "sheets",
    [
        [sheet()],
        [sheet(name='a "b"; bbox 1.jpg'), sheet(name="\x01ñ & <c>.pdf")],
        [sheet(empty())],
    ],
    ids=["one", "several", "empty"],
)
def test_a_validator_finds_nothing_wrong(sheets: list[Sheet], tmp_path: Path) -> None:
    file = tmp_path / "page.hocr"
    file.write_bytes(hocr(sheets, Manner()))
    report = HocrValidator("standard").validate(str(file), parse_strict=True)
    wrong = [item for item in report.items if item.level in {"WARN", "ERROR", "FATAL"}]
    # It warns of what it does not know in depth, and of languages that a page may not name.
    assert [str(item) for item in wrong if "not tested in-depth" not in item.message] == []
    assert report.is_valid()


def test_the_validator_would_find_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "page.hocr"
    file.write_bytes(hocr([sheet()], Manner()).replace(b"x_wconf 97", b"x_wconf 970"))
    assert not HocrValidator("standard").validate(str(file), parse_strict=True).is_valid()


def test_words_have_their_place_text_and_confidence() -> None:
    root = etree.fromstring(hocr([sheet()], Manner()))
    words = root.findall(f".//{SPACE}span[@class='ocrx_word']")
    assert ["".join(map(str, word.itertext())) for word in words] == [
        "Żółw",
        "&",
        "<Noël>",
        "is",
        "25",
        "#",
        "end",
    ]
    assert words[0].get("title") == "bbox 10 10 90 40; x_wconf 97"
    assert words[3].get("title") == "bbox 10 60 50 90; x_wconf 40"
    assert words[3][0].get("title") == "x_bboxes 10 60 30 90; x_confs 40.0"
    lines = root.findall(f".//{SPACE}span[@class='ocr_line']")
    assert ["".join(map(str, line.itertext())).strip() for line in lines] == page().text.split("\n")


def test_blocks_are_areas() -> None:
    root = etree.fromstring(hocr([sheet(), sheet(name="b.jpg")], Manner()))
    pages = root.findall(f".//{SPACE}div[@class='ocr_page']")
    titles = [page.get("title") for page in pages]
    assert titles == [
        f'image "{name}"; bbox 0 0 400 300; ppageno {number}'
        for number, name in enumerate(("note.jpg", "b.jpg"))
    ]
    areas = pages[0].findall(f"{SPACE}div[@class='ocr_carea']")
    assert [area.get("title") for area in areas] == ["bbox 10 8 270 90", "bbox 210 110 310 140"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))

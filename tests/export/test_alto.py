from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hwocr.export import Manner, Sheet
from hwocr.export.alto import alto
from tests.export.sheets import correct, empty, sheet

SCHEMAS = Path(__file__).parent / "schemas"
SPACE = "{http://www.loc.gov/standards/alto/ns-v4#}"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    text = (SCHEMAS / "alto-4-3.xsd").read_bytes()
    # The schema imports another one by its address; it lies beside it.
    beside = (SCHEMAS / "xlink.xsd").as_uri().encode()
    local = text.replace(b"http://www.loc.gov/standards/xlink/xlink.xsd", beside)
    return etree.XMLSchema(etree.fromstring(local))


def _strings(data: bytes) -> list[Any]:
    return list(etree.fromstring(data).findall(f".//{SPACE}String"))


@pytest.mark.parametrize(
    "sheets",
    [
        [sheet()],
        [sheet(), sheet(name="\x01ñ & <c>.pdf")],
        [sheet(empty())],
        [sheet(correct(0, "two words")), sheet(correct(0, "🙂e\u0301"))],
    ],
    ids=["one", "several", "empty", "corrected"],
)
def test_it_is_what_the_schema_says(schema: etree.XMLSchema, sheets: list[Sheet]) -> None:
    schema.assertValid(etree.fromstring(alto(sheets, Manner())))


def test_the_schema_would_find_what_is_wrong(schema: etree.XMLSchema) -> None:
    wrong = alto([sheet()], Manner()).replace(b'WC="0.9700"', b'WC="97"')
    assert not schema.validate(etree.fromstring(wrong))


def test_words_have_their_place_text_and_confidences() -> None:
    strings = _strings(alto([sheet()], Manner()))
    content = [string.get("CONTENT") for string in strings]
    assert content == ["Żółw", "&", "<Noël>", "is", "25", "#", "end"]
    unsure = strings[3]
    place = [unsure.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    assert place == ["10", "60", "40", "30"]
    assert (unsure.get("WC"), unsure.get("CC"), unsure.get("CS")) == ("0.4000", "5 5", None)
    assert [glyph.get("CONTENT") for glyph in unsure.findall(f"{SPACE}Glyph")] == ["i", "s"]
    variants = [variant.get("VC") for variant in unsure.iter(f"{SPACE}Variant")]
    assert variants == ["0.6000", "0.6000"]
    assert [other.text for other in unsure.findall(f"{SPACE}ALTERNATIVE")] == ["IS"]


def test_corrected_words_say_so() -> None:
    strings = _strings(alto([sheet(correct(3, "as"))], Manner()))
    assert [s.get("CONTENT") for s in strings if s.get("CS") == "true"] == ["as"]


def test_blocks_are_text_blocks() -> None:
    root = etree.fromstring(alto([sheet(), sheet()], Manner()))
    assert len(root.findall(f".//{SPACE}Page")) == 2
    blocks = root.findall(f".//{SPACE}Page[@ID='page_1']//{SPACE}TextBlock")
    assert [len(block.findall(f"{SPACE}TextLine")) for block in blocks] == [2, 1]

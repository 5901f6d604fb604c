from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from hwocr.corrections import ChangeWord, Place, corrected
from hwocr.page import Box, Page, Stage
from hwocr.ui.light import payload
from hwocr.ui.reading import Reading
from tests.ui.pages import page


def reading(of: Page) -> Reading:
    return Reading.of("x.png", "x", of, np.full((of.height, of.width, 3), 255, np.uint8))


def test_every_character_has_its_name_and_its_place() -> None:
    whole = page("ab c")
    words = payload(whole, ())["words"]
    assert [[text for text, _ in word] for word in words.values()] == [["a", "b"], ["c"]]
    assert list(words) == ["0-0", "0-1"]
    assert words["0-0"][1][1] == [35, 10, 20, 40]


def test_pictures_have_the_way_from_the_source_to_them() -> None:
    half = np.diag([2.0, 2.0, 1.0])
    small = np.zeros((40, 200, 3), np.uint8)
    stages = (
        Stage("original", small, 0.1, matrix=half),
        Stage("edges", None, 0.1, matrix=half),
    )
    whole = replace(page("ab", size=(400, 80)), stages=stages)
    pictures = payload(whole, reading(whole).stages)["pictures"]
    assert list(pictures) == ["boxes", "stage-1"]
    assert pictures["boxes"]["size"] == (400, 80)
    assert pictures["stage-1"]["size"] == (200, 40)
    corner = np.array(pictures["stage-1"]["matrix"]) @ [400, 80, 1]
    np.testing.assert_allclose(corner, [200, 40, 1])


def cell(number: int) -> Box:
    return Box(64 * number, 4, 56, 56)


def sheet_of(whole: Page, shift: int = 0, leave_out: int | None = None) -> Page:
    """The page with a sheet of its characters in backward order, cut out ``shift`` pixels aside."""
    boxes = [replace(c.box, x=c.box.x + shift) for c in whole.characters]
    places = [(box, cell(n)) for n, box in enumerate(reversed(boxes)) if n != leave_out]
    return replace(
        whole, stages=(Stage("any", np.zeros((64, 400, 3), np.uint8), 0, cutouts=places),)
    )


def cells_of(shown: Page, with_shots_of: Page) -> dict[str, list[list[int] | None]]:
    sheet = payload(shown, reading(with_shots_of).stages)["pictures"]["stage-1"]
    assert sheet["size"] == (400, 64)
    assert "matrix" not in sheet
    cells: dict[str, list[list[int] | None]] = sheet["cells"]
    return cells


def test_on_a_sheet_each_character_has_its_cell() -> None:
    whole = sheet_of(page("ab c"), shift=4)
    assert cells_of(whole, whole) == {
        "0-0": [cell(2).to_list(), cell(1).to_list()],
        "0-1": [cell(0).to_list()],
    }


def test_what_a_sheet_does_not_show_has_no_cell() -> None:
    whole = sheet_of(page("ab c"), leave_out=1)
    assert cells_of(whole, whole)["0-0"] == [cell(2).to_list(), None]
    nothing = replace(whole, stages=(replace(whole.stages[0], cutouts=()),))
    assert cells_of(nothing, nothing) == {"0-0": [None, None], "0-1": [None]}
    aside = sheet_of(page("ab c"), shift=14)
    assert cells_of(aside, aside) == {"0-0": [None, None], "0-1": [None]}


def test_corrected_words_have_the_cells_of_the_same_ink() -> None:
    whole = sheet_of(page("ab c"))
    read = Place.of(whole, whole.words[0])
    anew = corrected(whole, [ChangeWord(read, "xy")])
    assert cells_of(anew, whole) == cells_of(whole, whole)
    longer = corrected(whole, [ChangeWord(read, "axyzb")])
    assert cells_of(longer, whole)["0-0"] == [cell(2).to_list()] * 4 + [cell(1).to_list()]


def test_a_page_of_hundreds_of_characters_is_told_in_few_bytes() -> None:
    long = page(" ".join(["abcdefgh"] * 50))
    one = sheet_of(long).stages[0]
    whole = replace(long, stages=(one,) * 4)
    told = json.dumps(payload(whole, reading(whole).stages), separators=(",", ":"))
    assert len(told) < 45_000

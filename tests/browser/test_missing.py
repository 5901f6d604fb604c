"""A word that the reader missed is boxed on the picture, read and added; corrections are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from hwocr.page import Box, Page
from tests.browser.conftest import Open
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

UNDO = "Undo correction"


def without_noon(open_page: Open, width: int = 1280, height: int = 900, **how: bool) -> Screen:
    """The example note, from which its third word was deleted."""
    screen = open_page(width, height, way="examples", **how)
    screen.button("Note with a shadow").click()
    expect(screen.word("noon")).to_be_visible()
    return screen


def delete(screen: Screen, word: str) -> None:
    screen.word(word).click()
    screen.panel.get_by_role("button", name="Delete word").click()
    expect(screen.word(word)).to_have_count(0)


def place_of(screen: Screen, word: str) -> tuple[Page, Box]:
    page = Page.from_dict(json.loads(screen.saved("JSON")))
    return page, next(other.box for other in page.words if other.text == word)


def dialog(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog", name="Add a missing word")


def corners(screen: Screen, page: Page, box: Box) -> list[tuple[float, float]]:
    """From a corner of ``box`` to the other on the canvas, in pixels of the window."""
    canvas = dialog(screen).locator("canvas.upper-canvas")
    canvas.wait_for()
    screen.wait_for_rest()
    screen.wait_for_stillness(canvas)
    at = canvas.bounding_box()
    assert at is not None
    scale, near = at["width"] / page.width, 0.15 * box.height
    ends = (box.x - near, box.y - near), (box.right + near, box.bottom + near)
    (x0, y0), (x1, y1) = ((at["x"] + scale * x, at["y"] + scale * y) for x, y in ends)
    return [(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2), (x1, y1)]


def said(screen: Screen) -> Locator:
    # By its role, as the field of the box before lies hidden beside it for a moment.
    return dialog(screen).get_by_role("textbox", name="What it says", exact=True)


def expect_text(screen: Screen, *lines: str) -> None:
    expect(screen.text).to_have_text("\n".join(lines), use_inner_text=True)


def test_a_missing_word_is_boxed_read_and_added(open_page: Open) -> None:
    screen = without_noon(open_page)
    page, box = place_of(screen, "noon")
    delete(screen, "noon")
    screen.button("Add a missing word").click()
    (start, *others) = corners(screen, page, box)
    mouse = screen.page.mouse
    mouse.move(*start)
    mouse.down()
    for point in others:
        mouse.move(*point)
    mouse.up()
    expect(said(screen)).to_have_value("noon")
    dialog(screen).get_by_role("radio", name="moon", exact=True).click()
    expect(said(screen)).to_have_value("moon")
    said(screen).fill("soon")
    dialog(screen).get_by_role("button", name="Add the word").click()
    expect(dialog(screen)).to_have_count(0)
    expect_text(screen, "Back at soon", "with bread")
    after, found = place_of(screen, "soon")
    assert found.iou(box) > 0.8
    assert [c.text for c in after.lines[0].words[2].characters] == list("soon")
    expect(screen.page.locator(".hw-spot")).to_have_count(5)
    # It can be corrected as any other word.
    screen.word("soon").click()
    screen.panel.locator(".hw-candidate").first.click()
    expect_text(screen, "Back at noon", "with bread")
    for lines in (("Back at soon", "with bread"), ("Back at", "with bread")):
        screen.button(UNDO).click()
        expect_text(screen, *lines)


def test_a_finger_boxes_a_missing_word(open_page: Open) -> None:
    screen = without_noon(open_page, 360, 740, touch=True)
    page, box = place_of(screen, "bread")
    delete(screen, "bread")
    screen.button("Add a missing word").tap()
    points = corners(screen, page, box)
    assert max(x for x, _ in points) < 360
    session = screen.page.context.new_cdp_session(screen.page)
    kinds = ["touchStart", "touchMove", "touchMove"]
    for kind, (x, y) in zip(kinds, points, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(said(screen)).to_have_value("bread")
    add = dialog(screen).get_by_role("button", name="Add the word")
    at = add.bounding_box()
    assert at is not None
    assert at["height"] >= 44
    add.tap()
    expect_text(screen, "Back at noon", "with bread")
    wide = screen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


def test_a_missing_word_is_placed_with_the_keyboard(open_page: Open) -> None:
    screen = without_noon(open_page)
    press = screen.page.keyboard.press
    screen.button("Add a missing word").focus()
    press("Enter")
    inside = dialog(screen)
    inside.locator("canvas.upper-canvas").wait_for()
    inside.locator("summary").focus()
    press("Enter")
    edges = inside.get_by_role("slider")
    # The left edge to 80 %, the upper one to 70 %: below all that is written.
    for number, times in ((0, 8), (2, 7)):
        edges.nth(number).focus()
        for _ in range(times):
            press("PageUp")
        expect(edges.nth(number)).to_have_value(str(10 * times))
        screen.page.wait_for_timeout(1000)
        screen.wait_for_rest()
    said(screen).focus()
    press("Control+a")
    screen.page.keyboard.type("soon")
    press("Enter")
    expect(inside).to_have_count(0)
    expect_text(screen, "Back at noon", "with bread", "soon")
    page, box = place_of(screen, "soon")
    assert box.x == pytest.approx(0.8 * page.width, abs=2)
    assert box.y == pytest.approx(0.7 * page.height, abs=2)


def test_the_dialog_closes_with_escape_and_changes_nothing(open_page: Open) -> None:
    screen = without_noon(open_page)
    screen.button("Add a missing word").click()
    dialog(screen).get_by_role("button", name="Add the word").click()
    expect(dialog(screen).get_by_text("Draw a box around the word, and say")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(dialog(screen)).to_have_count(0)
    expect_text(screen, "Back at noon", "with bread")
    expect(screen.button(UNDO)).to_be_disabled()


def test_saved_corrections_go_on_the_same_picture_another_time(open_page: Open) -> None:
    screen = without_noon(open_page)
    delete(screen, "noon")
    screen.button("Corrections").click()
    with screen.page.expect_download() as download:
        screen.button("Save corrections").click()
    assert download.value.suggested_filename == "note-corrections.json"
    saved = Path(download.value.path()).read_bytes()
    assert [made["kind"] for made in json.loads(saved)["corrections"]] == ["delete"]
    other = without_noon(open_page)
    files = other.page.get_by_test_id("stPopoverBody").locator("input[type=file]")
    other.button("Corrections").click()
    good: FilePayload = {"name": "c.json", "mimeType": "application/json", "buffer": saved}
    files.set_input_files([good])
    expect(other.page.get_by_text("1 correction applied.")).to_be_visible()
    expect_text(other, "Back at", "with bread")
    other.page.keyboard.press("Escape")
    other.button("Drawn word").click()
    expect(other.text).to_have_text("HELLO")
    other.button("Corrections").click()
    files.set_input_files([good])
    expect(other.page.get_by_text("belong to another picture")).to_be_visible()
    broken: FilePayload = {"name": "x.json", "mimeType": "application/json", "buffer": b"[]"}
    files.set_input_files([broken])
    expect(other.page.get_by_text("This file holds no corrections.")).to_be_visible()
    expect(other.text).to_have_text("HELLO")

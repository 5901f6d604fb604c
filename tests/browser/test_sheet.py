"""What is done with the sheet that is drawn on: erasing, going back, lines, room, turning it."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import expect

from hwocr.arrays import Points
from tests.browser.conftest import Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

UPPER = {"alphabet": "Upper case"}
LOV = strokes_of("LOV", height=130, at=(80, 80))
SMALL = strokes_of("LOV", height=80, at=(30, 70))


def across(strokes: list[Points]) -> list[Points]:
    """One stroke of the eraser through the middle of ``strokes``, and nothing else."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    height = (low[1] + high[1]) / 2
    steps = np.linspace(low[0] + 2, high[0] - 6, 12, dtype=np.float32)
    return [np.stack([steps, np.full_like(steps, height)], axis=1)]


def moved(strokes: list[Points], x: float, y: float) -> list[Points]:
    return [stroke + np.array([x, y], np.float32) for stroke in strokes]


def erase(screen: Screen, strokes: list[Points], touch: bool = False) -> None:
    screen.choose("Eraser", settle=0)
    expect(screen.page.locator(".eraser.on")).to_be_visible()
    (screen.draw_by_touch if touch else screen.draw)(strokes)


@pytest.mark.parametrize("touch", [False, True])
def test_the_eraser_takes_whole_strokes_at_once(open_page: Open, touch: bool) -> None:
    screen = open_page(390, 844, touch=True, **UPPER) if touch else open_page(**UPPER)
    strokes = SMALL if touch else LOV
    (screen.draw_by_touch if touch else screen.draw)(strokes)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    erase(screen, across(strokes[-1:]), touch)
    # Without waiting for the server: within the same moment.
    gone = screen.ink()
    assert 0 < gone["count"] < 0.8 * before["count"]
    assert gone["right"] < before["right"] - 0.05
    expect(screen.text).to_have_text("LO")
    screen.wait_for_same_ink(gone)
    erase(screen, across(strokes[:1]), touch)
    expect(screen.text).to_have_text("O")
    for text in ("LO", "LOV"):
        screen.button("Undo").click()
        expect(screen.text).to_have_text(text)
    screen.wait_for_same_ink(before)
    screen.choose("Medium")
    expect(screen.page.locator(".eraser.on")).to_have_count(0)


def test_quick_rubbing_brings_nothing_back(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    erase(screen, [*across(LOV[-1:]), *across(LOV[:1])])
    expect(screen.text).to_have_text("O")
    screen.page.wait_for_timeout(1000)
    screen.wait_for_ink(lambda ink: ink["count"] > 0 and 0.1 < ink["left"] < ink["right"] < 0.35)


def test_redo_and_a_clear_that_can_be_undone(open_page: Open) -> None:
    screen = open_page(**UPPER)
    expect(screen.button("Redo")).to_be_disabled()
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    screen.button("Undo").click()
    expect(screen.text).to_have_text("LO")
    screen.button("Redo").click()
    expect(screen.text).to_have_text("LOV")
    expect(screen.button("Redo")).to_be_disabled()
    screen.button("Clear").click()
    expect(screen.invitation).to_be_visible()
    screen.button("Undo").click()
    expect(screen.text).to_have_text("LOV")
    screen.wait_for_same_ink(before)


def test_guide_lines_lie_behind_the_ink_and_are_not_read(open_page: Open) -> None:
    screen = open_page(**UPPER)
    paper = screen.page.locator(".st-key-paper")
    rule = "e => getComputedStyle(e).getPropertyValue('--hw-rule-ink')"
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    assert paper.evaluate(rule) == "transparent"
    screen.page.locator(".st-key-ruled label").click()
    screen.page.wait_for_function(f"e => ({rule})(e) !== 'transparent'", arg=paper.element_handle())
    gap = "e => parseFloat(getComputedStyle(e).backgroundSize.split(' ')[1])"
    wide, box = paper.evaluate(gap), screen.canvas.bounding_box()
    assert box is not None
    assert wide == pytest.approx(box["height"] / 3, abs=1)
    assert screen.ink() == before
    expect(screen.text).to_have_text("LOV")
    assert "ruled=true" in screen.page.url
    # They shrink with the writing.
    screen.page.set_viewport_size({"width": 420, "height": 800})
    screen.page.wait_for_function(f"e => ({gap})(e) < 60", arg=paper.element_handle())
    narrow = screen.canvas.bounding_box()
    assert narrow is not None
    assert paper.evaluate(gap) == pytest.approx(wide * narrow["width"] / box["width"], abs=1)


@pytest.mark.parametrize("touch", [False, True])
def test_more_room_takes_another_line(open_page: Open, touch: bool) -> None:
    screen = open_page(390, 844, touch=True, **UPPER) if touch else open_page(**UPPER)
    draw = screen.draw_by_touch if touch else screen.draw
    draw(SMALL)
    expect(screen.text).to_have_text("LOV")
    before, box = screen.ink(), screen.canvas.bounding_box()
    assert box is not None
    screen.button("More room").click()
    screen.page.wait_for_function(
        "([e, height]) => e.getBoundingClientRect().height > 1.9 * height",
        arg=[screen.canvas.element_handle(), box["height"]],
    )
    screen.wait_for_same_ink(before)
    screen.canvas.scroll_into_view_if_needed()
    draw(moved(SMALL, 0, box["height"]))
    lines = screen.text.locator("> div")
    expect(lines).to_have_text(["LOV", "LOV"])


def test_turning_the_phone_loses_nothing(open_page: Open) -> None:
    screen = open_page(390, 844, touch=True, **UPPER)
    screen.draw_by_touch(SMALL)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    screen.page.set_viewport_size({"width": 844, "height": 390})
    screen.wait_for_ink(lambda ink: 0 < ink["right"] < 0.7 * before["right"])
    screen.wait_for_fit()
    screen.draw_by_touch(moved(SMALL[:1], 400, 0))
    expect(screen.text).to_have_text("LOV L")
    screen.page.set_viewport_size({"width": 390, "height": 844})
    screen.page.wait_for_timeout(500)
    screen.wait_for_fit()
    screen.wait_for_ink(lambda ink: 0.5 < ink["right"] < 1)
    expect(screen.text).to_have_text("LOV L")


def test_the_paper_stays_paper_when_the_theme_changes(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    screen.page.emulate_media(color_scheme="dark")
    colour = "e => getComputedStyle(e).backgroundColor"
    screen.page.wait_for_function(
        "() => parseInt(getComputedStyle(document.querySelector('.stApp'))"
        ".backgroundColor.match(/\\d+/)[0]) < 60"
    )
    assert screen.page.locator(".st-key-paper").evaluate(colour) == "rgb(255, 254, 251)"
    screen.wait_for_ink(lambda ink: ink == before)
    expect(screen.text).to_have_text("LOV")


def test_every_tool_is_large_enough_for_a_finger_at_360(open_page: Open) -> None:
    screen = open_page(360, 740, touch=True)
    for button in screen.page.locator(".st-key-pen_row button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, button.inner_text()
        assert box["x"] + box["width"] <= 360
    screen.page.locator(".st-key-pen").get_by_role("radio", name="Medium").focus()
    screen.page.keyboard.press("ArrowRight")
    thick = screen.page.locator(".st-key-pen").get_by_role("radio", name="Thick")
    expect(thick).to_be_focused()

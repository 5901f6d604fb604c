"""A character that is touched anywhere lights up in the text, the pictures and the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

SHINING = "() => [...(CSS.highlights.get('hw-lit') ?? [])].map(range => range.toString()).join('')"


def note(open_page: Open, **screen: int | bool) -> Screen:
    shown = open_page(way="examples", example="note", **screen)
    expect(shown.word("noon")).to_be_visible()
    shown.wait_for_rest()
    shown.page.wait_for_function(
        """[...document.querySelectorAll('.hw-frame img')]
          .every(image => image.complete || image.loading === 'lazy')"""
    )
    return shown


def card(screen: Screen, name: str) -> Locator:
    return screen.page.locator(f'li[data-char="{name}"]')


def expect_lit(screen: Screen, name: str, text: str) -> None:
    """The character lights up in its card, in the text and at one place on every picture."""
    expect(card(screen, name)).to_have_class("hw-character hw-lit")
    assert screen.page.evaluate(SHINING) == text
    expect(screen.page.locator(".hw-boxes .hw-light:visible")).to_have_count(1)
    for stage in ("stage-1", "stage-3", "stage-6"):
        marks = screen.page.locator(f'.hw-stage .hw-frame[data-picture="{stage}"] .hw-light')
        expect(marks.first).to_be_attached()


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_card_under_the_pointer_lights_up_everywhere(open_page: Open) -> None:
    screen = note(open_page)
    card(screen, "0-2-0").hover()
    expect_lit(screen, "0-2-0", "n")
    card(screen, "0-2-1").hover()
    expect_lit(screen, "0-2-1", "o")
    expect(card(screen, "0-2-0")).to_have_class("hw-character")


def test_a_letter_on_the_picture_lights_up_everywhere(open_page: Open) -> None:
    screen = note(open_page)
    card(screen, "0-0-1").hover()
    mark = screen.page.locator(".hw-boxes .hw-light:visible")
    expect(mark).to_have_count(1)
    x, y = middle(mark)
    screen.page.locator(".hw-summary").hover()
    expect(mark).to_have_count(0)
    screen.page.mouse.move(x, y)
    expect_lit(screen, "0-0-1", "a")


def test_a_letter_in_a_step_lights_up_everywhere(open_page: Open) -> None:
    screen = note(open_page)
    card(screen, "1-0-3").hover()
    mark = screen.page.locator('.hw-stage .hw-frame[data-picture="stage-3"] .hw-light').first
    mark.scroll_into_view_if_needed()
    # Other things lie under the pointer now.
    screen.page.mouse.move(2, 2)
    card(screen, "1-0-3").dispatch_event("click")
    screen.wait_for_stillness(mark)
    x, y = middle(mark)
    card(screen, "1-0-2").dispatch_event("click")
    expect_lit(screen, "1-0-2", "t")
    screen.page.mouse.move(x, y)
    expect_lit(screen, "1-0-3", "h")


def test_a_letter_in_the_text_lights_up_everywhere(open_page: Open) -> None:
    screen = note(open_page)
    left, _ = middle(screen.word("noon"))
    box = screen.word("noon").bounding_box()
    assert box is not None
    screen.page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + box["height"] / 2)
    expect_lit(screen, "0-2-1", "o")
    assert left > box["x"]


SHEETS = ("Glyphs", "Word images", "Activity", "Alignment")


def sheet(screen: Screen, name: str) -> Locator:
    """The picture of the sheet of cut-outs with this name, in its frame."""
    stage = screen.stages.filter(has_text=re.compile(rf"\d\. {name}"))
    return stage.locator(".hw-frame").first


def on_sheet(of: Locator, mark: Locator) -> tuple[float, float]:
    """The middle of ``mark`` as parts of the picture's width and height."""
    shown = of.locator("img").evaluate(
        """e => {
          const { left, top, width, height } = e.getBoundingClientRect();
          const scale = Math.min(width / e.naturalWidth, height / e.naturalHeight);
          const [w, h] = [e.naturalWidth * scale, e.naturalHeight * scale];
          return [left + (width - w) / 2, top + (height - h) / 2, w, h];
        }"""
    )
    x, y = middle(mark)
    return (x - shown[0]) / shown[2], (y - shown[1]) / shown[3]


@pytest.mark.parametrize("name", SHEETS)
def test_a_character_and_its_cell_on_a_sheet_light_up_together(open_page: Open, name: str) -> None:
    screen = note(open_page)
    of = sheet(screen, name)
    mark = of.locator(".hw-light")
    screen.page.mouse.move(2, 2)
    of.scroll_into_view_if_needed()
    places = []
    for character in ("0-2-0", "1-0-1", "0-2-2"):
        card(screen, character).dispatch_event("click")
        expect_lit(screen, character, {"0-2-0": "n", "1-0-1": "i", "0-2-2": "o"}[character])
        expect(mark).to_have_count(1)
        screen.wait_for_stillness(mark)
        places.append(middle(mark))
    first, other, last = places
    assert other[1] > last[1] or other[0] > last[0]  # in the next row, or behind
    assert first[0] < last[0]
    screen.page.mouse.move(*first)
    expect_lit(screen, "0-2-0", "n")
    screen.page.mouse.move(*other)
    expect_lit(screen, "1-0-1", "i")
    screen.page.mouse.move(2, 2)
    expect_lit(screen, "0-2-2", "o")


def test_each_glyph_lies_where_it_shines(open_page: Open) -> None:
    screen = note(open_page)
    of = sheet(screen, "Glyphs")
    for number, character in enumerate(["0-0-0", "0-0-1", "0-0-2", "0-0-3", "0-1-0"]):
        card(screen, character).dispatch_event("click")
        mark = of.locator(".hw-light")
        expect(mark).to_have_count(1)
        screen.wait_for_stillness(mark)
        x, y = on_sheet(of, mark)
        assert (int(16 * x), int(2 * y)) == (number, 0)


def test_a_whole_word_shines_on_the_sheets(open_page: Open) -> None:
    screen = note(open_page)
    screen.word("Back").focus()
    for name in SHEETS:
        mark = sheet(screen, name).locator(".hw-light")
        expect(mark).to_have_count(1)
    mark = sheet(screen, "Glyphs").locator(".hw-light")
    screen.wait_for_stillness(mark)
    glyphs, shining = sheet(screen, "Glyphs").bounding_box(), mark.bounding_box()
    assert glyphs is not None
    assert shining is not None
    assert shining["width"] == pytest.approx(glyphs["width"] * 4 / 16, rel=0.1)


def test_the_keyboard_walks_through_the_list(open_page: Open) -> None:
    screen = note(open_page)
    card(screen, "0-2-0").locator("button").focus()
    expect_lit(screen, "0-2-0", "n")
    screen.page.keyboard.press("ArrowRight")
    screen.page.keyboard.press("ArrowRight")
    expect(card(screen, "0-2-2").locator("button")).to_be_focused()
    expect_lit(screen, "0-2-2", "o")
    screen.page.keyboard.press("ArrowLeft")
    expect_lit(screen, "0-2-1", "o")


def test_a_word_with_the_focus_lights_up_as_a_whole(open_page: Open) -> None:
    screen = note(open_page)
    screen.word("Back").focus()
    assert screen.page.evaluate(SHINING) == "Back"
    expect(screen.page.locator(".hw-boxes .hw-light:visible")).to_have_count(1)


def test_a_finger_lights_up_a_character(open_page: Open) -> None:
    screen = note(open_page, width=360, height=740, touch=True)
    card(screen, "0-1-0").tap()
    expect_lit(screen, "0-1-0", "a")
    screen.page.locator(".hw-stage > .hw-zoom").nth(2).tap()
    large = screen.page.locator("#stage-3")
    expect(large).to_be_visible()
    expect(large.locator(".hw-light")).to_have_count(1)


def test_a_finger_lights_up_a_cell(open_page: Open) -> None:
    screen = note(open_page, width=360, height=740, touch=True)
    of = sheet(screen, "Alignment")
    of.scroll_into_view_if_needed()
    card(screen, "1-1-2").dispatch_event("click")
    mark = of.locator(".hw-light")
    expect(mark).to_have_count(1)
    screen.wait_for_stillness(mark)
    x, y = middle(mark)
    card(screen, "0-0-0").dispatch_event("click")
    expect_lit(screen, "0-0-0", "B")
    screen.page.touchscreen.tap(x, y)
    expect_lit(screen, "1-1-2", "e")
    large = screen.page.locator(".hw-large:popover-open")
    expect(large.locator(".hw-light")).to_have_count(1)


def test_nothing_moves_for_those_who_want_no_motion(open_page: Open) -> None:
    screen = note(open_page)
    screen.page.emulate_media(reduced_motion="reduce")
    card(screen, "0-2-0").hover()
    mark = screen.page.locator(".hw-boxes .hw-light:visible")
    expect(mark).to_have_count(1)
    assert mark.evaluate("e => getComputedStyle(e).animationName") == "none"

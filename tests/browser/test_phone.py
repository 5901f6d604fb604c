"""A finger on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.letters import strokes_of

pytestmark = pytest.mark.browser


def test_a_word_drawn_with_a_finger_is_read(open_page: Open) -> None:
    screen = open_page(390, 844, touch=True)
    screen.draw_by_touch(strokes_of("HELLO", height=70, at=(25, 70)))
    expect(screen.text).to_have_text("HELLO")
    # Drawing must not scroll the page away under the finger.
    assert screen.page.locator(".stMain").evaluate("e => e.scrollTop") == 0
    assert screen.ink()["right"] < 1
    screen.button("Undo").tap()
    expect(screen.text).not_to_have_text("HELLO")
    screen.button("Clear").tap()
    expect(screen.invitation).to_be_visible()


@pytest.mark.parametrize("way", ["Draw", "Upload", "Camera", "Examples"])
def test_nothing_scrolls_sideways_at_360(open_page: Open, way: str) -> None:
    screen = open_page(360, 740, touch=True)
    if way == "Draw":
        screen.draw_by_touch(strokes_of("HELLO", height=60, at=(20, 70)))
        expect(screen.page.locator(".hw-stage").first).to_be_visible()
        box = screen.canvas.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    else:
        screen.tab(way).tap()
        expect(screen.invitation).to_be_visible()
    if way == "Examples":
        screen.button("Note with a shadow").tap()
        expect(screen.page.locator(".hw-stage").first).to_be_visible()
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert screen.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0


def test_the_settings_fit_a_small_phone(open_page: Open) -> None:
    screen = open_page(360, 740, touch=True)
    screen.button("Settings").tap()
    for name in ("Auto", "Separate letters", "Joined writing"):
        mode = screen.page.locator(".st-key-mode").get_by_role("radio", name=name)
        expect(mode).to_be_in_viewport(ratio=1)

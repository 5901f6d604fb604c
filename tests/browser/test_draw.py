"""Drawing with the mouse on a desktop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

UPPER = {"alphabet": "Upper case"}


def test_a_word_drawn_with_the_mouse_is_read(open_page: Open) -> None:
    screen = open_page()
    expect(screen.invitation).to_contain_text("Write a word")
    screen.draw(strokes_of("HELLO", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("HELLO")
    page = screen.page
    expect(page.locator(".hw-prediction")).to_have_text(list("HELLO"))
    for kind in ("crop", "glyph"):
        expect(page.locator(f".hw-character .hw-{kind}-picture")).to_have_count(5)
    expect(page.locator(".hw-others").first.locator("li").first).to_be_visible()
    stages = screen.stages
    expect(stages.nth(4)).to_be_visible()
    for picture in stages.locator("> .hw-zoom img").all():
        assert picture.evaluate("e => e.complete && e.naturalWidth > 50")
    expect(page.locator(".hw-summary")).to_contain_text(re.compile(r"1 word · 5 char.* read in \d"))


def test_the_result_follows_every_stroke(open_page: Open) -> None:
    screen = open_page(**UPPER)
    for text in ("L", "LT", "LTV"):
        screen.draw(strokes_of(text, height=130, at=(80, 80))[-2 if text[-1] == "T" else -1 :])
        expect(screen.text).to_have_text(text)


def test_undo_and_clear(open_page: Open) -> None:
    screen = open_page(**UPPER)
    expect(screen.button("Undo")).to_be_disabled()
    screen.draw(strokes_of("LV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LV")
    before = screen.ink()
    screen.button("Undo").click()
    expect(screen.text).to_have_text("L")
    screen.wait_for_ink(lambda ink: 0 < ink["right"] < before["right"] - 0.05)
    # The canvas must go on from there, not bring the stroke back.
    screen.draw(strokes_of("LO", height=130, at=(80, 80))[-1:])
    expect(screen.text).to_have_text("LO")
    screen.button("Clear").click()
    expect(screen.invitation).to_be_visible()
    screen.wait_for_ink(lambda ink: ink["count"] == 0)
    screen.draw(strokes_of("V", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("V")


def test_the_pen_width_shows(open_page: Open) -> None:
    screen = open_page()
    counts: list[float] = []
    for pen in ("Fine", "Thick"):
        screen.choose(pen)
        screen.draw(strokes_of("L", height=150, at=(80, 80)))
        expect(screen.text).to_be_visible()
        counts.append(screen.ink()["count"])
        screen.button("Clear").click()
        expect(screen.invitation).to_be_visible()
        screen.wait_for_ink(lambda ink: ink["count"] == 0)
    assert counts[1] > 2 * counts[0]


def test_another_pen_leaves_the_drawing_alone(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LV")
    before = screen.ink()
    for pen in ("Thick", "Fine", "Thick", "Fine"):
        screen.choose(pen, settle=0)
    screen.page.wait_for_timeout(1500)
    screen.wait_for_fit()
    screen.wait_for_same_ink(before)
    screen.draw(strokes_of("LVO", height=130, at=(80, 80))[-1:])
    expect(screen.text).to_have_text("LVO")


def test_a_canvas_that_goes_away_comes_back_with_its_drawing(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LV")
    before = screen.ink()
    screen.page.evaluate(
        """() => [...document.querySelectorAll(".st-key-paper *")].filter(e => e.shadowRoot)
          .forEach(e => e.shadowRoot.querySelector(".dc-root")?.remove())"""
    )
    expect(screen.canvas).to_have_count(0)
    expect(screen.canvas).to_be_visible(timeout=10_000)
    screen.wait_for_fit()
    screen.wait_for_same_ink(before)
    screen.draw(strokes_of("LVO", height=130, at=(80, 80))[-1:])
    expect(screen.text).to_have_text("LVO")


def test_the_canvas_has_only_the_pages_own_buttons(open_page: Open) -> None:
    screen = open_page()
    screen.canvas.hover()
    expect(screen.button("Undo")).to_have_count(1)
    expect(screen.page.locator(".dc-toolbar")).to_be_hidden()


def test_the_drawing_outlasts_other_ways_and_settings(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LV")
    before = screen.ink()
    for way in ("Examples", "Camera", "Upload"):
        screen.tab(way).click()
        expect(screen.invitation).to_be_visible()
        expect(screen.page).to_have_url(re.compile(f"way={way.lower()}"))
    screen.tab("Draw").click()
    expect(screen.text).to_have_text("LV")
    assert screen.ink() == before
    screen.draw(strokes_of("LVO", height=130, at=(80, 80))[-1:])
    expect(screen.text).to_have_text("LVO")


def test_the_drawing_follows_a_narrower_window(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LOV", height=160, at=(520, 80)))
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    screen.page.set_viewport_size({"width": 420, "height": 800})
    screen.page.wait_for_timeout(500)
    screen.wait_for_fit()
    screen.wait_for_ink(lambda ink: abs(ink["right"] - before["right"]) < 0.02)
    expect(screen.text).to_have_text("LOV")


def test_words_are_read_in_the_chosen_mode(open_page: Open) -> None:
    screen = open_page(**UPPER)
    joined, separate = {"Word images", "Activity", "Alignment"}, {"Glyphs"}
    way = screen.page.locator(".hw-word summary").first

    def expect_stages(names: set[str]) -> None:
        for name in joined | separate:
            expect(screen.stages.filter(has_text=name)).to_have_count(int(name in names))

    screen.set_mode("Joined writing")
    screen.draw(strokes_of("HELLO", height=130, at=(80, 80)))
    expect_stages(joined)
    expect(way).to_contain_text("as a whole")
    expect(screen.page).to_have_url(re.compile("mode=joined"))
    screen.set_mode("Separate letters")
    expect_stages(separate)
    expect(way).to_contain_text("letter by letter")
    expect(screen.text).to_have_text("HELLO")
    screen.set_mode("Auto")
    expect_stages(joined | separate)


def test_text_is_copied_with_one_click(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LOV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LOV")
    screen.button("Copy").click()
    expect(screen.button("Copied")).to_be_visible()
    assert screen.page.evaluate("navigator.clipboard.readText()") == "LOV"


def test_dark_theme(open_page: Open) -> None:
    screen = open_page(dark=True)
    screen.draw(strokes_of("HELLO", height=130, at=(80, 80)))
    expect(screen.page.locator(".hw-stage").first).to_be_visible()

    def colour(of: str, what: str) -> list[int]:
        value: str = screen.page.locator(of).first.evaluate(f"e => getComputedStyle(e).{what}")
        return [int(float(number)) for number in re.findall(r"[\d.]+", value)[:3]]

    assert max(colour(".stApp", "backgroundColor")) < 60
    assert min(colour(".st-key-paper", "backgroundColor")) > 240
    assert min(colour(".hw-prediction", "color")) > 200
    assert min(colour(".hw-header h1", "color")) > 200

"""One page that explains itself, on phones and wide screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

NOTE = ROOT / "examples" / "note.jpg"
NOTE_TEXT = "Back at noon\nwith bread"


def place(screen: Screen, of: str) -> dict[str, float]:
    box = screen.page.locator(of).first.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


@pytest.mark.parametrize("touch", [False, True], ids=["desktop", "phone"])
def test_who_comes_first_sees_an_example_that_makes_way_for_a_drawing(
    open_page: Open, touch: bool
) -> None:
    size = (360, 740) if touch else (1280, 900)
    screen = open_page(*size, touch=touch, newcomer=True)
    example = screen.page.locator(".hw-as-example")
    expect(example).to_contain_text("Example")
    expect(screen.invitation).to_contain_text("Write a word")
    expect(screen.text).to_have_text(NOTE_TEXT, use_inner_text=True)
    expect(screen.page).to_have_url(re.compile(r"/\??$"))
    expect(screen.stages.last).to_be_attached()
    screen.page.wait_for_timeout(500)
    before, shifted = place(screen, ".st-key-paper"), screen.shifts()
    if touch:
        screen.draw_by_touch(strokes_of("LOV", height=60, at=(20, 70)))
    else:
        screen.draw(strokes_of("LOV", height=130, at=(80, 80)))
    expect(example).to_be_hidden()
    expect(screen.text).not_to_have_text(NOTE_TEXT, use_inner_text=True)
    assert place(screen, ".st-key-paper") == before
    assert screen.shifts() - shifted < 0.1
    screen.button("Clear").click()
    expect(screen.invitation).to_be_visible()
    expect(example).to_be_hidden()
    assert place(screen, ".st-key-paper") == before


def test_the_example_makes_way_for_an_upload(open_page: Open) -> None:
    screen = open_page(newcomer=True)
    expect(screen.page.locator(".hw-as-example")).to_be_visible()
    screen.tab("Upload").click()
    screen.page.locator("input[type=file]").set_input_files(ROOT / "examples" / "digits.jpg")
    expect(screen.text).to_contain_text("828")
    expect(screen.page.locator(".hw-as-example")).to_be_hidden()


@pytest.mark.parametrize("touch", [False, True], ids=["desktop", "phone"])
def test_nothing_jumps_while_drawing(open_page: Open, touch: bool) -> None:
    size = (360, 740) if touch else (1280, 900)
    screen = open_page(*size, touch=touch, alphabet="upper")
    strokes = strokes_of("LOVE", height=60 if touch else 130, at=(20, 70))
    draw = screen.draw_by_touch if touch else screen.draw
    draw(strokes[:1])
    expect(screen.text).to_be_visible()
    fixed = (".st-key-paper", ".st-key-pen_row", ".hw-text")
    before = [(place(screen, name)["x"], place(screen, name)["y"]) for name in fixed]
    shifted = screen.shifts()
    for stroke in strokes[1:]:
        draw([stroke])
        screen.page.wait_for_timeout(900)
        assert [(place(screen, name)["x"], place(screen, name)["y"]) for name in fixed] == before
    expect(screen.text).to_have_text("LOVE")
    assert screen.shifts() - shifted < 0.05


def test_the_first_text_appears_where_it_stays(open_page: Open) -> None:
    screen = open_page(alphabet="upper")
    screen.page.evaluate(
        """() => {
          window.tops = new Set();
          const look = () => {
            const text = document.querySelector(".hw-text");
            if (text) window.tops.add(text.getBoundingClientRect().top);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    screen.draw(strokes_of("L", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("L")
    screen.wait_for_rest()
    assert len(screen.page.evaluate("[...tops]")) == 1


def test_nothing_jumps_while_typing(open_page: Open) -> None:
    screen = open_page(way="examples", example="hello")
    expect(screen.text).to_have_text("HELLO")
    screen.page.wait_for_timeout(1500)
    shifted = screen.shifts()
    screen.word("HELLO").click()
    screen.panel.get_by_label("Or type what it says").fill("")
    before = place(screen, ".hw-panel input")
    screen.page.keyboard.type("Hullo", delay=60)
    assert place(screen, ".hw-panel input") == before
    screen.page.keyboard.press("Enter")
    expect(screen.text).to_have_text("Hullo")
    screen.button("Settings").click()
    words = screen.page.get_by_role("textbox", name="Own words and names")
    words.click()
    before = place(screen, ".st-key-words textarea")
    screen.page.keyboard.type("Anneliese", delay=60)
    assert place(screen, ".st-key-words textarea") == before
    screen.page.keyboard.press("Control+Enter")
    expect(screen.page).to_have_url(re.compile("words=Anneliese"))
    assert place(screen, ".st-key-words textarea") == before
    assert screen.shifts() - shifted < 0.05


@pytest.mark.parametrize("interface", ["en", "de", "es", "fr"])
def test_every_view_fits_a_small_phone_and_a_finger(open_page: Open, interface: str) -> None:
    screen = open_page(360, 740, touch=True, newcomer=True, interface=interface)
    page = screen.page

    def fits(view: str) -> None:
        assert screen.overflow() <= 0, view
        assert screen.small_targets() == [], view

    expect(screen.text).to_have_text(NOTE_TEXT, use_inner_text=True)
    fits("first visit")
    tabs = page.get_by_role("tab")
    for number, view in ((1, "upload"), (2, "camera"), (3, "examples")):
        tabs.nth(number).tap()
        expect(page).to_have_url(re.compile(f"way={view}"))
        if view == "camera":
            page.wait_for_function("document.querySelector('video')?.videoWidth > 0")
        if view == "examples":
            page.locator(".st-key-choose_list button").tap()
            expect(screen.text).to_contain_text("bread")
        fits(view)
    screen.text.get_by_role("button").first.tap()
    expect(screen.panel).to_be_visible()
    fits("a word's panel")
    page.keyboard.press("Escape")
    tabs.nth(0).tap()
    screen.wait_for_fit()
    page.locator(".stMain").evaluate("e => e.scrollTo(0, 0)")
    screen.draw_by_touch(strokes_of("HELLO", height=60, at=(20, 70)))
    expect(screen.stages.first).to_be_visible()
    fits("a drawing")
    page.locator(".stMain").evaluate("e => e.scrollTo(0, 0)")
    page.locator(".st-key-give .stPopover button").tap()
    expect(page.locator(".st-key-mode")).to_be_visible()
    fits("settings")


def test_a_phone_that_turns_keeps_the_drawing(open_page: Open) -> None:
    screen = open_page(360, 740, touch=True, alphabet="upper")
    screen.draw_by_touch(strokes_of("LOV", height=60, at=(20, 70)))
    expect(screen.text).to_have_text("LOV")
    for width, height in ((740, 360), (360, 740)):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.wait_for_timeout(500)
        screen.wait_for_fit()
        screen.wait_for_ink(lambda ink: ink["count"] > 0)
        expect(screen.text).to_have_text("LOV")
        assert screen.overflow() <= 0
        # The paper takes what width there is but for the page's margin.
        assert place(screen, ".st-key-paper")["width"] >= width - 64


def test_a_wide_screen_is_used(open_page: Open) -> None:
    screen = open_page(1440, 900, way="examples", example="note")
    expect(screen.text).to_have_text(NOTE_TEXT, use_inner_text=True)
    picture, words = place(screen, ".st-key-picture"), place(screen, ".hw-words")
    assert picture["x"] + picture["width"] < words["x"]
    assert place(screen, ".st-key-outcome")["width"] > 1100


def test_the_page_has_three_moments_in_order(open_page: Open) -> None:
    screen = open_page(way="examples", example="hello")
    expect(screen.stages.first).to_be_visible()
    moments = screen.page.locator("h2.hw-moment")
    expect(moments).to_have_text([r"1 Write or show", "2 What it says", "3 How it was read"])
    tops = [moment.evaluate("e => e.getBoundingClientRect().top") for moment in moments.all()]
    assert tops == sorted(tops)

"""Words are chosen, corrected and read with the visitor's own words."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

UPPER = {"alphabet": "Upper case"}


def drawn(open_page: Open, word: str = "HELLO", **query: str) -> Screen:
    screen = open_page(**{**UPPER, **query})
    screen.draw(strokes_of(word, height=130, at=(80, 80)))
    expect(screen.text).to_have_text(word)
    return screen


def top(of: Locator) -> float:
    box = of.bounding_box()
    assert box is not None
    return box["y"]


def test_a_candidate_is_picked_saved_and_taken_back(open_page: Open) -> None:
    screen = drawn(open_page)
    undo = screen.button("Undo correction")
    expect(undo).to_be_disabled()
    before = top(screen.page.locator(".hw-summary"))
    screen.word("HELLO").click()
    candidates = screen.panel.locator(".hw-candidate")
    expect(candidates.first).to_have_attribute("aria-pressed", "true")
    expect(candidates.first).to_contain_text(re.compile(r"HELLO.*%"))
    assert 2 <= candidates.count() <= 5
    other = candidates.nth(1).locator("b").inner_text()
    candidates.nth(1).click()
    expect(screen.text).to_have_text(other)
    expect(screen.panel).to_be_hidden()
    expect(screen.page.locator(".hw-word-text")).to_have_text(other)
    assert top(screen.page.locator(".hw-summary")) == before
    assert screen.saved("Text").decode() == f"{other}\n"
    data = json.loads(screen.saved("JSON"))
    assert data["text"] == other
    assert data["lines"][0]["words"][0]["corrected"]
    undo.click()
    expect(screen.text).to_have_text("HELLO")
    expect(undo).to_be_disabled()
    assert screen.saved("Text") == b"HELLO\n"


def test_a_typed_word_outlasts_other_settings_and_ways(open_page: Open) -> None:
    screen = drawn(open_page)
    screen.word("HELLO").click()
    screen.panel.get_by_label("Or type what it says").fill("Wörld <b>")
    screen.panel.get_by_role("button", name="Use it").click()
    expect(screen.text).to_have_text("Wörld <b>")
    screen.set_mode("Separate letters")
    expect(screen.stages.filter(has_text="Glyphs")).to_have_count(1)
    expect(screen.text).to_have_text("Wörld <b>")
    screen.tab("Examples").click()
    expect(screen.invitation).to_be_visible()
    screen.tab("Draw").click()
    expect(screen.text).to_have_text("Wörld <b>")
    screen.button("Copy").click()
    expect(screen.button("Copied")).to_be_visible()
    assert screen.page.evaluate("navigator.clipboard.readText()") == "Wörld <b>"
    screen.word("Wörld").click()
    screen.panel.get_by_role("button", name="As it was read: HELLO").click()
    expect(screen.text).to_have_text("HELLO")
    screen.button("Clear").click()
    expect(screen.invitation).to_be_visible()
    screen.wait_for_ink(lambda ink: ink["count"] == 0)
    screen.draw(strokes_of("HELLO", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("HELLO")


def test_a_word_is_corrected_with_the_keyboard_alone(open_page: Open) -> None:
    screen = open_page(way="Examples")
    page = screen.page
    screen.button("Note with a shadow").click()
    expect(screen.word("noon")).to_be_visible()
    screen.word("Back").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(screen.word("at")).to_be_focused()
    page.keyboard.press("Enter")
    expect(screen.panel.locator("[aria-pressed=true]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(screen.panel).to_be_hidden()
    expect(screen.word("at")).to_be_focused()
    page.keyboard.press("Enter")
    typed = screen.panel.get_by_label("Or type what it says")
    for _ in range(6):
        if typed.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(typed).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("by")
    page.keyboard.press("Enter")
    expect(screen.text).to_have_text("Back by noon\nwith bread", use_inner_text=True)
    expect(screen.word("by")).to_be_focused()


def test_words_are_chosen_on_the_picture_and_in_the_list(open_page: Open) -> None:
    screen = open_page(way="Examples")
    screen.button("Note with a shadow").click()
    expect(screen.word("noon")).to_be_visible()
    screen.page.locator('.hw-spot[data-word="0-2"]').click()
    expect(screen.panel.locator("strong")).to_have_text("noon")
    screen.page.keyboard.press("Escape")
    screen.page.locator("details.hw-word", has_text="bread").locator("[data-word]").click()
    expect(screen.panel.locator("strong")).to_have_text("bread")
    screen.page.keyboard.press("Escape")
    screen.page.locator(".hw-enlarge").click()
    expect(screen.page.locator("#boxes")).to_be_visible()


def test_a_correction_stays_while_more_is_drawn(open_page: Open) -> None:
    screen = open_page(**UPPER)
    screen.draw(strokes_of("LV", height=100, at=(60, 80)))
    expect(screen.text).to_have_text("LV")
    screen.word("LV").click()
    screen.panel.get_by_label("Or type what it says").fill("55")
    screen.page.keyboard.press("Enter")
    expect(screen.text).to_have_text("55")
    screen.draw(strokes_of("OH", height=100, at=(560, 80)))
    expect(screen.text).to_have_text(re.compile("^55 OH$"))


def test_an_unsure_word_stands_out_until_it_is_confirmed(open_page: Open) -> None:
    screen = open_page(mark="true")
    screen.draw(strokes_of("X8Q2J", height=130, at=(60, 80), shake=0.08))
    expect(screen.text).to_have_text(re.compile(r"^X8Q2\w$"))
    page, word = screen.page, screen.text.get_by_role("button")
    flag = page.locator(".hw-word summary .hw-flag")
    expect(flag).to_have_text("unsure")
    expect(page.locator(".hw-spot-unsure")).to_have_count(1)
    look = "e => [getComputedStyle(e).textDecorationStyle, getComputedStyle(e, '::after').content]"
    line, sign = word.evaluate(look)
    assert (line, sign[:2]) == ("dotted", '"?')
    read = word.inner_text()
    assert screen.saved("Text").decode() == f"{read}(?)\n"
    assert json.loads(screen.saved("JSON"))["lines"][0]["words"][0]["unsure"]
    word.click()
    expect(screen.panel.locator(".hw-flag")).to_have_text("unsure")
    screen.panel.locator("[aria-pressed=true]").click()
    expect(flag).to_have_text("corrected")
    expect(page.locator(".hw-spot-unsure")).to_have_count(0)
    assert screen.saved("Text").decode() == f"{read}\n"


def test_own_words_change_a_reading_and_are_part_of_the_link(open_page: Open) -> None:
    screen = open_page()
    screen.draw(strokes_of("OLO", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("OLO")
    screen.button("Settings").click()
    words = screen.page.get_by_role("textbox", name="Own words and names")
    words.fill("0L0\nLoughborough")
    words.blur()
    expect(screen.text).to_have_text("0L0")
    screen.page.keyboard.press("Escape")
    origin = "details.hw-word .hw-origin"
    expect(screen.page.locator(origin)).to_have_text("ink: OLO → dictionary: 0L0")
    expect(screen.page.locator(f"{origin} mark")).to_have_text(["O", "O", "0", "0"])
    screen.word("0L0").click()
    expect(screen.panel.locator("dd")).to_have_text(["OLO", "0L0"])
    screen.page.keyboard.press("Escape")
    screen.button("Settings").click()
    expect(screen.page).to_have_url(re.compile("words=0L0%0ALoughborough"))
    words.fill("\n".join(["0L0", *(f"Loughborough-{n}" for n in range(40))]))
    words.blur()
    expect(screen.page).not_to_have_url(re.compile("words="))
    expect(screen.text).to_have_text("0L0")
    words.fill("")
    words.blur()
    expect(screen.text).to_have_text("OLO")


def test_a_link_chooses_the_language(open_page: Open) -> None:
    screen = open_page(way="Examples", language="French")
    screen.button("Drawn word").click()
    expect(screen.text).to_have_text("HELLO")
    assert json.loads(screen.saved("JSON"))["settings"]["lexicon"] == "french"


def test_a_finger_corrects_a_word_on_a_small_phone(open_page: Open) -> None:
    screen = open_page(360, 740, touch=True, **UPPER)
    screen.draw_by_touch(strokes_of("HELLO", height=60, at=(20, 70)))
    expect(screen.text).to_have_text("HELLO")
    screen.word("HELLO").tap()
    expect(screen.panel).to_be_in_viewport(ratio=1)
    screen.panel.get_by_text("Reading order").tap()
    for target in (
        screen.word("HELLO"),
        screen.button("Copy"),
        screen.button("Undo correction"),
        screen.button("Redo correction"),
        *screen.panel.locator("button, input, summary").all(),
    ):
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    screen.panel.locator(".hw-candidate").nth(1).tap()
    expect(screen.text).not_to_have_text("HELLO")
    screen.text.get_by_role("button").tap()
    screen.panel.get_by_label("Or type what it says").fill(60 * "W")
    screen.panel.get_by_role("button", name="Use it").tap()
    expect(screen.text).to_have_text(60 * "W")
    screen.text.get_by_role("button").tap()
    expect(screen.panel).to_be_in_viewport(ratio=1)
    screen.panel.get_by_role("button", name="Close").tap()
    expect(screen.panel).to_be_hidden()
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert screen.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0
    for _ in range(2):
        screen.button("Undo correction").tap()
    expect(screen.text).to_have_text("HELLO")

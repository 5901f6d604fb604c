"""Characters, words and their order are put right, taken back and made again."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

UNDO, REDO = "Undo correction", "Redo correction"


def note(open_page: Open, width: int = 1280, height: int = 900, **how: bool) -> Screen:
    screen = open_page(width, height, way="examples", **how)
    screen.button("Note with a shadow").click()
    expect_text(screen, "Back at noon", "with bread")
    return screen


def expect_text(screen: Screen, *lines: str) -> None:
    expect(screen.text).to_have_text("\n".join(lines), use_inner_text=True)


def letter(screen: Screen, text: str, number: int = 0) -> Locator:
    return screen.panel.get_by_role("button", name=f"Character {text}", exact=True).nth(number)


def act(screen: Screen, name: str) -> Locator:
    return screen.panel.get_by_role("button", name=name, exact=True)


def chosen(screen: Screen, word: str, character: str, number: int = 0) -> None:
    screen.word(word).click()
    letter(screen, character, number).click()


def top(of: Locator) -> float:
    box = of.bounding_box()
    assert box is not None
    return box["y"]


def test_a_character_is_changed_and_the_word_follows(open_page: Open) -> None:
    screen = note(open_page)
    before = top(screen.page.locator(".hw-summary"))
    chosen(screen, "noon", "n")
    expect(letter(screen, "n")).to_have_attribute("aria-pressed", "true")
    act(screen, "This character is m").click()
    expect_text(screen, "Back at moon", "with bread")
    # The panel stays for the next character, and says what the word is now.
    expect(screen.panel.locator("strong")).to_have_text("moon")
    expect(letter(screen, "m")).to_be_focused()
    letter(screen, "n").click()
    screen.panel.get_by_label("This character is", exact=True).fill("rd")
    act(screen, "Change").click()
    expect_text(screen, "Back at moord", "with bread")
    screen.page.keyboard.press("Escape")
    expect(screen.panel).to_be_hidden()
    expect(screen.word("moord")).to_be_focused()
    assert top(screen.page.locator(".hw-summary")) == before
    data = json.loads(screen.saved("JSON"))
    word = data["lines"][0]["words"][2]
    assert (word["text"], word["corrected"]) == ("moord", True)
    assert [c["corrected"] for c in word["characters"]] == [True, False, False, True, True]
    for text in ("moon", "noon"):
        screen.button(UNDO).click()
        expect_text(screen, f"Back at {text}", "with bread")


def test_words_are_split_merged_and_deleted_with_a_way_back_and_forth(open_page: Open) -> None:
    screen = note(open_page)
    boxes = screen.page.locator(".hw-spot")
    expect(boxes).to_have_count(5)
    picture = screen.saved("Picture with boxes")
    chosen(screen, "Back", "c")
    act(screen, "Split the word before it").click()
    expect_text(screen, "Ba ck at noon", "with bread")
    expect(boxes).to_have_count(6)
    expect(screen.panel).to_be_hidden()
    screen.word("ck").click()
    act(screen, "Merge with at").click()
    expect_text(screen, "Ba ckat noon", "with bread")
    chosen(screen, "ckat", "k")
    act(screen, "Delete character").click()
    expect_text(screen, "Ba cat noon", "with bread")
    screen.page.keyboard.press("Escape")
    screen.word("with").click()
    act(screen, "Delete word").click()
    expect_text(screen, "Ba cat noon", "bread")
    expect(boxes).to_have_count(4)
    assert screen.saved("Text") == b"Ba cat noon\nbread\n"
    assert screen.saved("Picture with boxes") != picture
    expect(screen.page.locator(".hw-word-text")).to_have_text(["Ba", "cat", "noon", "bread"])
    states = [
        ("Back at noon", "with bread"),
        ("Ba ck at noon", "with bread"),
        ("Ba ckat noon", "with bread"),
        ("Ba cat noon", "with bread"),
        ("Ba cat noon", "bread"),
    ]
    for lines in reversed(states[:-1]):
        screen.button(UNDO).click()
        expect_text(screen, *lines)
    expect(screen.button(UNDO)).to_be_disabled()
    expect(screen.button(REDO)).to_be_focused()
    for lines in states[1:]:
        screen.button(REDO).click()
        expect_text(screen, *lines)
    expect(screen.button(REDO)).to_be_disabled()


def test_all_words_can_be_deleted_and_brought_back(open_page: Open) -> None:
    screen = open_page(way="examples")
    screen.button("Drawn word").click()
    expect(screen.text).to_have_text("HELLO")
    screen.word("HELLO").click()
    act(screen, "Delete word").click()
    expect(screen.text).to_have_text("")
    screen.button(UNDO).click()
    expect(screen.text).to_have_text("HELLO")


def test_the_reading_order_is_changed_step_by_step(open_page: Open) -> None:
    screen = note(open_page)
    screen.word("noon").click()
    screen.panel.get_by_text("Reading order").click()
    for step, *lines in (
        ("Word earlier", "Back noon at", "with bread"),
        ("Word earlier", "noon Back at", "with bread"),
        ("Line down", "with bread", "noon Back at"),
        ("Word earlier", "with bread noon", "Back at"),
        ("New line from here", "with bread", "noon", "Back at"),
        ("Line up", "noon", "with bread", "Back at"),
        ("Word later", "noon with bread", "Back at"),
        ("Word later", "with noon bread", "Back at"),
    ):
        screen.wait_for_rest()
        act(screen, step).click()
        expect_text(screen, *lines)
        expect(screen.panel.locator("strong")).to_have_text("noon")
    expect(act(screen, "Word later")).to_be_focused()
    screen.page.keyboard.press("Escape")
    screen.word("Back").click()
    act(screen, "Join to the line above").click()
    expect_text(screen, "with noon bread Back at")
    screen.page.keyboard.press("Escape")
    assert screen.saved("Text") == b"with noon bread Back at\n"
    for _ in range(9):
        screen.button(UNDO).click()
        screen.wait_for_rest()
    expect_text(screen, "Back at noon", "with bread")


def test_a_word_opened_while_a_change_is_on_its_way_stays_open(open_page: Open) -> None:
    screen = note(open_page)
    chosen(screen, "Back", "c")
    act(screen, "Split the word before it").click()
    # At once, as people do on a slow line: the answer comes when the next panel is open.
    screen.page.evaluate("document.querySelector('.hw-text [data-word=\"1-1\"]').click()")
    expect(screen.panel.locator("strong")).to_have_text("bread")
    expect_text(screen, "Ba ck at noon", "with bread")
    screen.wait_for_rest()
    expect(screen.panel.locator("strong")).to_have_text("bread")
    act(screen, "Delete word").click()
    expect_text(screen, "Ba ck at noon", "with")


def test_nothing_is_lost_between_pictures_views_and_settings(open_page: Open) -> None:
    screen = note(open_page)
    chosen(screen, "Back", "c")
    act(screen, "Split the word before it").click()
    screen.word("bread").click()
    act(screen, "Delete word").click()
    expect_text(screen, "Ba ck at noon", "with")
    screen.button("Drawn word").click()
    expect(screen.text).to_have_text("HELLO")
    screen.tab("Draw").click()
    expect(screen.invitation).to_be_visible()
    screen.tab("Examples").click()
    expect(screen.text).to_have_text("HELLO")
    screen.button("Note with a shadow").click()
    expect_text(screen, "Ba ck at noon", "with")
    screen.set_mode("Separate letters")
    expect(screen.stages.filter(has_text="Alignment")).to_have_count(0)
    expect_text(screen, "Ba ck at noon", "with")
    screen.button(UNDO).click()
    expect_text(screen, "Ba ck at noon", "with bread")


def test_everything_in_the_panel_is_done_with_the_keyboard(open_page: Open) -> None:
    screen = note(open_page)
    press = screen.page.keyboard.press
    screen.word("noon").focus()

    def tab_to(target: Locator, key: str = "Tab") -> None:
        for _ in range(20):
            if target.evaluate("e => e === document.activeElement"):
                break
            press(key)
        expect(target).to_be_focused()

    press("Enter")
    tab_to(letter(screen, "n"), "Shift+Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        press(key)
    expect(letter(screen, "n", 1)).to_be_focused()
    press("Enter")
    tab_to(act(screen, "Split the word before it"))
    press("Enter")
    expect_text(screen, "Back at noo n", "with bread")
    expect(screen.word("noo")).to_be_focused()
    press("Enter")
    tab_to(screen.panel.locator("summary"))
    press("Enter")
    tab_to(act(screen, "Word later"))
    press("Enter")
    expect_text(screen, "Back at n noo", "with bread")
    expect(act(screen, "Word later")).to_be_focused()
    press("Escape")
    expect(screen.panel).to_be_hidden()
    expect(screen.word("noo")).to_be_focused()
    tab_to(screen.button(UNDO))
    press("Enter")
    expect_text(screen, "Back at noo n", "with bread")
    expect(screen.button(UNDO)).to_be_focused()


def test_a_drawing_that_grows_keeps_its_corrections(open_page: Open) -> None:
    screen = open_page(alphabet="upper")
    screen.draw(strokes_of("LV", height=100, at=(60, 80)))
    expect(screen.text).to_have_text("LV")
    chosen(screen, "LV", "V")
    act(screen, "Split the word before it").click()
    expect(screen.text).to_have_text("L V")
    screen.draw(strokes_of("OH", height=100, at=(560, 80)))
    expect(screen.text).to_have_text(re.compile("^L V OH$"))


def test_screen_readers_are_told(open_page: Open) -> None:
    screen = note(open_page)
    expect(screen.text).to_have_role("toolbar")
    chosen(screen, "Back", "B")
    expect(screen.panel).to_have_role("dialog")
    expect(screen.panel).to_have_accessible_name("Back")
    expect(screen.panel.get_by_role("group", name="Character B")).to_be_visible()
    expect(screen.panel.get_by_role("toolbar", name="Choose a character")).to_be_visible()
    screen.panel.get_by_label("This character is", exact=True).fill("P")
    act(screen, "Change").click()
    expect(screen.text.get_by_role("button", name="Pack, corrected", exact=True)).to_have_count(1)


def test_a_finger_edits_on_a_small_phone(open_page: Open) -> None:
    screen = note(open_page, 360, 740, touch=True)
    screen.page.locator('.hw-spot[data-word="0-0"]').tap()
    letter(screen, "c").tap()
    for target in screen.panel.locator("button, input").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    act(screen, "Split the word before it").tap()
    expect_text(screen, "Ba ck at noon", "with bread")
    screen.word("at").tap()
    screen.panel.get_by_text("Reading order").tap()
    act(screen, "Word earlier").tap()
    expect_text(screen, "Ba at ck noon", "with bread")
    expect(screen.panel).to_be_in_viewport(ratio=1)
    act(screen, "Close").tap()
    expect(screen.panel).to_be_hidden()
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert screen.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0
    for _ in range(2):
        screen.button(UNDO).tap()
    expect_text(screen, "Back at noon", "with bread")
    screen.button(REDO).tap()
    expect_text(screen, "Ba ck at noon", "with bread")

"""Drawings that outlast the page: files and links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hwocr.drawing.files import load
from tests.browser.conftest import Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

UPPER = {"alphabet": "Upper case"}
LOV = strokes_of("LOV", height=130, at=(80, 80))
SMALL = strokes_of("LOV", height=80, at=(30, 70))


def save(screen: Screen, name: str) -> bytes:
    """The drawing as a file, by the menu."""
    screen.button("Save, open").click()
    with screen.page.expect_download() as download:
        screen.button(f"Save as {name}").click()
    screen.page.keyboard.press("Escape")
    return Path(download.value.path()).read_bytes()


def open_file(screen: Screen, file: Path) -> None:
    screen.button("Save, open").click()
    menu = screen.page.get_by_test_id("stPopoverBody")
    menu.locator("input[type=file]").set_input_files(file)
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("name", ["JSON", "SVG"])
def test_a_drawing_is_saved_and_opened_again(open_page: Open, name: str, tmp_path: Path) -> None:
    screen = open_page(**UPPER)
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    file = tmp_path / f"drawing.{name.lower()}"
    file.write_bytes(save(screen, name))
    assert len(load(file.read_bytes()).strokes) == 3
    screen.button("Clear").click()
    expect(screen.invitation).to_be_visible()
    open_file(screen, file)
    expect(screen.text).to_have_text("LOV")
    screen.wait_for_same_ink(before)


def test_a_file_that_is_no_drawing_says_so_and_takes_nothing_away(
    open_page: Open, tmp_path: Path
) -> None:
    screen = open_page(**UPPER)
    screen.draw(LOV)
    expect(screen.text).to_have_text("LOV")
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"objects": []}))
    open_file(screen, file)
    expect(screen.page.get_by_test_id("stAlert")).to_contain_text("Open one of the JSON or SVG")
    expect(screen.text).to_have_text("LOV")


@pytest.mark.parametrize("touch", [False, True])
def test_a_link_shows_the_drawing_read(open_page: Open, touch: bool) -> None:
    screen = open_page(390, 844, touch=True, **UPPER) if touch else open_page(**UPPER)
    (screen.draw_by_touch if touch else screen.draw)(SMALL)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    screen.button("Save, open").click()
    screen.button("Link to this drawing").click()
    screen.page.wait_for_url("**drawing=**")
    address = screen.page.evaluate("navigator.clipboard.readText()")
    assert address == screen.page.url
    assert len(address) < 1700
    screen.page.goto(address)
    screen.wait_for_fit()
    expect(screen.text).to_have_text("LOV")
    screen.wait_for_ink(lambda ink: abs(ink["right"] - before["right"]) < 0.02)
    # Once it changes, the address no longer tells what is shown.
    screen.button("Undo").click()
    expect(screen.invitation).to_be_visible()
    screen.page.wait_for_url(lambda url: "drawing=" not in url)


def test_a_damaged_link_says_so(open_page: Open) -> None:
    screen = open_page(drawing="AY4ImA")
    expect(screen.page.get_by_test_id("stAlert")).to_contain_text("damaged or incomplete")
    expect(screen.invitation).to_be_visible()

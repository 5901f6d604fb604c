"""Uploads, camera, examples and what can be done with their results."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import ROOT, Open
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

NOTE = ROOT / "examples" / "note.jpg"
NOTE_TEXT = "Back at noon\nwith bread"
BROKEN: FilePayload = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}


def test_a_photo_is_read_and_a_broken_file_costs_nothing(open_page: Open) -> None:
    screen = open_page(alphabet="Letters")
    page = screen.page
    screen.draw(strokes_of("LV", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("LV")
    screen.tab("Upload").click()
    expect(screen.invitation).to_contain_text("Choose one or more pictures")
    files = page.locator("input[type=file]")
    files.set_input_files(NOTE)
    expect(screen.text).to_have_text(NOTE_TEXT, use_inner_text=True)
    files.set_input_files(BROKEN)
    warning = page.get_by_test_id("stAlert")
    expect(warning).to_contain_text("broken.jpg was not read.")
    expect(warning).not_to_contain_text("Something went wrong")
    expect(screen.text).to_have_text(NOTE_TEXT, use_inner_text=True)
    expect(page.locator(".stException")).to_have_count(0)
    screen.button("Settings").click()
    expect(page.get_by_role("combobox", name="Characters that may occur")).to_have_value("Letters")
    page.keyboard.press("Escape")
    screen.tab("Draw").click()
    expect(screen.text).to_have_text("LV")
    assert screen.ink()["count"] > 0


def test_a_photo_from_the_camera_is_taken(open_page: Open) -> None:
    screen = open_page(way="Camera")
    # Streamlit ignores the button until the camera has sent its first picture.
    screen.page.wait_for_function("document.querySelector('video')?.videoWidth > 0")
    screen.button("Take Photo").click()
    # The browser's fake camera shows no writing; what counts is that it went through.
    expect(screen.page.locator(".hw-stage").first).to_be_visible()


def test_an_example_opens_large_and_downloads(open_page: Open) -> None:
    screen = open_page(way="Examples")
    page = screen.page
    screen.button("Drawn word").click()
    expect(screen.text).to_have_text("HELLO")
    large = page.locator("#stage-2")
    expect(large).to_be_hidden()
    page.locator(".hw-stage > .hw-zoom").nth(1).click()
    expect(large).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    assert screen.download("Text") == ("hello.txt", b"HELLO\n")
    name, data = screen.download("JSON")
    assert name == "hello.json"
    assert json.loads(data)["text"] == "HELLO"
    name, data = screen.download("Picture with boxes")
    assert name == "hello-boxes.png"
    assert Image.open(io.BytesIO(data)).size == (900, 290)


def test_a_link_opens_the_same_view(open_page: Open) -> None:
    screen = open_page(way="Examples", alphabet="Digits", steps="false")
    screen.button("Digits").click()
    expect(screen.text).to_have_text("0271 828 1845")
    expect(screen.page.locator(".hw-stage")).to_have_count(0)
    expect(screen.tab("Examples")).to_have_attribute("aria-selected", "true")

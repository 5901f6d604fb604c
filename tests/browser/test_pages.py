"""The pages beside the one that reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser


def visit_the_others(screen: Screen) -> None:
    """Go to the other pages and back."""
    page = screen.page
    for name in ("Models", "Privacy"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        expect(page.get_by_test_id("stFileUploader")).to_be_hidden()
    page.get_by_role("link", name="Read", exact=True).click()
    expect(page.get_by_role("tab").first).to_be_visible()


def test_a_drawing_outlasts_a_visit_to_the_other_pages(open_page: Open) -> None:
    screen = open_page()
    screen.draw(strokes_of("HELLO", height=130, at=(80, 80)))
    expect(screen.text).to_have_text("HELLO")
    visit_the_others(screen)
    expect(screen.text).to_have_text("HELLO")
    screen.wait_for_fit()
    screen.wait_for_ink(lambda ink: ink["count"] > 0)


def test_files_outlast_a_visit_to_the_other_pages(open_page: Open) -> None:
    screen = open_page(way="upload")
    pictures = [ROOT / "examples" / name for name in ("hello.png", "note.jpg")]
    screen.page.locator("input[type=file]").set_input_files(pictures)
    listed = screen.page.locator(".st-key-strip").get_by_role("button", name=re.compile(", read"))
    expect(listed).to_have_count(2)
    listed.nth(1).click()
    expect(screen.text).to_contain_text("noon")
    visit_the_others(screen)
    chips = screen.page.get_by_test_id("stFileChip")
    expect(chips).to_have_count(2)
    expect(listed).to_have_count(2)
    expect(screen.text).to_contain_text("noon")
    chips.filter(has_text="note.jpg").get_by_role("button").click()
    expect(screen.text).to_have_text("HELLO")
    expect(chips).to_have_count(1)


def test_a_photo_outlasts_a_visit_to_the_other_pages(open_page: Open) -> None:
    screen = open_page(way="camera")
    # Streamlit ignores the button until the camera has sent its first picture.
    screen.page.wait_for_function("document.querySelector('video')?.videoWidth > 0")
    screen.button("Take Photo").click()
    first = screen.stages.first.locator("img").first
    expect(first).to_be_visible()
    photo = first.get_attribute("src")
    visit_the_others(screen)
    expect(screen.tab("Camera")).to_have_attribute("aria-selected", "true")
    expect(first).to_have_attribute("src", str(photo))


def test_the_models_page_shows_what_was_measured(open_page: Open) -> None:
    screen = open_page()
    page = screen.page
    page.get_by_role("link", name="Models", exact=True).click()
    expect(page.get_by_text("88.8 % are, with a calibration error of 0.7 points")).to_be_visible()
    expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg")).to_have_count(2)
    expect(page.locator(".hw-card")).to_have_count(5)
    expect(page.locator(".hw-tall tbody tr")).to_have_count(47)
    page.get_by_text("As a table").first.click()
    expect(page.locator(".hw-numbers tbody tr").first).to_be_visible()
    folds = page.get_by_role("combobox", name="Capitals and small letters")
    folds.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # A list that is open closes when the page scrolls.
    folds.click()
    page.get_by_role("option", name="Told apart, by shape alone (62 classes)").click()
    expect(page.locator(".hw-tall tbody tr")).to_have_count(62)
    page.get_by_text("The full model card").click()
    expect(page.get_by_text("Expected calibration error (15 bins, 47 classes)")).to_be_visible()


@pytest.mark.parametrize("name", ["Models", "Privacy"])
def test_no_page_scrolls_sideways_on_a_phone(open_page: Open, name: str) -> None:
    screen = open_page(360, 740, touch=True)
    page = screen.page
    link = page.get_by_role("link", name=name, exact=True)
    box = link.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    link.tap()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.wait_for_timeout(500)
    main = "document.querySelector('.stMain')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0


def test_a_link_to_a_page_opens_it_in_the_language_it_names(open_page: Open) -> None:
    screen = open_page()
    address = screen.page.url.split("?")[0].rstrip("/")
    screen.page.goto(f"{address}/privacy?interface=fr")
    expect(screen.page.get_by_role("heading", name="Confidentialité")).to_be_visible()
    expect(screen.page.get_by_text("Une fois la page fermée, tout a disparu.")).to_be_visible()
    # Streamlit first looks for its server below the page's own address.
    screen.errors[:] = [error for error in screen.errors if "404" not in error]

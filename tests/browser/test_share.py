"""A link opens the same view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser


def query(screen: Screen) -> dict[str, str]:
    pairs: dict[str, str] = screen.page.evaluate(
        "() => Object.fromEntries(new URLSearchParams(location.search))"
    )
    return pairs


def test_the_address_opens_the_same_example_with_the_same_settings(open_page: Open) -> None:
    screen = open_page(newcomer=True)
    screen.tab("Examples").click()
    screen.button("Digits").click()
    expect(screen.text).to_have_text("0271 828 1845")
    screen.set_mode("Separate letters")
    screen.button("Settings").click()
    screen.page.locator(".st-key-prepare").get_by_text("Shadows").click()
    screen.page.locator(".st-key-steps label").click()
    screen.page.keyboard.press("Escape")
    expect(screen.page).to_have_url(re.compile("steps=false"))
    expect(screen.stages).to_have_count(0)
    link = query(screen)
    assert link.pop("prepare") == "skew"
    assert link == {
        "way": "examples",
        "example": "digits",
        "mode": "separate",
        "steps": "false",
    }
    said = screen.text.inner_text()

    other = open_page(prepare="paper", **link)
    expect(other.tab("Examples")).to_have_attribute("aria-selected", "true")
    expect(other.text).to_have_text(said, use_inner_text=True)
    expect(other.stages).to_have_count(0)
    other.button("Settings").click()
    chosen = other.page.locator(".st-key-mode [aria-checked=true], .st-key-mode :checked")
    expect(chosen).to_have_count(1)
    expect(other.page.locator(".st-key-mode")).to_contain_text("Separate letters")
    assert query(other) == {**link, "prepare": "paper"}


def test_a_link_of_an_earlier_version_still_opens(open_page: Open) -> None:
    screen = open_page(
        way="Examples", mode="Joined writing", alphabet="Upper case", example="hello"
    )
    expect(screen.tab("Examples")).to_have_attribute("aria-selected", "true")
    expect(screen.text).to_have_text("HELLO")
    expect(screen.stages.filter(has_text="Alignment")).to_have_count(1)
    assert query(screen) == {
        "way": "examples",
        "example": "hello",
        "mode": "joined",
        "alphabet": "upper",
    }


def test_a_link_sets_language_and_words(open_page: Open) -> None:
    screen = open_page(interface="fr", way="draw", words="Anneliese\nEly", language="german")
    screen.button("Réglages").click()
    words = screen.page.get_by_role("textbox", name="Mots et noms à reconnaître")
    expect(words).to_have_value("Anneliese\nEly")
    language = screen.page.locator(".st-key-language").get_by_role("combobox")
    expect(language).to_have_value("Allemand")


def test_going_back_goes_back_to_the_view_before(open_page: Open) -> None:
    screen = open_page(way="examples", example="hello")
    expect(screen.text).to_have_text("HELLO")
    screen.button("Digits").click()
    expect(screen.text).to_have_text("0271 828 1845")
    expect(screen.page).to_have_url(re.compile("example=digits"))
    # So soon after a choice, the browser may still send the address before it.
    screen.page.wait_for_timeout(2500)
    screen.page.go_back()
    expect(screen.text).to_have_text("HELLO")


def test_the_tab_of_the_browser_has_name_and_icon(open_page: Open) -> None:
    screen = open_page(way="draw")
    expect(screen.page).to_have_title("hwocr reads handwriting")
    icon = screen.page.locator("link[rel~=icon]").last
    expect(icon).to_have_attribute("href", re.compile(r"media/.*\.png$"))
    address = icon.evaluate("e => e.href")
    assert screen.page.request.get(address).headers["content-type"] == "image/png"

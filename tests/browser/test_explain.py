"""Visitors see why a character was read so, and how a picture became text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser


def note(open_page: Open, **screen: int | bool | str) -> Screen:
    shown = open_page(way="examples", example="note", **screen)
    expect(shown.word("noon")).to_be_visible()
    shown.wait_for_rest()
    return shown


def window(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


def test_a_window_tells_what_the_network_looked_at(open_page: Open) -> None:
    screen = note(open_page)
    screen.page.locator('[data-explain="0-2-0"]').click()
    told = window(screen)
    expect(told).to_contain_text("Why “n”?")
    expect(told).to_contain_text(re.compile(r"Its shape alone says n \(\d+ %\)"))
    expect(told.locator("figure img")).to_have_count(2)
    expect(told.locator("figure").first).to_contain_text(
        re.compile("The ink at the .* speaks most")
    )
    rival = told.locator("figure strong").nth(1).inner_text()
    assert re.fullmatch(r"Why not \S\?", rival)
    expect(told.locator(".hw-examples img")).to_have_count(6)
    expect(told.locator("tbody tr")).to_have_count(4)
    expect(told.locator("tbody tr.hw-chosen th")).to_have_text("n")
    screen.page.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_a_letter_of_a_joined_word_is_explained_too(open_page: Open) -> None:
    screen = note(open_page, mode="joined")
    screen.page.locator('[data-explain="0-2-0"]').click()
    expect(window(screen)).to_contain_text("The word was read as a whole")
    expect(window(screen).locator("figure img")).to_have_count(2)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_corrected_letter_is_explained_as_it_was_read(open_page: Open, width: int) -> None:
    screen = note(open_page, width=width, height=740, touch=width < 600)
    screen.word("noon").click()
    screen.panel.get_by_label("Or type what it says").fill("moon")
    screen.page.keyboard.press("Enter")
    expect(screen.word("moon")).to_be_visible()
    cards = screen.page.locator('.hw-word[data-of="0-2"] .hw-character')
    expect(cards.first).to_contain_text("was read n")
    expect(cards.nth(1)).not_to_contain_text("was read")
    expect(cards.locator("button")).to_have_count(4)
    screen.button("Why n?").first.click()
    told = window(screen)
    expect(told).to_contain_text("It was read as n and changed to m by hand.")
    expect(told.locator("figure strong").nth(1)).to_have_text("Why not m?")
    expect(told.locator("tbody tr.hw-chosen th")).to_have_text("n")


def test_the_buttons_of_a_row_of_cards_stand_in_line(open_page: Open) -> None:
    screen = note(open_page)
    screen.page.evaluate(
        """() => document.querySelectorAll(".hw-others").forEach((list, number) =>
          [...list.children].slice(1 + number % 3).forEach(item => item.remove()))"""
    )
    bottoms = screen.page.evaluate(
        """() => [...document.querySelectorAll(".hw-characters")].map(list =>
          [...list.children].map(card => [card.getBoundingClientRect().top,
            Math.round(card.querySelector("button").getBoundingClientRect().bottom)]))"""
    )
    others = screen.page.evaluate(
        """() => [...document.querySelectorAll(".hw-others")].map(list => list.children.length)"""
    )
    assert len(set(others)) > 1
    for cards in bottoms:
        assert len({bottom for _, bottom in cards}) == len({top for top, _ in cards})


def test_the_window_opens_by_keyboard_and_fits_a_small_phone(open_page: Open) -> None:
    screen = note(open_page, width=360, height=740, touch=True, dark=True)
    button = screen.page.locator('[data-explain="0-1-0"]')
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.focus()
    screen.page.keyboard.press("Enter")
    told = window(screen)
    expect(told.locator("figure img").first).to_be_visible()
    for picture in told.locator("img").all():
        place = picture.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 360
    assert told.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_steps_are_a_strip_that_scrolls_by_itself(open_page: Open) -> None:
    screen = note(open_page, width=360, height=740, touch=True)
    strip = screen.page.locator(".hw-stages")
    expect(strip.locator(".hw-stage").first).to_contain_text("The picture as it was given")
    assert strip.evaluate("e => e.scrollWidth > e.clientWidth")
    strip.evaluate("e => e.scrollTo({ left: 330 })")
    screen.page.wait_for_timeout(500)
    edges = strip.evaluate(
        "e => [...e.children].map(c => Math.abs("
        "c.getBoundingClientRect().left - e.getBoundingClientRect().left))"
    )
    assert min(edges) < 12
    main = "document.querySelector('.stMain')"
    assert screen.page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0


def test_the_steps_speak_the_language_of_the_page(open_page: Open) -> None:
    screen = note(open_page, interface="de")
    steps = screen.page.locator(".hw-stage")
    expect(steps.first).to_contain_text("Das Bild, wie es kam")
    expect(steps.filter(has_text=re.compile(r"\d+ Umrisse bleiben"))).to_have_count(1)

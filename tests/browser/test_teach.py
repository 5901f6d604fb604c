"""The visitor teaches the reader an odd hand: letters as in a mirror."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from hwocr.arrays import Points
from hwocr.personal import Examples, Personal
from tests.browser.conftest import OUTPUT, Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

WORD = "EPEPEPEPEP"
HAND = {"alphabet": "upper", "language": "none", "mode": "separate"}
SOON = 240_000
"""Milliseconds that teaching ten examples takes at most, on a very busy machine."""


def mirrored(word: str, at: tuple[float, float] = (30, 90), seed: int = 0) -> list[Points]:
    """Each letter of ``word`` turned round where it stands."""
    strokes: list[Points] = []
    left = at[0]
    for number, letter in enumerate(word):
        own = strokes_of(letter, height=80, at=(0, at[1]), seed=seed + number)
        ink = np.concatenate(own)
        low, high = float(ink[:, 0].min()), float(ink[:, 0].max())
        for stroke in own:
            turned = stroke.copy()
            turned[:, 0] = left + high - stroke[:, 0]
            strokes.append(turned)
        left += high - low + 34
    return strokes


def section(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-teach")


def open_section(screen: Screen) -> Locator:
    section(screen).locator("summary").click()
    expect(section(screen).get_by_text("stay in this session")).to_be_visible()
    return section(screen)


def correct(screen: Screen, text: str) -> None:
    screen.text.get_by_role("button").first.click()
    screen.panel.get_by_label("Or type what it says").fill(text)
    screen.panel.get_by_role("button", name="Use it").click()
    expect(screen.text).to_have_text(text)


def saved(screen: Screen, button: str) -> bytes:
    screen.wait_for_rest()
    with screen.page.expect_download() as download:
        section(screen).get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def upload(screen: Screen, name: str, data: bytes) -> None:
    screen.wait_for_rest()
    field = section(screen).locator("input[type=file]")
    expect(field).to_have_count(1)
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


@pytest.mark.timeout(400)
def test_a_hand_is_taught_kept_saved_dropped_and_loaded(open_page: Open) -> None:
    screen = open_page(**HAND)
    screen.draw(mirrored(WORD))
    expect(screen.text).to_have_text(re.compile(r"^[A-Z]{10}$"))
    read = screen.text.inner_text()
    assert sum(one == other for one, other in zip(read, WORD, strict=True)) <= 6
    correct(screen, WORD)
    teach = open_section(screen)
    expect(teach.locator(".hw-hand-count")).to_have_text("10 examples of 2 letters")
    expect(teach.locator(".hw-hand img")).to_have_count(5)
    teach.get_by_role("button", name="Teach", exact=False).click()
    expect(teach.get_by_text("Teaching …")).to_be_visible()
    table = teach.locator(".hw-effect")
    expect(table).to_be_visible(timeout=SOON)
    table.screenshot(path=OUTPUT / "teach-effect.png")
    expect(table).to_contain_text(re.compile(r"Your letters, held out \(2\).*%.*100.0 %"))
    expect(table).to_contain_text("Usual letters (816)")
    teach.get_by_role("button", name="Keep").click()
    expect(teach.get_by_text("Reading with your hand: taught E P.")).to_be_visible()
    screen.button("Clear").click()
    screen.wait_for_ink(lambda ink: ink["count"] == 0)
    screen.draw(mirrored("PEEP", seed=50))
    expect(screen.text).to_have_text("PEEP")
    hand = saved(screen, "Save hand")
    examples = saved(screen, "Save examples")
    assert Personal.load(hand).letters == "EP"
    assert Examples.load(examples).counts == {"E": 5, "P": 5}
    teach.get_by_role("button", name="Drop").click()
    expect(teach.get_by_text("Reading with your hand")).to_be_hidden()
    expect(screen.text).not_to_have_text("PEEP")
    upload(screen, "my-hand.npz", hand)
    expect(teach.get_by_text("Reading with your hand: taught E P.")).to_be_visible()
    expect(screen.text).to_have_text("PEEP")
    other = open_page(**HAND)
    other.draw(mirrored("PEEP", seed=50))
    expect(other.text).to_have_text(re.compile(r"^[A-Z]{4}$"))
    expect(other.text).not_to_have_text("PEEP")


def _file(letters: Sequence[str]) -> bytes:
    glyphs = np.full((28, 28), 255, np.uint8)
    pairs = []
    for number, letter in enumerate(letters):
        glyphs[4:24, 3 + number] = 0
        pairs.append((glyphs.copy(), letter))
    return Examples.of(pairs).to_bytes()


def test_examples_are_loaded_looked_at_and_removed_on_a_small_phone(open_page: Open) -> None:
    screen = open_page(360, 740, touch=True)
    teach = open_section(screen)
    expect(teach.get_by_text("No examples yet.")).to_be_visible()
    upload(screen, "mine.npz", _file("abbab"))
    expect(teach.locator(".hw-hand-count")).to_have_text("5 examples of 2 letters")
    teach.get_by_text("b · 3").tap()
    expect(teach.locator(".hw-hand img")).to_have_count(3)
    expect(teach.get_by_alt_text("Example 2 of b")).to_be_visible()
    chosen = teach.locator("[class*=st-key-hand_chosen]")
    chosen.get_by_role("button", name="2").tap()
    teach.get_by_role("button", name="Remove 1").tap()
    expect(teach.locator(".hw-hand-count")).to_have_text("4 examples of 2 letters")
    expect(teach.get_by_text("1 more needed before teaching can begin.")).to_be_visible()
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert screen.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0
    for target in teach.locator("button:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_a_foreign_file_is_refused_and_a_lesson_can_be_cancelled(open_page: Open) -> None:
    screen = open_page(dark=True)
    teach = open_section(screen)
    noise = io.BytesIO()
    np.save(noise, np.zeros(3))
    upload(screen, "noise.npz", noise.getvalue())
    expect(teach.get_by_text("Choose one that was saved here")).to_be_visible()
    upload(screen, "mine.npz", _file("aabbbcccdd"))
    teach.get_by_role("button", name="Teach", exact=False).click()
    teach.get_by_role("button", name="Cancel").click()
    expect(teach.get_by_role("button", name="Teach", exact=False)).to_be_enabled()
    expect(teach.locator(".hw-effect")).to_have_count(0)

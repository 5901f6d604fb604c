"""How quick the page is; the ceilings leave room for a machine that is busy with other things."""

from __future__ import annotations

from statistics import median

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

_WATCH = """() => {
  window.texts = [];
  addEventListener("pointerup", () => (window.lifted = performance.now()), true);
  new MutationObserver(() => {
    const text = document.querySelector(".hw-text")?.innerText ?? "";
    if (text !== window.texts.at(-1)) {
      window.texts.push(text);
      window.changed = performance.now();
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_the_text_follows_the_pen_and_never_goes_away(open_page: Open) -> None:
    screen = open_page(alphabet="Upper case")
    page = screen.page
    word = "LVLVLVL"
    strokes = strokes_of(word, height=90, at=(40, 80))
    screen.draw(strokes[:1])
    expect(screen.text).to_have_text(word[0])
    page.evaluate(_WATCH)
    answers = []
    for number in range(2, len(word) + 1):
        screen.draw(strokes[number - 1 : number])
        expect(screen.text).to_have_text(word[:number])
        answers.append(page.evaluate("() => window.changed - window.lifted"))
    assert median(answers) < 2000
    assert "" not in page.evaluate("() => window.texts")


def test_the_page_is_soon_ready_to_draw_on(open_page: Open) -> None:
    open_page()
    screen = open_page()
    assert screen.page.evaluate("() => performance.now()") < 8000

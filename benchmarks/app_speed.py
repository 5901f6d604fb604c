"""How quick the running app is for the one who uses it, and what stays behind in tab and server."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.report import Figure, Section
from benchmarks.running_app import (
    PATIENCE,
    draw_stroke,
    resident,
    running_app,
    upload,
    wait_until_read,
)

_VISITS = 7
_STROKES = 15
_PICTURES = 20
_SETTLED = 5
"""From so many pictures on, nothing more should have to be loaded."""
_FOLDER = Path(__file__).resolve().parents[1] / "examples"
_EXAMPLES = [p for p in sorted(_FOLDER.iterdir()) if p.suffix in {".jpg", ".png"}]
_WATCH = """
addEventListener("pointerup", () => (window.lifted = performance.now()), true);
window.blanks = 0;
const look = () => {
  const paper = document.querySelector(".st-key-paper");
  const canvas = paper && [...paper.querySelectorAll("*")]
    .map(e => e.shadowRoot?.querySelector("canvas.upper-canvas")).find(e => e);
  if (canvas && !window.ready) window.ready = performance.now();
  const text = document.querySelector(".hw-text")?.innerText ?? "";
  if (text !== window.text) {
    if (window.text && !text) window.blanks++;
    [window.text, window.changed] = [text, performance.now()];
  }
};
new MutationObserver(look)
  .observe(document, { subtree: true, childList: true, characterData: true });
setInterval(look, 10);
"""
"""Notes when the canvas is there, when the pen is lifted and when the text changes, in ms."""


def measure() -> Section:
    """Times in the browser, and the growth of tab and server over twenty pictures."""
    with running_app() as (process, address, browser):
        _ready(browser, address)
        ready = [_ready(browser, address) for _ in range(_VISITS)]
        answers, blanks = _strokes(browser, address)
        page = _page(browser)
        page.goto(f"{address}/?way=Upload")
        wait_until_read(page)
        tab, server = [], []
        for seed in range(_PICTURES):
            example = _EXAMPLES[seed % len(_EXAMPLES)]
            upload(page, f"{seed}{example.suffix}", example.read_bytes())
            tab.append(_heap(page))
            server.append(resident(process))
    figures = [
        Figure("page opened → canvas ready, median", median(ready), "s", at_most=2.5, digits=2),
        Figure("pen lifted → text changed, median", median(answers), "ms", at_most=700, digits=0),
        Figure("… the slowest", max(answers), "ms", digits=0),
        Figure("… times that the text was gone meanwhile", blanks, at_most=0, digits=0),
        Figure(f"the tab's memory after {_SETTLED} pictures", tab[_SETTLED - 1], "MB", digits=1),
        Figure(f"… after {_PICTURES}", tab[-1], "MB", digits=1),
        Figure(f"the server's memory after {_SETTLED}", server[_SETTLED - 1], "MB", digits=0),
        Figure(f"… after {_PICTURES}", server[-1], "MB", digits=0),
    ]
    notes = [
        f"Chromium on the same machine as the server. The page was opened {_VISITS} times with an "
        f"empty cache, the server being warm; {_STROKES} strokes were drawn, each making one more "
        f"letter of a word; the app's examples were uploaded {_PICTURES} times, one after "
        "another; all stay in the list. The tab's memory is its JavaScript heap after collection.",
    ]
    return Section.of("Speed and growth of the running app", figures, notes)


def _page(browser: Browser) -> Page:
    """A tab of a new visitor, who has nothing in the cache."""
    page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(_WATCH)
    return page


def _ready(browser: Browser, address: str) -> float:
    """Seconds until there is a canvas to draw on."""
    page = _page(browser)
    page.goto(address)
    page.wait_for_function("() => window.ready")
    seconds = float(page.evaluate("() => window.ready")) / 1000
    wait_until_read(page)
    page.context.close()
    return seconds


def _strokes(browser: Browser, address: str) -> tuple[list[float], int]:
    """Milliseconds from lifting the pen to a changed text; how often the text was gone between."""
    page = _page(browser)
    page.goto(f"{address}/?alphabet=Upper+case")
    page.locator("canvas.upper-canvas").wait_for()
    wait_until_read(page)
    answers = []
    for number in range(_STROKES):
        before = page.evaluate("() => window.text")
        draw_stroke(page, number, _STROKES)
        page.wait_for_function("before => window.text && window.text !== before", arg=before)
        answers.append(float(page.evaluate("() => window.changed - window.lifted")))
        wait_until_read(page)
    blanks = int(page.evaluate("() => window.blanks"))
    page.context.close()
    # The first stroke finds networks and word lists that nobody has used yet.
    return answers[1:], blanks


def _heap(page: Page) -> float:
    """The tab's JavaScript heap in megabytes, after collecting what is garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return float(used) / 1e6

"""The app's page as a visitor handles it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from hwocr.arrays import Points

_SMALL_TARGETS = """least => {
  const kinds = "button, a[href], summary, select, textarea, input:not([type=file]), "
    + "[role=tab], [role=radio], [role=combobox], [role=switch]";
  const small = [];
  for (const target of document.querySelectorAll(kinds)) {
    if (target.closest("[aria-hidden=true], p a") || target.disabled) continue;
    if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    // A label's whole area does what its input does, a select box's what its parts do.
    const label = target.closest("label, .stSelectbox [role=group]") ?? target;
    const { left, top, width, height } = target.getBoundingClientRect();
    // Shown only while it has the focus.
    if (width <= 1) continue;
    const reach = (dx, dy) => {
      const there = document.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy);
      return there && (label.contains(there) || there.contains(target) && there.matches(kinds));
    };
    const half = least / 2 - 1;
    const wide = width >= least || (reach(-half, 0) && reach(half, 0))
      || label.getBoundingClientRect().width >= least;
    const high = height >= least || (reach(0, -half) && reach(0, half))
      || label.getBoundingClientRect().height >= least;
    if (!wide || !high) small.push(
      `${target.tagName} ${target.getAttribute("aria-label") ?? target.textContent.slice(0, 30)} `
      + `in ${target.closest("[class*=st-key-]")?.className.match(/st-key-\\w+/)?.[0]}: `
      + `${Math.round(width)} x ${Math.round(height)}`);
  }
  return small;
}"""


class Screen:
    """One page of the app; opened and ready to draw on when this is made.

    ``errors`` collects what the browser's console reports as errors.
    """

    def __init__(self, page: Page, address: str, query: dict[str, str]) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        page.goto(f"{address}/?{urlencode(query)}")
        expect(page.get_by_role("tab").first).to_be_visible()
        if query.get("way", "draw") == "draw":
            self.wait_for_fit()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    @property
    def canvas(self) -> Locator:
        return self.page.locator("canvas.upper-canvas")

    @property
    def text(self) -> Locator:
        return self.page.locator(".hw-text")

    def word(self, text: str) -> Locator:
        """The word ``text`` in the text, as a button."""
        return self.text.get_by_role("button", name=re.compile(rf"^{text}\b"))

    @property
    def panel(self) -> Locator:
        """What a chosen word could be."""
        return self.page.locator(".hw-panel")

    def saved(self, name: str) -> bytes:
        """The file that the page gives in the format called ``name``."""
        return self.download(name)[1]

    def download(self, name: str) -> tuple[str, bytes]:
        """As :meth:`saved`, with the file's name before it."""
        format = self.page.locator(".st-key-format").get_by_role("combobox")
        self.wait_for_rest()
        if format.input_value() != name:
            format.scroll_into_view_if_needed()
            self.page.wait_for_timeout(200)
            format.click()
            self.page.get_by_role("option", name=name, exact=True).click()
            expect(format).to_have_value(name)
            self.wait_for_rest()
        with self.page.expect_download() as download:
            self.page.locator(".st-key-downloads").get_by_role("button", name="Download").click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def wait_for_rest(self) -> None:
        """Wait until the page has taken up what was just chosen and is at rest.

        That is looked at for half a second: it also seems so for a moment between two runs, the
        second of which was asked for during the first.
        """
        self.page.wait_for_timeout(300)
        app = self.page.get_by_test_id("stApp")
        for _ in range(10):
            expect(app).to_have_attribute("data-test-script-state", "notRunning")
            self.page.wait_for_timeout(50)

    def wait_for_stillness(self, of: Locator, seconds: float = 0.6) -> None:
        """Wait until ``of`` has kept its place and size for some time, at most ten times as long.

        Raises:
            TimeoutError: it still moves.
        """
        end, since, before = time.monotonic() + 10 * seconds, time.monotonic(), None
        while time.monotonic() < since + seconds:
            box = of.bounding_box()
            if box != before:
                since, before = time.monotonic(), box
            if time.monotonic() > end:
                raise TimeoutError(f"{of} still moves, it is at {box}")
            self.page.wait_for_timeout(50)

    @property
    def invitation(self) -> Locator:
        return self.page.locator(".hw-invitation")

    def tab(self, way: str) -> Locator:
        return self.page.get_by_role("tab", name=way)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def stages(self) -> Locator:
        return self.page.locator(".hw-stage")

    def set_mode(self, name: str) -> None:
        """Choose in the settings how words are read."""
        self.button("Settings").click()
        self.page.locator(".st-key-mode").get_by_role("radio", name=name).click()
        self.page.keyboard.press("Escape")

    def choose(self, pen: str, settle: float = 600) -> None:
        """Pick a pen and give the canvas ``settle`` milliseconds to take it up."""
        self.page.locator(".st-key-pen").get_by_text(pen, exact=True).click()
        self.page.wait_for_timeout(settle)

    def wait_for_fit(self) -> None:
        """Wait until one canvas is left, where the paper lies and as wide, without its toolbar."""
        expect(self.canvas).to_have_count(1)
        self.page.wait_for_function(
            """() => {
              const paper = document.querySelector(".st-key-paper");
              const roots = [...paper.querySelectorAll("*")].map(e => e.shadowRoot)
                .filter(r => r && r.querySelector("canvas.upper-canvas"));
              if (roots.length !== 1 || !roots[0].querySelector("style.fit")) return false;
              const canvas = roots[0].querySelector("canvas.upper-canvas").getBoundingClientRect();
              // While another canvas is taken down, the new one lies below it.
              return Math.abs(canvas.width - paper.clientWidth) <= 24
                && Math.abs(canvas.top - paper.getBoundingClientRect().top) <= 24;
            }"""
        )

    def ink(self) -> dict[str, float]:
        """Where ink lies on the canvas, as parts of its width and height; ``count`` in pixels."""
        result: dict[str, float] = self.page.evaluate(
            """() => {
              const upper = [...document.querySelectorAll(".st-key-paper *")]
                .map(e => e.shadowRoot && e.shadowRoot.querySelector("canvas.upper-canvas"))
                .find(e => e);
              const canvas = upper.parentElement.querySelector("canvas.lower-canvas");
              const { width, height } = canvas;
              const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
              let count = 0, left = 1, right = 0, top = 1, bottom = 0;
              for (let y = 0; y < height; y++) for (let x = 0; x < width; x++)
                if (pixels[4 * (y * width + x) + 3] > 128) {
                  count++;
                  left = Math.min(left, x / width); right = Math.max(right, x / width);
                  top = Math.min(top, y / height); bottom = Math.max(bottom, y / height);
                }
              return { count, left, right, top, bottom };
            }"""
        )
        return result

    def wait_for_ink(self, known: Callable[[dict[str, float]], bool]) -> None:
        """Wait until what lies on the canvas is as ``known`` says.

        Raises:
            TimeoutError: it has not become so within ten seconds.
        """
        end = time.monotonic() + 10
        while not known(self.ink()):
            if time.monotonic() > end:
                raise TimeoutError(f"the canvas still has {self.ink()}")
            self.page.wait_for_timeout(100)

    def wait_for_same_ink(self, as_before: dict[str, float]) -> None:
        """Wait until the canvas shows the same again; edges may be smoothed another way.

        Raises:
            TimeoutError: it has not come back within ten seconds.
        """

        def same(ink: dict[str, float]) -> bool:
            edges = all(abs(ink[e] - as_before[e]) < 0.01 for e in ("left", "right"))
            return edges and abs(ink["count"] / as_before["count"] - 1) < 0.06

        try:
            self.wait_for_ink(same)
        except TimeoutError as error:
            raise TimeoutError(f"{error}, not {as_before}") from None

    def draw(self, strokes: Sequence[Points]) -> None:
        """Draw with the mouse; points are canvas pixels."""
        left, top = self._corner()
        mouse = self.page.mouse
        for stroke in strokes:
            mouse.move(left + float(stroke[0, 0]), top + float(stroke[0, 1]))
            mouse.down()
            for x, y in stroke[1:]:
                mouse.move(left + float(x), top + float(y))
            mouse.up()

    def draw_by_touch(self, strokes: Sequence[Points]) -> None:
        """Draw with one finger; points are canvas pixels."""
        left, top = self._corner()
        session = self.page.context.new_cdp_session(self.page)

        def send(kind: str, points: list[dict[str, Any]]) -> None:
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        for stroke in strokes:
            kind = "touchStart"
            for x, y in stroke:
                send(kind, [{"x": left + float(x), "y": top + float(y)}])
                kind = "touchMove"
            send("touchEnd", [])

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        wide: int = self.page.evaluate(
            """() => Math.max(...[document.documentElement, document.querySelector(".stMain")]
              .map(e => e.scrollWidth - e.clientWidth))"""
        )
        return wide

    def small_targets(self, least: float = 44) -> list[str]:
        """What can be tapped, but less than ``least`` pixels around its middle; in view or not.

        What is kept from screen readers has an equal elsewhere, and links within sentences are as
        high as their line.
        """
        small: list[str] = self.page.evaluate(_SMALL_TARGETS, least)
        return small

    def shifts(self) -> float:
        """How much the page has jumped so far by itself: the cumulative layout shift."""
        score: float = self.page.evaluate(
            """() => new Promise(resolve => {
              let score = 0;
              new PerformanceObserver(list => {
                for (const { value, hadRecentInput } of list.getEntries())
                  if (!hadRecentInput) score += value;
              }).observe({ type: "layout-shift", buffered: true });
              setTimeout(() => resolve(score), 300);
            })"""
        )
        return score

    def _corner(self) -> tuple[float, float]:
        box = self.canvas.bounding_box()
        assert box is not None
        return box["x"], box["y"]

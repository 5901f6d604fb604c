"""Make the pictures of the running app: ``python docs/make_screenshots.py [NAME …]``.

The app is started for it. Without names all pictures are made:
draw, photo, joined, dark, phone, phone_dark, social and demo (a short recording).
Chromium is found as the browser tests find it.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect

sys.path.insert(0, str(Path(__file__).parents[1]))

import recording

from benchmarks.running_app import running_app
from tests.browser.screen import Screen
from tests.letters import strokes_of

FOLDER = Path(__file__).parent
DESKTOP = (1160, 1330)
PHONE = (390, 844)
COLOURS = 128
"""Of a picture: plenty for a page like this, and the file is small."""


class Studio:
    """Takes pictures of the app at ``address`` in ``browser``."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def screen(
        self, size: tuple[int, int], *, dark: bool = False, phone: bool = False, **query: str
    ) -> Screen:
        options: dict[str, Any] = {
            "viewport": {"width": size[0], "height": size[1]},
            "color_scheme": "dark" if dark else "light",
            "locale": "en-US",
            "is_mobile": phone,
            "has_touch": phone,
            "device_scale_factor": 2 if phone else 1,
        }
        context = self.browser.new_context(**options)
        context.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        return Screen(context.new_page(), self.address, query)

    def drawn(self, word: str, *, height: float, at: tuple[float, float], **how: Any) -> Screen:
        """The page with ``word`` drawn and read."""
        screen = self.screen(way="draw", **how)
        screen.draw(strokes_of(word, height=height, at=at, spacing=0.42))
        screen.page.get_by_text(word, exact=True).first.wait_for()
        return screen

    def draw(self) -> None:
        _save(self.drawn("HELLO", height=150, at=(150, 85), size=DESKTOP), "draw.png")

    def dark(self) -> None:
        screen = self.drawn("HELLO", height=150, at=(150, 85), size=DESKTOP, dark=True)
        _save(screen, "dark.png")

    def phone(self) -> None:
        screen = self.drawn("HELLO", height=64, at=(20, 75), size=PHONE, phone=True)
        _save(screen, "phone.png")

    def phone_dark(self) -> None:
        screen = self.screen(PHONE, phone=True, dark=True, way="examples", example="note")
        screen.stages.last.wait_for()
        screen.text.scroll_into_view_if_needed()
        screen.word("noon").tap()
        _save(screen, "phone_dark.png")

    def photo(self) -> None:
        screen = self.screen(DESKTOP, way="examples", example="note")
        screen.stages.first.wait_for()
        _save(screen, "photo.png")

    def joined(self) -> None:
        screen = self.screen(DESKTOP, way="examples", example="note", mode="joined")
        screen.stages.filter(has_text="Alignment").wait_for()
        screen.stages.last.scroll_into_view_if_needed()
        _save(screen, "joined.png")

    def social(self) -> None:
        """1280 × 640 for links on social networks: the name, a desktop and a phone."""
        shots = {
            "desktop": self.drawn("HELLO", height=110, at=(50, 85), size=(1100, 780)),
            "phone": self.drawn("HELLO", height=64, at=(20, 75), size=PHONE, phone=True),
        }
        pictures = {name: _shot(screen) for name, screen in shots.items()}
        page = self.browser.new_page(viewport={"width": 1280, "height": 640})
        page.set_content((FOLDER / "social.html").read_text("utf-8"))
        for name, data in pictures.items():
            page.evaluate(
                "([name, data]) => { document.getElementById(name).src = data }", [name, data]
            )
        page.wait_for_timeout(500)
        page.screenshot(path=FOLDER / "social.png")
        _reduce(FOLDER / "social.png")

    def demo(self) -> None:
        recording.record(self.screen((960, 900), way="draw"), FOLDER / "demo.gif")


def main(names: list[str]) -> None:
    with running_app() as (_, address, browser):
        studio = Studio(browser, address)
        every: dict[str, Callable[[], None]] = {
            name: getattr(studio, name)
            for name in ("draw", "photo", "joined", "dark", "phone", "phone_dark", "social", "demo")
        }
        for name in names or every:
            every[name]()
            print(name)


def _save(screen: Screen, name: str) -> None:
    """Keep what is in view."""
    _settle(screen)
    screen.page.screenshot(path=FOLDER / name)
    _reduce(FOLDER / name)
    screen.page.context.close()


def _shot(screen: Screen) -> str:
    """What is in view, as the address of a picture."""
    _settle(screen)
    data = screen.page.screenshot()
    screen.page.context.close()
    return f"data:image/png;base64,{b64encode(data).decode()}"


def _reduce(path: Path) -> None:
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _settle(screen: Screen) -> None:
    screen.page.mouse.move(0, 0)
    screen.page.wait_for_timeout(2500)


if __name__ == "__main__":
    main(sys.argv[1:])

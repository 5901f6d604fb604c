"""Make the README's pictures of the running app: ``python docs/make_screenshots.py ADDRESS``.

Start the app first (``make run``) and give its address, by default http://localhost:8501.
Chromium is found as the browser tests find it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.screen import Screen
from tests.letters import strokes_of

FOLDER = Path(__file__).parent
SIZE = {"width": 1160, "height": 1330}


def main(address: str) -> None:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        screen = Screen(context.new_page(), address, {})
        screen.draw(strokes_of("HELLO", height=150, at=(150, 85), spacing=0.42))
        screen.page.get_by_text("HELLO", exact=True).first.wait_for()
        _save(screen.page, "draw.png")
        screen.tab("Examples").click()
        screen.button("Note with a shadow").click()
        screen.page.locator(".hw-stage").first.wait_for()
        _save(screen.page, "photo.png")
        screen.set_mode("Joined writing")
        screen.stages.filter(has_text="Alignment").wait_for()
        screen.stages.last.scroll_into_view_if_needed()
        _save(screen.page, "joined.png")
        browser.close()


def _save(page: Page, name: str) -> None:
    """Keep what is in view; 128 colours are plenty and make a small file."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(2500)
    page.screenshot(path=FOLDER / name)
    with Image.open(FOLDER / name) as picture:
        few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8501"]))

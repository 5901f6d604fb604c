"""Memory of the running app: the real server, driven through twenty reads by a real browser."""

from __future__ import annotations

import cv2
from playwright.sync_api import Page

from benchmarks.compose import compose
from benchmarks.report import Figure, Section
from benchmarks.running_app import (
    PATIENCE,
    draw_stroke,
    resident,
    running_app,
    upload,
    wait_until_read,
)
from benchmarks.samples import phone_photo
from hwocr.arrays import Picture

_STROKES = 10
_UPLOADS = 10


def measure() -> Section:
    """Resident memory of the server after it started, after 20 reads and after a large photo."""
    with running_app() as (process, address, browser):
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.set_default_timeout(PATIENCE)
        started = resident(process)
        _draw_strokes(page, address)
        drawn = resident(process)
        page.goto(f"{address}/?way=Upload")
        for seed in range(_UPLOADS):
            upload(page, f"{seed}.png", _encoded(compose(seed).picture, ".png"))
        read = resident(process)
        upload(page, "photo.jpg", _encoded(phone_photo(0), ".jpg"))
        large = resident(process)
    figures = [
        Figure("server started, nobody there", started, "MB", digits=0),
        Figure(f"after {_STROKES} strokes, each read", drawn, "MB", digits=0),
        Figure(f"after {_STROKES + _UPLOADS} reads", read, "MB", at_most=350, digits=0),
        Figure("… and a photo of 12 megapixels", large, "MB", digits=0),
    ]
    notes = [
        "Resident memory of the Streamlit server process and its children; strokes are drawn and "
        "pictures uploaded in Chromium, which is not counted.",
    ]
    return Section.of("Memory of the running app", figures, notes)


def _draw_strokes(page: Page, address: str) -> None:
    """Draw strokes one by one and wait for the reading that follows each."""
    page.goto(address)
    page.locator("canvas.upper-canvas").wait_for()
    wait_until_read(page)
    for number in range(_STROKES):
        draw_stroke(page, number, _STROKES)
        page.get_by_text(f"{number + 1} character").first.wait_for()
        wait_until_read(page)


def _encoded(picture: Picture, suffix: str) -> bytes:
    _, data = cv2.imencode(suffix, picture[..., ::-1])
    return data.tobytes()

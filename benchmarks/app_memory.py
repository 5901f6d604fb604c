"""Memory of the running app: the real server, driven through twenty reads by a real browser.

And of what the app starts beside itself: the process of a lesson.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import cv2
import numpy as np
import psutil
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
from hwocr.personal import Examples
from hwocr.training.personal.lesson import Lesson
from hwocr.training.personal.usual import UsualLetters

_STROKES = 10
_UPLOADS = 10
_TAUGHT, _EACH = "EKRPG", 10
"""Letters that the lesson teaches, as in a mirror, and how many of each."""


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
        Figure("a lesson, in a process of its own, at most", _lesson(), "MB", digits=0),
    ]
    notes = [
        "Resident memory of the Streamlit server process and its children; strokes are drawn and "
        "pictures uploaded in Chromium, which is not counted. The lesson teaches "
        f"{_EACH} letters of each of {len(_TAUGHT)} kinds; its process ends with it.",
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


def _lesson() -> float:
    """Peak resident memory of the process that teaches, in megabytes."""
    before = {child.pid for child in psutil.Process().children()}
    lesson = Lesson(_mirrored())
    (begun,) = (child for child in psutil.Process().children() if child.pid not in before)
    peak = 0.0
    while lesson.running:
        lesson.look()
        peak = max(peak, _peak(begun.pid))
        time.sleep(0.2)
    if lesson.personal is None:
        raise RuntimeError(f"nothing was taught: {lesson.error}")
    return peak


def _peak(process: int) -> float:
    """Most resident memory so far in megabytes, which Linux tells; 0 once the process has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return 0.0
    kibibytes = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(kibibytes[1]) * 1024 / 1e6 if kibibytes else 0.0


def _mirrored() -> Examples:
    usual = UsualLetters.load()
    return Examples.of(
        (np.ascontiguousarray(255 - usual.inks[place, :, ::-1]), letter)
        for letter in _TAUGHT
        for place in [i for i, other in enumerate(usual.letters) if other == letter][:_EACH]
    )


def _encoded(picture: Picture, suffix: str) -> bytes:
    _, data = cv2.imencode(suffix, picture[..., ::-1])
    return data.tobytes()

"""Memory of the running app: the real server, driven through twenty reads by a real browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import psutil
from playwright.sync_api import FilePayload, Page, sync_playwright

from benchmarks.compose import compose
from benchmarks.report import Figure, Section
from benchmarks.samples import phone_photo
from hwocr.arrays import Picture

_ROOT = Path(__file__).resolve().parents[1]
_STROKES = 10
_UPLOADS = 10
_READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
_PATIENCE = 60_000
"""Milliseconds that any step may take."""


def measure() -> Section:
    """Resident memory of the server after it started, after 20 reads and after a large photo."""
    with _server() as (process, address), sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.set_default_timeout(_PATIENCE)
        started = _resident(process)
        _draw_strokes(page, address)
        drawn = _resident(process)
        page.goto(f"{address}/?way=Upload")
        for seed in range(_UPLOADS):
            _upload(page, f"{seed}.png", compose(seed).picture)
        read = _resident(process)
        _upload(page, "photo.jpg", phone_photo(0))
        large = _resident(process)
        browser.close()
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


@contextmanager
def _server() -> Iterator[tuple[psutil.Process, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "headless": "true",
        "port": port,
        "address": "127.0.0.1",
        "fileWatcherType": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += [f"--server.{name}={value}" for name, value in options.items()]
    command += ["--browser.gatherUsageStats=false"]
    with TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=_ROOT, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_healthy(address)
            yield psutil.Process(process.pid), address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_healthy(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE / 1000
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError("the app did not start")


def _draw_strokes(page: Page, address: str) -> None:
    """Draw strokes one by one and wait for the reading that follows each."""
    page.goto(address)
    canvas = page.locator("canvas.upper-canvas")
    canvas.wait_for()
    _wait_until_read(page)
    for number in range(_STROKES):
        box = canvas.bounding_box()
        assert box is not None, "the canvas has no place on the page"
        x = box["x"] + 40 + number * (box["width"] - 80) / _STROKES
        y = box["y"] + box["height"] * 0.3
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 3, y + 80, steps=4)
        page.mouse.move(x + 30, y + 80, steps=4)
        page.mouse.up()
        page.get_by_text(f"{number + 1} character").first.wait_for()
        _wait_until_read(page)


def _upload(page: Page, name: str, picture: Picture) -> None:
    _, data = cv2.imencode(Path(name).suffix, picture[..., ::-1])
    payload = FilePayload(name=name, mimeType="image/png", buffer=data.tobytes())
    page.locator("input[type=file]").first.set_input_files(payload)
    page.get_by_text(name).first.wait_for()
    _wait_until_read(page)
    page.get_by_text("read in").first.wait_for()


def _wait_until_read(page: Page) -> None:
    page.wait_for_timeout(300)
    page.locator(_READY).wait_for()


def _resident(process: psutil.Process) -> float:
    """Resident memory in megabytes, children included."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_info().rss for member in family) / 1e6

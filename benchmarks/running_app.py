"""The real app, its server in a process of its own and the page in a real Chromium."""

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

import psutil
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

_ROOT = Path(__file__).resolve().parents[1]
_READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
PATIENCE = 60_000
"""Milliseconds that any step may take."""


@contextmanager
def running_app() -> Iterator[tuple[psutil.Process, str, Browser]]:
    """The server's process, its address and a browser: the system's, or else Playwright's own.

    Raises:
        TimeoutError: the app has not started within a minute; try ``make run`` to see why.
    """
    with _server() as (process, address), sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield process, address, browser
        browser.close()


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
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError("the app did not start")


def wait_until_read(page: Page) -> None:
    page.wait_for_timeout(300)
    page.locator(_READY).wait_for()


def draw_stroke(page: Page, number: int, most: int) -> None:
    """Draw an L on the canvas, the one with this number of at most so many side by side."""
    box = page.locator("canvas.upper-canvas").bounding_box()
    assert box is not None, "the canvas has no place on the page"
    x = box["x"] + 40 + number * (box["width"] - 80) / most
    y = box["y"] + box["height"] * 0.3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y + 80, steps=4)
    page.mouse.move(x + 30, y + 80, steps=4)
    page.mouse.up()


def upload(page: Page, name: str, data: bytes) -> None:
    """Give the page an encoded picture and wait until it is read."""
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    payload = FilePayload(name=name, mimeType=kind, buffer=data)
    page.locator("input[type=file]").first.set_input_files(payload)
    page.get_by_text(name).first.wait_for()
    wait_until_read(page)
    page.get_by_text("read in").first.wait_for()


def resident(process: psutil.Process) -> float:
    """Resident memory in megabytes, children included."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_info().rss for member in family) / 1e6

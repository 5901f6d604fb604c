"""The running app and a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.screen import Screen

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "test-output"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Chromium prepares windows of its own with every page; only the last list counts, so those that
    # Playwright names stand here again.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,MediaRouter,"
    "OptimizationHints,PaintHolding",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]

Open = Callable[..., Screen]

PATIENCE = 25_000
"""Milliseconds to wait for what should come; a busy machine takes its time."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the app, started for these tests."""
    OUTPUT.mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    command += [f"--server.{name}={value}" for name, value in options.items()]
    with _log().open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(address + "/_stcore/health", process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(playwright), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Callable[..., BrowserContext]:
    """``visitors(**options)``: a browser's context with these options, the same for the same ones.

    So the page's scripts, which are large, are fetched and compiled once and not for each test.
    """

    @cache
    def visitor(**options: Any) -> BrowserContext:
        size = ViewportSize(width=options.pop("width"), height=options.pop("height"))
        permissions = ["camera", "clipboard-read", "clipboard-write"]
        context = browser.new_context(viewport=size, permissions=permissions, **options)
        context.set_default_timeout(PATIENCE)
        return context

    return visitor


@pytest.fixture
def open_page(
    server: str, visitors: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """``open_page(width=390, height=844, touch=True, dark=True, alphabet="Digits")``.

    ``calm`` asks for reduced motion, ``newcomer`` opens the bare address, the rest is the query.
    Each page must end without an error in the browser's console; its last sight is kept as
    a picture in ``test-output/``.
    """
    screens: list[Screen] = []

    def start(
        width: int = 1280,
        height: int = 900,
        *,
        touch: bool = False,
        dark: bool = False,
        calm: bool = False,
        locale: str = "en-US",
        newcomer: bool = False,
        **query: str,
    ) -> Screen:
        context = visitors(
            width=width,
            height=height,
            is_mobile=touch,
            has_touch=touch,
            device_scale_factor=2 if touch else 1,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            locale=locale,
        )
        # Whoever comes without any choice in the address is shown an example first.
        chosen = query if query or newcomer else {"way": "draw"}
        screens.append(Screen(context.new_page(), server, chosen))
        return screens[-1]

    yield start
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    for number, screen in enumerate(screens):
        screen.page.screenshot(path=OUTPUT / f"{name}{f'-{number}' if number else ''}.png")
        screen.page.close()
    assert [error for screen in screens for error in screen.errors] == []


def _log() -> Path:
    """Where the app of this runner writes what it has to say."""
    return OUTPUT / f"server-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.log"


def _chromium(playwright: Playwright) -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    path = found or playwright.chromium.executable_path
    if not Path(path).exists():
        pytest.fail("no Chromium: install one, or name it in the environment variable CHROMIUM")
    return path


def _wait_for(health: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the app ended by itself, see {_log()}")
        try:
            with urlopen(health, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the app did not answer within {seconds:.0f} s")

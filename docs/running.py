"""The app, started for pictures of it, and a browser to look at it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]


@contextmanager
def app() -> Iterator[str]:
    """The address of the app, which runs until the end.

    Raises:
        RuntimeError: it has not answered within a minute.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true"]
    process = subprocess.Popen(
        [*command, "--server.fileWatcherType=none"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 60
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the app did not start; try `make run` to see why")
            time.sleep(0.3)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or else Playwright's own."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=2):
            return True
    except (URLError, OSError):
        return False

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
from playwright.sync_api import Browser, Page, sync_playwright

_ROOT = Path(__file__).resolve().parents[1]
_READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
PATIENCE = 60_000
"""Milliseconds that any step may take."""


@contextmanager
def running_app() -> Iterator[tuple[psutil.Process, str, Browser]]:
    """The server's process, its address and a browser."""
    with _server() as (process, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
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


def resident(process: psutil.Process) -> float:
    """Resident memory in megabytes, children included."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_info().rss for member in family) / 1e6

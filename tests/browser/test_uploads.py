"""Many pictures: the list, pages of documents, stopping, and files of one or all of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import psutil
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect

from hwocr.strokes import render
from tests.browser.conftest import OUTPUT, ROOT, Open
from tests.browser.screen import Screen
from tests.letters import size_of, strokes_of

pytestmark = pytest.mark.browser

WORDS = ("HELLO", "WORLD", "RIVER", "HOUSE", "LIGHT", "MUSIC", "TRAIN", "WATER")
SCREENS = pytest.mark.parametrize("touch", [False, True], ids=["desktop", "phone"])


def _picture(text: str, seed: int = 0) -> Image.Image:
    lines = strokes_of(text, height=100, seed=seed)
    grey = np.round(255 * (1 - render(lines, size_of(lines), 8))).astype(np.uint8)
    return Image.fromarray(np.repeat(grey[..., None], 3, axis=2))


def _file(text: str, number: int = 0) -> FilePayload:
    data = io.BytesIO()
    _picture(text, number).save(data, "PNG")
    name = f"{text.lower()}-{number}.png"
    return {"name": name, "mimeType": "image/png", "buffer": data.getvalue()}


def _files(count: int, first: int = 0) -> list[FilePayload]:
    return [_file(WORDS[n % len(WORDS)], n) for n in range(first, first + count)]


def _scan(*texts: str) -> FilePayload:
    data = io.BytesIO()
    first, *rest = map(_picture, texts)
    first.save(data, "PDF", save_all=True, append_images=rest)
    return {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": data.getvalue()}


def _opened(open_page: Open, touch: bool = False) -> Screen:
    size = (360, 740) if touch else (1280, 900)
    return open_page(*size, touch=touch, way="upload", alphabet="upper")


def _give(screen: Screen, *files: FilePayload) -> None:
    screen.page.locator("input[type=file]").set_input_files(list(files))


def _strip(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-strip")


def _pictures(screen: Screen, state: str = "") -> Locator:
    """The buttons of the list whose picture is in a state, such as ``read``."""
    return _strip(screen).get_by_role("button", name=re.compile(rf", {state}"))


def _saved_all(screen: Screen, *formats: str, joined: bool = False) -> tuple[str, bytes]:
    """The file with all pictures in these formats; its name and data."""
    page = screen.page
    page.get_by_role("button", name=re.compile("^Save all")).click()
    box = page.get_by_test_id("stPopoverBody")
    for name in {"Text", *formats}:
        if (name == "Text") != (name in formats):
            pill = box.get_by_role("button", name=name, exact=True)
            pill.click()
            screen.wait_for_rest()
    if joined:
        box.get_by_text("All pictures in one file").click()
    button = box.get_by_role("button", name=re.compile("^Download"))
    screen.wait_for_rest()
    screen.wait_for_stillness(button)
    with page.expect_download() as download:
        button.click()
    page.keyboard.press("Escape")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@SCREENS
def test_many_pictures_are_listed_read_and_looked_at(open_page: Open, touch: bool) -> None:
    screen = _opened(open_page, touch)
    _give(screen, *_files(21))
    expect(_pictures(screen)).to_have_count(21)
    expect(_strip(screen).get_by_role("status")).to_contain_text("of 21 pictures read")
    # The first is there long before all are.
    expect(screen.text).to_have_text("HELLO")
    expect(_pictures(screen, "waiting").last).to_be_attached()
    with screen.page.expect_download() as download:
        screen.page.locator(".st-key-downloads").get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_bytes() == b"HELLO\n"
    expect(_pictures(screen, "waiting").last).to_be_attached()
    expect(_pictures(screen, "read")).to_have_count(21, timeout=90_000)
    expect(_strip(screen).get_by_role("status")).to_have_text("21 pictures")
    expect(_strip(screen).locator("img")).to_have_count(21)
    last = _pictures(screen).nth(20)
    last.scroll_into_view_if_needed()
    last.click()
    expect(screen.text).to_have_text(WORDS[20 % len(WORDS)])
    expect(last).to_have_attribute("aria-current", "true")
    box = last.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert screen.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0


def test_the_list_can_be_walked_with_the_keyboard(open_page: Open) -> None:
    screen = _opened(open_page)
    _give(screen, *_files(3))
    expect(_pictures(screen, "read")).to_have_count(3)
    _pictures(screen).first.focus()
    screen.page.keyboard.press("ArrowRight")
    screen.page.keyboard.press("ArrowRight")
    expect(_pictures(screen).nth(2)).to_be_focused()
    screen.page.keyboard.press("Enter")
    expect(screen.text).to_have_text("RIVER")
    expect(_pictures(screen).nth(2)).to_be_focused()
    screen.page.keyboard.press("Home")
    screen.page.keyboard.press("Space")
    expect(screen.text).to_have_text("HELLO")


@SCREENS
def test_reading_stops_and_goes_on(open_page: Open, touch: bool) -> None:
    screen = _opened(open_page, touch)
    _give(screen, *_files(20))
    expect(screen.text).to_have_text("HELLO")
    _strip(screen).get_by_role("button", name="Cancel").click()
    expect(_strip(screen).get_by_role("status")).to_contain_text("Stopped")
    done = _pictures(screen, "read").count()
    assert 1 <= done < 20
    screen.page.wait_for_timeout(3000)
    assert _pictures(screen, "read").count() == done
    expect(_pictures(screen, "not read: cancelled")).to_have_count(20 - done)
    # What is wanted nevertheless is read, and only that.
    _pictures(screen).nth(19).click()
    expect(screen.text).to_have_text(WORDS[19 % len(WORDS)])
    expect(_pictures(screen, "read")).to_have_count(done + 1)
    _strip(screen).get_by_role("button", name="Read the rest").click()
    expect(_pictures(screen, "read")).to_have_count(20, timeout=90_000)


@SCREENS
def test_every_page_of_a_pdf_is_read(open_page: Open, touch: bool) -> None:
    screen = _opened(open_page, touch)
    _give(screen, _scan("HELLO", "WORLD", "RIVER"))
    expect(_pictures(screen, "read")).to_have_count(3)
    expect(screen.text).to_have_text("HELLO")
    _strip(screen).get_by_role("button", name="scan.pdf, page 3").click()
    expect(screen.text).to_have_text("RIVER")
    name, data = screen.download("Searchable PDF")
    assert name == "scan, page 3.pdf"
    assert "RIVER" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def test_what_cannot_be_read_says_why_and_costs_nothing(open_page: Open) -> None:
    screen = _opened(open_page)
    locked = (ROOT / "tests" / "protected.pdf").read_bytes()
    _give(
        screen,
        _file("HELLO"),
        {"name": "locked.pdf", "mimeType": "application/pdf", "buffer": locked},
        {"name": "cut.pdf", "mimeType": "application/pdf", "buffer": _scan("HI")["buffer"][:300]},
    )
    warning = screen.page.get_by_test_id("stAlert")
    expect(warning).to_contain_text("2 pictures were not read: locked.pdf, cut.pdf")
    expect(screen.text).to_have_text("HELLO")
    _strip(screen).get_by_role("button", name="locked.pdf").click()
    expect(warning).to_contain_text("Save a copy without one")
    _strip(screen).get_by_role("button", name="cut.pdf").click()
    expect(warning).to_contain_text("damaged or cut short")
    _strip(screen).get_by_role("button", name="hello-0.png").click()
    expect(screen.text).to_have_text("HELLO")


def test_each_format_is_downloaded(open_page: Open) -> None:
    screen = _opened(open_page)
    _give(screen, _file("HELLO"))
    expect(screen.text).to_have_text("HELLO")
    assert screen.download("Text") == ("hello-0.txt", b"HELLO\n")
    assert screen.download("Markdown") == ("hello-0.md", b"HELLO\n")
    assert json.loads(screen.saved("JSON"))["text"] == "HELLO"
    table = screen.saved("Characters (CSV)").decode("utf-8-sig")
    assert "".join(row["text"] for row in csv.DictReader(io.StringIO(table))) == "HELLO"
    words = etree.fromstring(screen.saved("hOCR")).findall(".//{*}span[@class='ocrx_word']")
    assert ["".join(map(str, word.itertext())) for word in words] == ["HELLO"]
    strings = etree.fromstring(screen.saved("ALTO XML")).findall(".//{*}String")
    assert [string.get("CONTENT") for string in strings] == ["HELLO"]
    text = pypdfium2.PdfDocument(screen.saved("Searchable PDF"))[0].get_textpage()
    assert text.get_text_range().strip() == "HELLO"
    assert Image.open(io.BytesIO(screen.saved("Picture with boxes"))).format == "PNG"


@SCREENS
def test_all_pictures_are_saved_at_once_with_their_corrections(
    open_page: Open, touch: bool
) -> None:
    screen = _opened(open_page, touch)
    _give(screen, _file("HELLO"), _file("WORLD"))
    expect(_pictures(screen, "read")).to_have_count(2)
    screen.word("HELLO").click()
    screen.panel.get_by_label("Or type what it says").fill("Hallo")
    screen.page.keyboard.press("Enter")
    expect(screen.text).to_have_text("Hallo")
    _pictures(screen).nth(1).click()
    expect(screen.text).to_have_text("WORLD")
    name, data = _saved_all(screen, "Text", "ALTO XML", "Searchable PDF")
    assert name == "pictures.zip"
    with ZipFile(io.BytesIO(data)) as zipped:
        files = {part: zipped.read(part) for part in zipped.namelist()}
    stems = ("hello-0", "world-0")
    assert sorted(files) == sorted(f"{s}.{e}" for s in stems for e in ("txt", "xml", "pdf"))
    assert (files["hello-0.txt"], files["world-0.txt"]) == (b"Hallo\n", b"WORLD\n")
    assert b'CONTENT="Hallo"' in files["hello-0.xml"]


def test_all_texts_are_saved_in_one_file(open_page: Open) -> None:
    screen = _opened(open_page)
    _give(screen, _file("HELLO"), _file("WORLD"))
    expect(_pictures(screen, "read")).to_have_count(2)
    name, data = _saved_all(screen, "Text", joined=True)
    assert name == "pictures.txt"
    assert data.decode() == "==> hello-0.png <==\nHELLO\n\n==> world-0.png <==\nWORLD\n"


def test_neither_server_nor_tab_grow_with_more_pictures(open_page: Open, server: str) -> None:
    screen = _opened(open_page)
    client = screen.page.context.new_cdp_session(screen.page)
    process = next(
        p
        for p in psutil.process_iter(["cmdline"])
        if f"--server.port={server.rpartition(':')[2]}" in (p.info["cmdline"] or [])
    )

    def sizes() -> tuple[float, float]:
        """Megabytes of the server's process and of the tab's scripts."""
        client.send("HeapProfiler.collectGarbage")
        heap = client.send("Runtime.getHeapUsage")["usedSize"]
        return process.memory_info().rss / 1e6, heap / 1e6

    _give(screen, *_files(20))
    expect(_pictures(screen, "read")).to_have_count(20, timeout=90_000)
    first = sizes()
    _give(screen, *_files(20, first=20))
    expect(_pictures(screen, "read")).to_have_count(40, timeout=90_000)
    second = sizes()
    report = f"megabytes of server and tab after 20 pictures {first}, after 40 {second}\n"
    (OUTPUT / "memory.txt").write_text(report)
    assert second[0] - first[0] < 30, report
    assert second[1] - first[1] < 10, report

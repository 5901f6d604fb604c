from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pypdfium2
import pytest
import streamlit as st

from hwocr.ui import pile
from hwocr.ui.pile import WHOLE, Done, Item
from hwocr.ui.reading import Failure, Reading
from hwocr.ui.settings import Options
from hwocr.ui.shelf import known
from tests.ui.pages import page

OPTIONS = Options("auto", "all", "english", (), ())
OTHERS = Options("joined", "all", "english", (), ())


@dataclass
class _File:
    file_id: str
    name: str
    data: bytes = b""

    def getvalue(self) -> bytes:
        return self.data


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def _items(*files: _File) -> list[Item]:
    return pile.items(cast(Any, files))


def _reading(text: str = "HELLO") -> Reading:
    return Reading.of("a.png", text, page(text), np.full((800, 4000, 3), 255, np.uint8))


def _pdf(pages: int) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(100, 100)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_each_file_and_each_page_is_an_item() -> None:
    found = _items(_File("1", "a.png"), _File("2", "b.pdf", _pdf(3)), _File("3", "a.png"))
    assert [(item.name, item.number) for item in found] == [
        ("a.png", 0),
        ("b.pdf, page 1", 0),
        ("b.pdf, page 2", 1),
        ("b.pdf, page 3", 2),
        ("a.png (2)", 0),
    ]
    assert len({item.place for item in found}) == 5


def test_a_document_that_cannot_be_opened_is_an_item_that_will_fail() -> None:
    assert [item.name for item in _items(_File("1", "a.pdf", b"%PDF-1.7 cut"))] == ["a.pdf"]


def test_little_is_kept_and_it_is_the_whole_page() -> None:
    done = Done.of(_reading())
    assert done.page.to_dict() == _reading().page.to_dict()
    assert len(done.packed) + len(done.thumbnail) < 5000
    assert done.thumbnail.startswith("data:image/jpeg;base64,")


def test_nothing_is_read_twice_unless_the_settings_change() -> None:
    (item,) = _items(_File("1", "a.png"))
    made: list[Reading] = []

    def make() -> Reading:
        made.append(_reading())
        return made[-1]

    assert pile.state(item, OPTIONS) is None
    for _ in range(2):
        assert pile.read(item, OPTIONS, make) is made[0]
    assert isinstance(pile.state(item, OPTIONS), Done)
    assert pile.state(item, OTHERS) is None
    pile.read(item, OTHERS, make)
    assert len(made) == 2


def test_only_the_last_few_are_kept_with_their_pictures() -> None:
    found = _items(*(_File(str(n), f"{n}.png") for n in range(WHOLE + 3)))
    for item in found:
        pile.read(item, OPTIONS, _reading)
    assert all(isinstance(pile.state(item, OPTIONS), Done) for item in found)
    whole = [item for item in found if known(item.place, OPTIONS) is not None]
    assert whole == found[-WHOLE:]
    pile.read(found[0], OPTIONS, lambda: _reading("AGAIN"))
    assert known(found[0].place, OPTIONS) is not None
    assert known(found[-WHOLE].place, OPTIONS) is None


def test_what_is_gone_is_forgotten() -> None:
    files = [_File("1", "a.png"), _File("2", "b.png")]
    first, second = _items(*files)
    pile.read(first, OPTIONS, _reading)
    pile.read(second, OPTIONS, lambda: Failure("b.png", None))
    assert _items(files[1]) == [second]
    assert pile.state(first, OPTIONS) is None
    assert known(first.place, OPTIONS) is None
    assert pile.state(second, OPTIONS) == Failure("b.png", None)

"""Corrections are saved with the name of their picture, and go on no other."""

from __future__ import annotations

import json

import numpy as np
import pytest
import streamlit as st

from hwocr.corrections import ChangeWord, Place
from hwocr.ui import edits
from hwocr.ui.reading import Reading
from hwocr.ui.record import _load, written
from tests.ui.pages import page


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def reading(key: str, text: str = "teh cat") -> Reading:
    return Reading.of("x.png", key, page(text), np.full((80, 400, 3), 255, np.uint8))


def saved() -> bytes:
    read = reading("one")
    edits.make(read, ChangeWord(Place.of(read.page, read.page.words[0]), "thé"))
    data = written(read).encode()
    st.session_state.clear()
    return data


def test_saved_corrections_come_back_and_can_be_taken_back() -> None:
    data, read = saved(), reading("one")
    assert edits.applied(read).text == "teh cat"
    assert _load(read, data) == "1 correction applied."
    assert edits.applied(read).text == "thé cat"
    edits.go(read.key, 0)
    assert edits.applied(read).text == "teh cat"


def test_another_picture_is_left_alone() -> None:
    read = reading("other")
    assert "another picture" in _load(read, saved())
    assert edits.changes(read.key) == 0


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b'{"format": 1, "corrections": 2}', b"[" * 100_000]
)
def test_other_files_are_refused_in_words(data: bytes) -> None:
    read = reading("one")
    assert "no corrections" in _load(read, data)
    assert edits.changes(read.key) == 0


def test_the_record_names_its_picture() -> None:
    assert json.loads(saved())["picture"] == "one"

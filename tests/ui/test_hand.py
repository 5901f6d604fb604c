"""The visitor's hand: where its examples come from, and what this session reads with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import streamlit as st

from hwocr.errors import PersonalError
from hwocr.networks.head import head_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.personal import Effect, Examples, Personal
from hwocr.reader import Reader
from hwocr.ui import edits, hand, read, shelf
from hwocr.ui.reading import Failure
from tests.gates import open_gate


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.fixture
def corrections(monkeypatch: pytest.MonkeyPatch) -> list[edits.Example]:
    found = [(_glyph(1), "a"), (_glyph(2), "b")]
    monkeypatch.setattr(edits, "corrected_characters", lambda: found)
    return found


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(read, "shared_reader", lambda: reader)
    return reader


def _glyph(shade: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.full((28, 28), shade, np.uint8)


def _personal() -> Personal:
    entry = read_registry()["characters"]
    effect = Effect(0, 0.0, 0.0, 1, 1.0, 1.0, 1.0)
    layers = {**head_of(verified_bytes(entry)), **open_gate()}
    return Personal(layers, entry.sha256, entry.temperature, "ab", effect)


def test_corrections_and_files_make_one_set(corrections: list[edits.Example]) -> None:
    assert hand.examples().letters == "ab"
    hand.load(Examples.of([(_glyph(2), "b"), (_glyph(3), "c")]).to_bytes())
    assert hand.examples().counts == {"a": 1, "b": 1, "c": 1}
    corrections.append((_glyph(4), "a"))
    assert hand.examples().counts == {"a": 2, "b": 1, "c": 1}


def test_what_was_removed_stays_away_until_it_is_loaded_again(
    corrections: list[edits.Example],
) -> None:
    hand.remove(hand.examples().keys[:1])
    assert hand.examples().letters == "b"
    assert len(corrections) == 2
    hand.load(Examples.of(corrections).to_bytes())
    assert hand.examples().counts == {"a": 1, "b": 1}


def test_a_personal_model_is_read_with_until_it_is_dropped(
    shared: Reader, session: dict[str, Any]
) -> None:
    shelf.remembered("drawing", 1, lambda: Failure("drawing", None))
    hand.load(_personal().to_bytes())
    kept = hand.kept()
    assert kept is not None
    assert kept.letters == "ab"
    assert shelf.known("drawing", 1) is None
    own = session["own_reader"]
    assert own is read.own_reader() is not shared
    assert read.reads_alone()
    hand.keep(None)
    assert hand.kept() is None
    assert read.own_reader() is shared
    assert not read.reads_alone()


def test_a_model_of_another_network_changes_nothing(shared: Reader) -> None:
    del shared
    foreign = _personal()
    object.__setattr__(foreign, "base", "0" * 64)
    with pytest.raises(PersonalError, match="teach it again"):
        hand.load(foreign.to_bytes())
    assert hand.kept() is None


def test_what_is_neither_is_refused(shared: Reader) -> None:
    del shared
    with pytest.raises(PersonalError, match="personal set"):
        hand.load(b"noise")

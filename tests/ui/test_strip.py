from __future__ import annotations

from typing import Any, cast

import pytest
import streamlit as st

from hwocr.ui.pile import Done, Item
from hwocr.ui.reading import Failure
from hwocr.ui.strip import payload

ITEMS = [Item(place, f"{place}.png", cast(Any, None), 0) for place in "abcd"]
DONE = Done("a.png", "key", b"", "data:image/jpeg;base64,AA")
STATES: dict[str, Done | Failure | None] = {
    "a": DONE,
    "b": Failure("b.png", None),
    "c": None,
    "d": None,
}


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def _kinds(data: dict[str, Any]) -> list[str]:
    return [item["kind"] for item in data["items"]]


def test_each_picture_tells_what_came_of_it() -> None:
    data = payload(ITEMS, STATES, "a", "c")
    assert _kinds(data) == ["read", "failed", "reading", "waiting"]
    assert [item["picture"] for item in data["items"]] == [DONE.thumbnail, None, None, None]
    assert data["labels"]["status"] == "2 of 4 pictures read …"
    assert (data["done"], data["running"], data["waiting"]) == (0.5, True, 2)


def test_what_was_stopped_says_so() -> None:
    st.session_state["stopped_uploads"] = {"c", "d"}
    data = payload(ITEMS, STATES, "a", None)
    assert _kinds(data) == ["read", "failed", "stopped", "stopped"]
    assert data["labels"]["status"] == "Stopped: 2 pictures are not read."
    assert not data["running"]


def test_at_the_end_nothing_waits() -> None:
    data = payload(ITEMS[:2], {"a": DONE, "b": STATES["b"]}, "a", None)
    assert (data["waiting"], data["labels"]["status"]) == (0, "2 pictures")

"""The uploaded pictures in a row: thumbnails, what came of each, progress, and a way to stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from hwocr.ui.pile import Done, Item
from hwocr.ui.reading import Failure
from hwocr.ui.texts import says

_KEY = "strip"
_HERE = Path(__file__)
_component = st.components.v2.component(
    "hwocr_strip",
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def show(
    items: Sequence[Item],
    states: Mapping[str, Done | Failure | None],
    shown: str | None,
    following: str | None,
) -> None:
    """Show the list and take up what the visitor does with it.

    Args:
        items: all pictures.
        states: by place: what came of each, ``None`` if nothing yet.
        shown: place of the one that is shown.
        following: place of the one that is read next, if any is.
    """

    def take_choice() -> None:
        place = _sent("choose")
        if place in states:
            st.session_state["shown_file"] = place
            st.session_state["has_chosen"] = True

    def take_stop() -> None:
        if _sent("stop"):
            st.session_state["stopped_uploads"] = {p for p, state in states.items() if not state}

    def take_resume() -> None:
        if _sent("resume"):
            st.session_state["stopped_uploads"] = set()

    _component(
        key=_KEY,
        data=payload(items, states, shown, following),
        on_choose_change=take_choice,
        on_stop_change=take_stop,
        on_resume_change=take_resume,
        on_next_change=_take_next,
    )


def wants_next() -> bool:
    """Whether the list asked for the next picture since this was last called."""
    return bool(st.session_state.pop("wants_next", False))


def has_chosen() -> bool:
    """Whether the visitor chose another picture since this was last called."""
    return bool(st.session_state.pop("has_chosen", False))


def _take_next() -> None:
    if _sent("next"):
        st.session_state["wants_next"] = True


def stopped() -> set[str]:
    """Places of the items that the visitor does not want to be read for now."""
    places: set[str] = st.session_state.get("stopped_uploads", set())
    return places


def payload(
    items: Sequence[Item],
    states: Mapping[str, Done | Failure | None],
    shown: str | None,
    following: str | None,
) -> dict[str, Any]:
    """What the browser needs to know."""
    ready = sum(state is not None for state in states.values())
    waiting = len(items) - ready
    if following:
        status = says("uploads.progress", done=ready, all=len(items))
    elif waiting:
        status = says("uploads.stopped", n=waiting)
    else:
        status = says("uploads.finished", n=len(items))
    return {
        "items": [_entry(item, states[item.place], following) for item in items],
        "shown": shown,
        "done": ready / len(items),
        "running": following is not None,
        "waiting": waiting,
        "labels": {
            "list": says("uploads.list"),
            "status": status,
            "stop": says("uploads.stop"),
            "resume": says("uploads.resume"),
        },
    }


def _entry(item: Item, state: Done | Failure | None, following: str | None) -> dict[str, Any]:
    if isinstance(state, Done):
        kind = "read"
    elif isinstance(state, Failure):
        kind = "failed"
    elif item.place == following:
        kind = "reading"
    else:
        kind = "waiting" if item.place not in stopped() else "stopped"
    return {
        "place": item.place,
        "name": item.name,
        "kind": kind,
        "state": says(f"uploads.is_{kind}"),
        "picture": state.thumbnail if isinstance(state, Done) else None,
    }


def _sent(name: str) -> Any:
    """What the browser sent under ``name`` in this run, if anything."""
    return st.session_state[_KEY].get(name)

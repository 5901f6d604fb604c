"""The session's drawing and the versions of it that the canvas was given.

The drawing lives here and not in the canvas, so it outlasts whatever takes the canvas off
the page. The canvas reports strokes; all other changes are made here and handed to it as a
new version. What it reports may still belong to an earlier version: strokes that were drawn
meanwhile are kept, but for those that Undo, Redo and Clear were meant for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from hwocr.drawing import Drawing, Stroke
from hwocr.ui.fabric import pen_strokes, shapes_of, stroke_of
from hwocr.ui.history import History
from hwocr.ui.paper import MOST_ROOM, Paper, View

_UNKNOWN = 1038
"""Width of the canvas in pixels until the browser has told how much room there is."""
_SLACK = 24
"""A canvas grows only by more than this many pixels, so that a scrollbar that comes
and goes does not resize it again and again."""
_VERSIONS = 20
"""How many versions are remembered for what arrives late."""


@dataclass(frozen=True, slots=True)
class Given:
    """One version: what the canvas holds, and whether it may still add to that."""

    strokes: tuple[Stroke, ...]
    scale: float
    closed: bool = False


def fitted(available: int | None) -> None:
    """Let the session's drawing show in ``available`` pixels, if that is known."""
    if "history" not in st.session_state:
        put(History((Paper.blank(available or _UNKNOWN),)), available or _UNKNOWN)
    elif available is not None and not 0 <= available - view().width <= _SLACK:
        known = history()
        if len(known.papers) == 1 and not known.current.drawing.strokes:
            known = History((Paper.blank(available),))
        put(known, available)


def current() -> Drawing:
    """The session's drawing.

    Raises:
        KeyError: neither :func:`fitted` nor :func:`put` was called yet.
    """
    return history().current.drawing


def history() -> History:
    known: History = st.session_state["history"]
    return known


def view() -> View:
    shown: View = st.session_state["canvas_view"]
    return shown


def has_most_room() -> bool:
    return history().current.room >= MOST_ROOM


def put(known: History, width: int | None = None, *, closing: bool = False) -> None:
    """Make ``known`` the session's history and what it shows a new version for the canvas.

    Args:
        width: of the canvas in pixels, if it changes.
        closing: take up nothing more that was drawn on earlier versions.
    """
    shown = View.of(known.current, width or view().width)
    strokes = known.current.drawing.strokes
    number = st.session_state.get("canvas_version", 0) + 1
    versions = {
        name: replace(given, closed=given.closed or closing)
        for name, given in list(_versions().items())[1 - _VERSIONS :]
    }
    st.session_state["history"] = known
    st.session_state["canvas_view"] = shown
    st.session_state["canvas_start"] = {"objects": shapes_of(strokes, shown.scale)}
    st.session_state["canvas_version"] = number
    st.session_state["canvas_versions"] = {**versions, version(): Given(strokes, shown.scale)}


def start() -> dict[str, Any]:
    """What the canvas is to begin with, in its own form."""
    given: dict[str, Any] = st.session_state["canvas_start"]
    return given


def version() -> str:
    """The version the canvas was given, as a background without colour.

    The canvas ignores a drawing equal to the last one it was given, and its background is the
    one thing that it hands through.
    """
    number = st.session_state["canvas_version"]
    return f"rgba({number >> 16 & 255}, {number >> 8 & 255}, {number & 255}, 0)"


def on_canvas() -> tuple[Stroke, ...]:
    """The strokes on the canvas; :func:`erase` takes their numbers."""
    return _versions()[version()].strokes


def take_over(data: Mapping[str, Any]) -> None:
    """The canvas sent ``data``: add the strokes that are new in it to the session's drawing."""
    name = str(data.get("background"))
    given = _versions().get(name)
    if given is None:
        return
    added = [stroke_of(s, given.scale) for s in pen_strokes(data)[len(given.strokes) :]]
    _versions()[name] = replace(given, strokes=(*given.strokes, *added))
    if not added or given.closed:
        return
    known = history()
    for stroke in added:
        known = known.then(known.current.with_stroke(stroke, view()))
    if name == version():
        st.session_state["history"] = known
    else:
        put(known)


def erase(data: Mapping[str, Any]) -> None:
    """Take away the ``strokes`` with these numbers on the canvas of a ``version``."""
    given = _versions().get(str(data["version"]))
    strokes = given.strokes if given else ()
    gone = {strokes[number] for number in data["strokes"] if 0 <= number < len(strokes)}
    known = history()
    if not gone.isdisjoint(known.current.drawing.strokes):
        put(known.then(known.current.without(gone)))


def put_back() -> None:
    """Give the canvas its own drawing again.

    Streamlit takes a canvas down and sets up a new one when two changes of its arguments
    come close together; the new one shows what it was given last. So whatever changes an
    argument has to hand over the drawing as well.
    """
    if "history" in st.session_state:
        put(history())


def undo() -> None:
    put(history().undone(), closing=True)


def redo() -> None:
    put(history().redone(), closing=True)


def clear() -> None:
    put(history().then(Paper.blank(view().width)), closing=True)


def make_room() -> None:
    """A higher canvas; this cannot be undone, for nothing is lost by it."""
    if not has_most_room():
        put(history().with_current(history().current.roomier(view())))


def take(drawing: Drawing) -> None:
    """Show ``drawing`` instead of what is there; that can be undone."""
    put(history().then(Paper.holding(drawing, view().width)), closing=True)


def _versions() -> dict[str, Given]:
    versions: dict[str, Given] = st.session_state.setdefault("canvas_versions", {})
    return versions

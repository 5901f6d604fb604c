"""What this session has read so far, so that a rerun of the page reads nothing twice."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from hwocr.ui.reading import Failure, Reading

Outcome = Reading | Failure


def known(place: str, of: object) -> Outcome | None:
    """The outcome that lies at ``place``, if it was made from ``of``."""
    kept = _shelf().get(place)
    return kept[1] if kept is not None and kept[0] == of else None


def remembered(place: str, of: object, make: Callable[[], Outcome]) -> Outcome:
    """The outcome at ``place`` made from ``of``; made now, in place of the old, if it is not there.

    ``of`` names everything that the outcome depends on: the input and the settings.
    """
    outcome = known(place, of)
    if outcome is None:
        outcome = make()
        _shelf()[place] = (of, outcome)
    return outcome


def forget_all_but(places: set[str], under: str) -> None:
    """Drop what lies at places that start with ``under`` and are not among ``places``."""
    shelf = _shelf()
    for place in [p for p in shelf if p.startswith(under) and p not in places]:
        del shelf[place]


def clear() -> None:
    """Drop everything: it would be read otherwise now."""
    _shelf().clear()


def _shelf() -> dict[str, tuple[object, Outcome]]:
    shelf: dict[str, tuple[object, Outcome]] = st.session_state.setdefault("shelf", {})
    return shelf

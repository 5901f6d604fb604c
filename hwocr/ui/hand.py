"""The visitor's hand in this session: its examples, the lesson going on, what it taught."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from hwocr.errors import PersonalError
from hwocr.personal import Examples, Personal
from hwocr.training.personal.lesson import Lesson
from hwocr.ui import edits, read

_LOADED, _REMOVED = "hand_loaded", "hand_removed"
_LESSON, _PERSONAL = "hand_lesson", "hand_personal"


def examples() -> Examples:
    """Those that were corrected and those that were loaded, without those that were removed.

    Raises:
        PersonalError: they are too many.
    """
    loaded: Examples = st.session_state.get(_LOADED) or Examples.of([])
    corrected = Examples.of(edits.corrected_characters())
    return loaded.joined(corrected).without(_removed())


def remove(keys: Collection[str]) -> None:
    """Leave these examples out from now on, wherever they come from."""
    _removed().update(keys)


def load(data: bytes) -> None:
    """Take in a file: a personal set is added to the examples, a personal model is read with.

    Raises:
        PersonalError: it is neither, or the model does not fit.
    """
    try:
        personal = Personal.load(data)
    except PersonalError:
        found = Examples.load(data)
        _removed().difference_update(found.keys)
        known: Examples = st.session_state.get(_LOADED) or Examples.of([])
        st.session_state[_LOADED] = known.joined(found)
    else:
        keep(personal)


def lesson() -> Lesson | None:
    """The lesson that goes on, or has ended and waits for a decision."""
    found: Lesson | None = st.session_state.get(_LESSON)
    return found


def begin(found: Examples) -> None:
    """Begin to teach.

    Raises:
        PersonalError: somebody else is teaching.
    """
    st.session_state[_LESSON] = Lesson(found)


def end() -> None:
    """Forget the lesson; if it still goes on, it is stopped."""
    ended = st.session_state.pop(_LESSON, None)
    if ended is not None and ended.running:
        ended.stop()


def kept() -> Personal | None:
    """The personal model that this session reads with."""
    found: Personal | None = st.session_state.get(_PERSONAL)
    return found


def keep(personal: Personal | None) -> None:
    """Read with a personal model from now on, or with none.

    Raises:
        PersonalError: it was taught from another network.
    """
    read.use(personal)
    st.session_state[_PERSONAL] = personal


def _removed() -> set[str]:
    keys: set[str] = st.session_state.setdefault(_REMOVED, set())
    return keys

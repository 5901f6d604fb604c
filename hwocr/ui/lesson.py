"""The lesson on the page: begun, watched, stopped, and what it changed."""

from __future__ import annotations

import streamlit as st

from hwocr.errors import HwocrError
from hwocr.personal import Effect, Examples
from hwocr.training.personal.room import NEEDED, free_memory, has_tensorflow
from hwocr.ui import hand
from hwocr.ui.messages import plain
from hwocr.ui.numbers import duration
from hwocr.ui.reasons import told
from hwocr.ui.tables import table_html
from hwocr.ui.texts import says

ERROR = "hand_error"
"""Where the session keeps what went wrong in a callback, until it is shown."""


def offer(found: Examples) -> None:
    """The button that begins a lesson, or why there cannot be one here."""
    reason = _hindrance()
    if reason:
        st.info(reason, icon=":material/info:")
    st.button(
        says("teach.teach"),
        type="primary",
        disabled=bool(reason),
        on_click=_begin,
        args=(found,),
        icon=":material/school:",
        key="teach_begin",
    )


def show() -> None:
    """The lesson that goes on, or what it led to."""
    lesson = hand.lesson()
    if lesson is None:
        return
    if lesson.running:
        _progress()
        return
    if lesson.personal is None:
        hand.end()
        if lesson.error:
            st.warning(plain(told(lesson.error)), icon=":material/warning:")
        return
    effect = lesson.personal.effect
    st.markdown(says("teach.done", time=duration(effect.seconds)))
    st.html(_effect(effect))
    with st.container(horizontal=True, key="hand_decision"):
        st.button(
            says("teach.keep"),
            type="primary",
            on_click=_keep,
            icon=":material/check:",
            key="hand_keep",
        )
        st.button(says("teach.drop"), on_click=hand.end, icon=":material/close:", key="hand_drop")


@st.fragment(run_every=1.0)
def _progress() -> None:
    """How far the lesson is, looked at every second without the rest of the page."""
    lesson = hand.lesson()
    if lesson is None or not lesson.running:
        st.rerun()
    share = lesson.look()
    st.progress(share, says("teach.teaching", percent=f"{100 * share:.0f} %"))
    st.button(says("teach.cancel"), on_click=hand.end, icon=":material/close:", key="hand_cancel")


def _hindrance() -> str:
    """Why nothing can be taught here, if so."""
    if not has_tensorflow():
        return says("teach.no_tensorflow")
    free = free_memory()
    if free is not None and free < NEEDED:
        return says("teach.no_memory", free=free, needed=NEEDED)
    return ""


def _begin(found: Examples) -> None:
    try:
        hand.begin(found)
    except HwocrError as error:
        st.session_state[ERROR] = told(error)


def _keep() -> None:
    lesson = hand.lesson()
    if lesson is not None and lesson.personal is not None:
        try:
            hand.keep(lesson.personal)
        except HwocrError as error:
            st.session_state[ERROR] = told(error)
        hand.end()


def _effect(effect: Effect) -> str:
    """HTML of a table: what was read right before and after."""
    rows = [(says("teach.usual", n=effect.usual), effect.usual_before, effect.usual_after)]
    if effect.held_out:
        rows.insert(0, (says("teach.own", n=effect.held_out), effect.before, effect.after))
    heads = [says(f"teach.{name}") for name in ("right", "before", "after")]
    lines = [
        (name, f"{100 * before:.1f} %", f"{100 * after:.1f} %") for name, before, after in rows
    ]
    note = "" if effect.held_out else f'<p class="hw-quiet">{says("teach.too_few")}</p>'
    return table_html(heads, lines, kind="hw-effect") + note

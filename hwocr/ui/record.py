"""Corrections as a file: saved, and applied when the same picture is there again."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from hwocr.corrections import from_dict, to_dict
from hwocr.errors import CorrectionsError
from hwocr.export.archive import stem
from hwocr.ui import edits
from hwocr.ui.reading import Reading
from hwocr.ui.texts import says

_FILE, _TOLD = "record_file", "record_told"


def offer(reading: Reading) -> None:
    """A small panel to save the corrections of ``reading`` and to apply those of a file."""

    def load() -> None:
        file = st.session_state[_FILE]
        if file is not None:
            st.session_state[_TOLD] = (file.file_id, _load(reading, file.getvalue()))

    with st.popover(says("record.title"), icon=":material/history_edu:", key="record"):
        st.download_button(
            says("record.save"),
            written(reading),
            f"{stem(reading.name)}-corrections.json",
            "application/json",
            on_click="ignore",
            icon=":material/download:",
            disabled=not edits.made(reading.key),
        )
        file = st.file_uploader(says("record.load"), type="json", key=_FILE, on_change=load)
        told: tuple[str, str] | None = st.session_state.get(_TOLD)
        if file is not None and told is not None and told[0] == file.file_id:
            st.caption(told[1])


def written(reading: Reading) -> str:
    """The corrections of ``reading`` and the key of its picture, as JSON."""
    record = {"picture": reading.key, **to_dict(edits.made(reading.key))}
    return json.dumps(record, ensure_ascii=False, indent=1)


def _load(reading: Reading, data: bytes) -> str:
    """Apply what was :func:`written`; return what to tell about it."""
    try:
        record: Any = json.loads(data)
        corrections = from_dict(record)
    except (CorrectionsError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return says("errors.no_corrections")
    if record.get("picture") != reading.key:
        return says("record.other")
    edits.replace_all(reading, corrections)
    return says("record.loaded", n=len(corrections))

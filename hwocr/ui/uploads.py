"""Files from the visitor's machine; on a phone the same button offers its camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from hwocr.ui.messages import failed, plain
from hwocr.ui.read import read_file
from hwocr.ui.reading import Failure, Reading, attempt
from hwocr.ui.settings import Settings
from hwocr.ui.shelf import Outcome, forget_all_but, known, remembered

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_PLACE = "upload:"


def choose_files() -> list[UploadedFile]:
    """Show the uploader; return the files that lie in it, the oldest first."""
    return st.file_uploader(
        "Pictures of handwriting. On a phone, this also opens the camera.",
        # Not every browser knows a phone's format as a picture.
        type=["image", ".heic", ".heif"],
        accept_multiple_files=True,
        key="files",
    )


def read_files(files: list[UploadedFile], settings: Settings) -> Reading | None:
    """Read those files that are new, tell which failed, return the one to show."""
    forget_all_but({_PLACE + file.file_id for file in files}, _PLACE)
    outcomes = _outcomes(files, settings)
    readings: dict[str, Reading] = {}
    for key, outcome in outcomes.items():
        if isinstance(outcome, Failure):
            failed(outcome)
        else:
            readings[key] = outcome
    return _chosen(readings)


def _outcomes(files: list[UploadedFile], settings: Settings) -> dict[str, Outcome]:
    places = {file.file_id: _PLACE + file.file_id for file in files}
    new = [file for file in files if known(places[file.file_id], settings.options) is None]
    bar = st.progress(0.0) if new else None
    for number, file in enumerate(new):
        if bar is not None:
            bar.progress(number / len(new), f"Reading {number + 1} of {len(new)} …")
        outcome = remembered(
            places[file.file_id],
            settings.options,
            lambda file=file: attempt(  # type: ignore[misc]
                file.name, lambda: read_file(file.name, file.getvalue(), settings.options)
            ),
        )
        if isinstance(outcome, Reading):
            st.session_state["shown_file"] = file.file_id
    if bar is not None:
        bar.empty()
    done = {file.file_id: known(places[file.file_id], settings.options) for file in files}
    return {key: outcome for key, outcome in done.items() if outcome is not None}


def _chosen(readings: dict[str, Reading]) -> Reading | None:
    """The reading the visitor picked, or the newest."""
    if not readings:
        return None
    if st.session_state.get("shown_file") not in readings:
        st.session_state["shown_file"] = list(readings)[-1]
    if len(readings) > 1:
        labels = _labels({key: reading.name for key, reading in readings.items()})
        st.pills(
            "Show",
            list(readings),
            format_func=lambda key: plain(labels[key]),
            required=True,
            key="shown_file",
            label_visibility="collapsed",
        )
    return readings[st.session_state["shown_file"]]


def _labels(names: dict[str, str]) -> dict[str, str]:
    """A different label for each file; phones give many pictures the same name."""
    labels: dict[str, str] = {}
    for key, name in names.items():
        label, number = name, 1
        while label in labels.values():
            number += 1
            label = f"{name} ({number})"
        labels[key] = label
    return labels

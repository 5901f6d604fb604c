"""What was read, from the text down to the single step."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import streamlit as st

from hwocr.draw import Level, annotate
from hwocr.page import Page
from hwocr.ui import boxes, downloads, edits, record, style, text, why
from hwocr.ui.characters import words_html
from hwocr.ui.messages import nothing_found
from hwocr.ui.numbers import duration
from hwocr.ui.pictures import address, data_uri, decoded, fit, jpeg
from hwocr.ui.reading import Reading
from hwocr.ui.settings import Settings
from hwocr.ui.spots import spots_html
from hwocr.ui.stages import stages_html
from hwocr.ui.texts import says
from hwocr.ui.zoom import zoomable

_LEVELS = ("characters", "words", "lines")
_SHOWN_SIZE = 900
"""Longest side, in pixels, of the picture with boxes before it is enlarged."""


def show(reading: Reading, settings: Settings) -> None:
    """Show one reading: text, characters, picture with boxes, downloads, stages."""
    read, page = reading.page, edits.applied(reading)
    current = replace(reading, page=page)
    if not page.characters:
        nothing_found()
    # Where nothing was found, or all is deleted, words can be added and brought back.
    if not page.characters and not edits.changes(reading.key):
        boxes.offer(reading, page, settings.options)
    else:
        with st.container(key="text"):
            text.show(reading, page, settings.mark)
        st.html(f'<p class="hw-quiet hw-summary">{_summary(page)}</p>')
        left, right = st.columns([5, 6], gap="large")
        with left, st.container(key="seen"):
            level = _picture(current)
            with st.container(horizontal=True, gap="small", key="corrections"):
                boxes.offer(reading, page, settings.options)
                record.offer(reading)
            downloads.offer(current, level, settings.mark)
        with right:
            st.html(words_html(read, page))
    if settings.stages:
        style.moment(3, "see")
        st.html(stages_html(reading))
    # Last, as it needs the stages and nobody should wait for them before.
    if page.characters:
        why.offer(reading, page, stages=settings.stages)


def _summary(page: Page) -> str:
    unsure = sum(word.unsure for word in page.words)
    corrected = sum(word.corrected for word in page.words)
    parts = [
        says("numbers.lines", n=len(page.lines)),
        says("numbers.words", n=len(page.words)),
        says("numbers.characters", n=len(page.characters)),
        says("result.unsure", n=unsure) if unsure else says("result.none_unsure"),
        *([says("result.corrected", n=corrected)] if corrected else []),
        says("result.time", time=duration(page.seconds)),
    ]
    return " · ".join(parts)


def _picture(reading: Reading) -> Level:
    """The picture with boxes and the choice of what is boxed."""
    with st.container(key="picture"):
        spot = st.empty()
    chosen = st.segmented_control(
        says("result.boxes"),
        _LEVELS,
        default="characters",
        required=True,
        format_func=lambda level: says(f"result.boxes_{level}"),
        key="level",
        persist_state="session",
        label_visibility="collapsed",
    )
    level = cast(Level, chosen or "characters")
    boxed = annotate(decoded(reading.picture), reading.page, level)
    small, large = data_uri(jpeg(fit(boxed, _SHOWN_SIZE))), address(jpeg(boxed), "boxes")
    picture = zoomable("boxes", small, large, says("result.boxed"))
    spot.html(f'<div class="hw-boxes">{picture}{spots_html(reading.page)}</div>')
    return level

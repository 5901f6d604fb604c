"""The text, word by word: a click on a word opens what else it could be and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from hwocr.page import Page, Word
from hwocr.ui import edits
from hwocr.ui.numbers import percent
from hwocr.ui.origin import Part, differences, was_changed
from hwocr.ui.reading import Reading

LABELS = {
    "text": "The text. Arrow keys go from word to word.",
    "hint": "Choose a word to see what else it could be, or to correct it.",
    "copy": "Copy",
    "copied": "Copied",
    "undo": "Undo correction",
    "close": "Close",
    "unsure": "unsure",
    "corrected": "corrected",
    "crossed": "A word that is crossed out",
    "candidates": "It could be",
    "type": "Or type what it says",
    "use": "Use it",
    "reset": "As it was read:",
    "ink": "Ink alone",
    "dictionary": "With dictionary",
    "same": "The ink alone says the same.",
}
"""What the text's own buttons and a word's panel say."""
WAYS = {"separate": "letter by letter", "joined": "as a whole"}
"""By a word's mode: how it was read."""
CANDIDATES = 5
"""How many readings of a word its panel offers."""
_KEY = "shown_text"

_component = st.components.v2.component(
    "hwocr_text", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def show(reading: Reading, page: Page, mark: str) -> None:
    """Show the text of ``page`` and take up what the visitor corrects in it.

    Args:
        reading: as it was read.
        page: the page of ``reading`` with the corrections so far.
        mark: what follows unsure words when the text is copied.
    """

    def take_edit() -> None:
        edit = _sent("edit")
        if edit:
            edits.change(reading, edit["line"], edit["word"], edit["text"])

    def take_undo() -> None:
        undo = _sent("undo")
        if undo:
            edits.undo(reading.key, undo["keep"])

    _component(
        key=_KEY,
        data=payload(reading, page, mark),
        on_edit_change=take_edit,
        on_undo_change=take_undo,
    )


def payload(reading: Reading, page: Page, mark: str) -> dict[str, Any]:
    """What the browser needs to know: the lines' words, the text to copy, all labels."""
    lines = zip(reading.page.lines, page.lines, strict=True)
    return {
        "lines": [
            [_word(*pair) for pair in zip(read.words, line.words, strict=True)]
            for read, line in lines
        ],
        "text": page.marked(mark),
        "changes": edits.changes(reading.key),
        "labels": LABELS,
    }


def _word(read: Word, word: Word) -> dict[str, Any]:
    return {
        "text": word.text,
        "read": read.text,
        "unsure": word.unsure,
        "corrected": word.corrected,
        "crossed": word.crossed_out,
        "how": "" if read.crossed_out else f"{percent(read.confidence)} · read {WAYS[read.mode]}",
        "origin": _origin(read),
        "candidates": [
            (c.text, percent(c.probability), c.probability)
            for c in read.candidates[:CANDIDATES]
            if c.text
        ],
    }


def _origin(read: Word) -> dict[str, list[Part]] | None:
    """Where the letters come from: ``None`` if unknown, empty if all come from the ink."""
    if not read.raw:
        return None
    if not was_changed(read):
        return {}
    ink, final = differences(read.raw, read.text)
    return {"ink": ink, "final": final}


def _sent(name: str) -> Any:
    """What the browser sent under ``name`` in this run, if anything."""
    return st.session_state[_KEY].get(name)

"""The text, word by word: a click on a word opens what else it could be and how to correct it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from hwocr.page import Character, Page, Word
from hwocr.ui import edits
from hwocr.ui.before import Before
from hwocr.ui.numbers import percent
from hwocr.ui.origin import Part, differences, was_changed
from hwocr.ui.reading import Reading
from hwocr.ui.texts import says, strings

CANDIDATES = 5
"""How many readings of a word, or of a character, its panel offers."""
_KEY = "shown_text"
_SENT = frozenset({"separate", "joined"})
"""Strings with values to fill in, which the browser cannot do."""
_SCRIPTS = ("elements.js", "panel.js", "text.js")

_component = st.components.v2.component(
    "hwocr_text",
    js="\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _SCRIPTS),
    isolate_styles=False,
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
            edits.make_from(reading, edit)

    def take_reset() -> None:
        reset = _sent("reset")
        if reset:
            edits.reset(reading, page.lines[reset["line"]].words[reset["word"]])

    def take_step() -> None:
        step = _sent("step")
        if step:
            edits.go(reading.key, step["to"])

    _component(
        key=_KEY,
        data=payload(reading, page, mark),
        on_edit_change=take_edit,
        on_reset_change=take_reset,
        on_step_change=take_step,
    )


def payload(reading: Reading, page: Page, mark: str) -> dict[str, Any]:
    """What the browser needs to know: the lines' words, the text to copy, all labels."""
    size, before = (page.width, page.height), Before(reading.page)
    return {
        "lines": [
            [_word(before.word(word), word, size) for word in line.words] for line in page.lines
        ],
        "text": page.marked(mark),
        "changes": edits.position(reading.key),
        "all": edits.changes(reading.key),
        "latest": edits.latest(reading, page),
        "labels": {name: says(f"correct.{name}") for name in strings("correct").keys() - _SENT},
    }


def how(word: Word) -> str:
    """How surely and in which way a word was read."""
    return says(f"correct.{word.mode}", percent=percent(word.confidence))


def _word(read: Word | None, word: Word, size: tuple[int, int]) -> dict[str, Any]:
    """A word as it is now, and as it was read if its ink is that of a word that was read."""
    shown = read or word
    return {
        "text": word.text,
        "read": None if read is None else read.text,
        "unsure": word.unsure,
        "corrected": word.corrected,
        "crossed": word.crossed_out,
        "how": "" if shown.crossed_out or shown.corrected else how(shown),
        "origin": _origin(shown),
        "candidates": [
            (c.text, percent(c.probability), c.probability)
            for c in word.candidates[:CANDIDATES]
            if c.text
        ],
        "place": {"box": word.box.to_list(), "size": size, "text": word.text},
        "characters": [_character(character) for character in word.characters],
    }


def _character(character: Character) -> tuple[str, list[int], list[str]]:
    others = [candidate.text for candidate in character.candidates[:CANDIDATES]]
    return character.text, character.box.to_list(), others


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

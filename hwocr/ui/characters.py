"""Each word with its characters: what was seen, its reading, and what else it could be."""

from __future__ import annotations

from html import escape

import numpy as np

from hwocr.page import Character, Page, Word
from hwocr.ui.numbers import percent
from hwocr.ui.pictures import data_uri, fit, png

OTHERS = 4
"""How many further candidates are shown."""
_OPEN_WORDS = 8
"""On longer pages the words start closed, or the page would be endless."""
_CROP_SIZE = 96
"""Longest side of a crop in pixels; it is shown at half of that."""


def words_html(page: Page) -> str:
    """HTML of all words of ``page`` in reading order."""
    opened = len(page.words) <= _OPEN_WORDS
    return f'<div class="hw-words">{"".join(_word(word, opened) for word in page.words)}</div>'


def _word(word: Word, opened: bool) -> str:
    unsure = any(character.unsure for character in word.characters) or word.unsure
    return (
        f'<details class="hw-word"{" open" if opened else ""}><summary>'
        f'<span class="hw-word-text">{escape(word.text)}</span> '
        f'<span class="hw-quiet">{percent(word.confidence)}</span>'
        f"{_flag() if unsure else ''}</summary>"
        f'<ol class="hw-characters">{"".join(map(_character, word.characters))}</ol></details>'
    )


def _character(character: Character) -> str:
    others = [c for c in character.candidates if c.text != character.text][:OTHERS]
    rows = "".join(
        f"<li><b>{escape(c.text)}</b> <span>{percent(c.probability)}</span></li>" for c in others
    )
    return (
        f'<li class="hw-character{" hw-unsure" if character.unsure else ""}">'
        f"{_crop(character)}"
        f'<span class="hw-prediction">{escape(character.text)}</span>'
        f'<span class="hw-bar"><i style="width:{100 * character.confidence:.0f}%"></i></span>'
        f'<span class="hw-probability">{percent(character.confidence)}</span>'
        f"{_flag() if character.unsure else ''}"
        f'<ul class="hw-others">{rows}</ul></li>'
    )


def _crop(character: Character) -> str:
    if character.crop is None or not character.crop.size:
        return ""
    crop = np.ascontiguousarray(character.crop)
    uri = data_uri(png(fit(crop, _CROP_SIZE)))
    return f'<span class="hw-crop"><img src="{uri}" alt="What was seen"></span>'


def _flag() -> str:
    return '<span class="hw-flag">unsure</span>'

"""Each word with its characters: what was seen, its reading, and what else it could be."""

from __future__ import annotations

from html import escape

import numpy as np

from hwocr.arrays import Grey
from hwocr.page import Character, Page, Word
from hwocr.ui.numbers import percent
from hwocr.ui.pictures import data_uri, fit, png

OTHERS = 4
"""How many further candidates are shown, of characters and of words."""
_WAYS = {"separate": "letter by letter", "joined": "as a whole"}
"""By a word's mode: how it was read."""
_LEAST = 0.005
"""Readings of a word below this probability are not shown."""
_OPEN_WORDS = 8
"""On longer pages the words start closed, or the page would be endless."""
_CROP_SIZE = 96
"""Longest side of a crop in pixels; it is shown at half of that or less."""


def words_html(page: Page) -> str:
    """HTML of all words of ``page`` in reading order."""
    opened = len(page.words) <= _OPEN_WORDS
    return f'<div class="hw-words">{"".join(_word(word, opened) for word in page.words)}</div>'


def _word(word: Word, opened: bool) -> str:
    if word.crossed_out:
        return '<p class="hw-word hw-quiet">A word that is crossed out</p>'
    unsure = any(character.unsure for character in word.characters) or word.unsure
    return (
        f'<details class="hw-word"{" open" if opened else ""}><summary>'
        f'<span class="hw-word-text">{escape(word.text)}</span> '
        f'<span class="hw-quiet">{percent(word.confidence)} · read {_WAYS[word.mode]}</span>'
        f"{_flag() if unsure else ''}</summary>{_readings(word)}"
        f'<ol class="hw-characters">{"".join(map(_character, word.characters))}</ol></details>'
    )


def _readings(word: Word) -> str:
    """What the word could be instead; what is all but impossible is left out."""
    others = [c for c in word.candidates if c.text != word.text and c.probability >= _LEAST]
    if not others:
        return ""
    items = "".join(
        f"<li><b>{escape(c.text)}</b> {percent(c.probability)}</li>" for c in others[:OTHERS]
    )
    return f'<ul class="hw-readings hw-quiet">{items}</ul>'


def _character(character: Character) -> str:
    others = [c for c in character.candidates if c.text != character.text][:OTHERS]
    rows = "".join(
        f"<li><b>{escape(c.text)}</b> <span>{percent(c.probability)}</span></li>" for c in others
    )
    return (
        f'<li class="hw-character{" hw-unsure" if character.unsure else ""}">'
        f"{_pictures(character)}"
        f'<span class="hw-prediction">{escape(character.text)}</span>'
        f'<span class="hw-bar"><i style="width:{100 * character.confidence:.0f}%"></i></span>'
        f'<span class="hw-probability">{percent(character.confidence)}</span>'
        f"{_flag() if character.unsure else ''}"
        f'<ul class="hw-others">{rows}</ul></li>'
    )


def _pictures(character: Character) -> str:
    """The ink as it was cut out, and beside it what the network saw, at its own size."""
    crop = _picture(character.crop, "crop", "As it was written")
    glyph = _picture(character.glyph, "glyph", "As the network sees it")
    return f'<span class="hw-crop">{crop}{glyph}</span>' if crop or glyph else ""


def _picture(picture: Grey | None, kind: str, label: str) -> str:
    if picture is None or not picture.size:
        return ""
    uri = data_uri(png(fit(np.ascontiguousarray(picture), _CROP_SIZE)))
    return f'<img class="hw-{kind}-picture" src="{uri}" alt="{label}" title="{label}">'


def _flag() -> str:
    return '<span class="hw-flag">unsure</span>'

"""Each word with its characters: what was seen, its reading, and what else it could be."""

from __future__ import annotations

from html import escape

import numpy as np

from hwocr.arrays import Grey
from hwocr.page import Character, Page, Word
from hwocr.ui.before import Before
from hwocr.ui.numbers import percent
from hwocr.ui.origin import differences, marked_html, was_changed
from hwocr.ui.pictures import data_uri, fit, png
from hwocr.ui.text import how
from hwocr.ui.texts import says

OTHERS = 4
"""How many further candidates are shown, of characters and of words."""
_LEAST = 0.005
"""Readings of a word below this probability are not shown."""
_OPEN_WORDS = 8
"""On longer pages the words start closed, or the page would be endless."""
_CROP_SIZE = 96
"""Longest side of a crop in pixels; it is shown at half of that or less."""


def words_html(read: Page, page: Page) -> str:
    """HTML of all words in reading order: ``read`` as they were read, ``page`` as corrected."""
    opened = len(page.words) <= _OPEN_WORDS
    before = Before(read)
    words = "".join(
        _word(f"{number}-{place}", before, word, opened)
        for number, line in enumerate(page.lines)
        for place, word in enumerate(line.words)
    )
    return f'<div class="hw-words">{words}</div>'


def _word(name: str, before: Before, word: Word, opened: bool) -> str:
    text = escape(says("characters.change"))
    change = f'<button class="hw-button" data-word="{name}">{text}</button>'
    if word.crossed_out:
        crossed = escape(says("characters.crossed"))
        return f'<div class="hw-word hw-row"><span class="hw-quiet">{crossed}</span>{change}</div>'
    read = before.word(word) or word
    asked = [_as_read(before, c, word.corrected) for c in word.characters]
    first = next((number for number, text in enumerate(asked) if text), None)
    characters = "".join(
        _character(f"{name}-{number}", c, text, given=word.corrected, stop=number == first)
        for number, (c, text) in enumerate(zip(word.characters, asked, strict=True))
    )
    return (
        f'<details class="hw-word" data-of="{name}"{" open" if opened else ""}><summary>'
        f'<span class="hw-word-text">{escape(word.text)}</span> {_how(read, word)}'
        f"{_origin(read)}</summary>"
        f'<div class="hw-row">{_readings(word)}{change}</div>'
        f'<ol class="hw-characters">{characters}</ol></details>'
    )


def _how(read: Word, word: Word) -> str:
    """How surely and in which way the word was read, or that a person said so."""
    if word.corrected:
        was = says("characters.was_crossed")
        if read.text:
            was = escape(says("characters.was_read", text=read.text))
        was = "" if read is word else was
        return f'<span class="hw-quiet">{was}</span>{_flag("corrected")}'
    unsure = _flag("unsure") if word.unsure else ""
    return f'<span class="hw-quiet">{how(word)}</span>{unsure}'


def _origin(read: Word) -> str:
    """What the ink alone says, where the dictionary made something else of it."""
    if not was_changed(read):
        return ""
    ink, final = (f"<b>{marked_html(p)}</b>" for p in differences(read.raw, read.text))
    return f'<span class="hw-origin">{says("characters.origin", ink=ink, final=final)}</span>'


def _readings(word: Word) -> str:
    """What the word could be instead; what is all but impossible is left out."""
    others = [c for c in word.candidates if c.text != word.text and c.probability >= _LEAST]
    if not others or word.corrected:
        return ""
    items = "".join(
        f"<li><b>{escape(c.text)}</b> {percent(c.probability)}</li>" for c in others[:OTHERS]
    )
    either = escape(says("characters.or"))
    return f'<ul class="hw-readings hw-quiet" data-or="{either}">{items}</ul>'


def _as_read(before: Before, character: Character, given: bool) -> str:
    """As what the ink of a character was read; empty where nobody could say why."""
    found = before.character(character)
    if found:
        word, number = found
        return word.characters[number].text
    return "" if given or character.glyph is None else character.text


def _character(name: str, character: Character, read: str, given: bool, stop: bool) -> str:
    """One character: what was seen and read, or, where a person gave the word, only that letter.

    Args:
        name: its place on the page.
        character: as it is now.
        read: as it was read; empty where nobody could say why.
        given: whether a person gave the word.
        stop: whether the Tab key stops here.
    """
    was = ""
    if given and read not in ("", character.text):
        was = f'<span class="hw-quiet">{escape(says("characters.was_read", text=read))}</span>'
    return (
        f'<li class="hw-character{" hw-unsure" if character.unsure else ""}" data-char="{name}">'
        f"{_pictures(character)}"
        f'<span class="hw-prediction">{escape(character.text)}</span>'
        f"{was if given else _chances(character)}{_why(name, read, stop)}</li>"
    )


def _why(name: str, read: str, stop: bool) -> str:
    """A button that asks why; arrow keys go from one to the next, Tab to the first of a word."""
    if not read:
        return ""
    label = escape(says("why.button_label", text=read))
    return (
        f'<button class="hw-button hw-why" data-explain="{name}" aria-label="{label}"'
        f' tabindex="{0 if stop else -1}">{escape(says("why.button"))}</button>'
    )


def _chances(character: Character) -> str:
    others = [c for c in character.candidates if c.text != character.text][:OTHERS]
    rows = "".join(
        f"<li><b>{escape(c.text)}</b> <span>{percent(c.probability)}</span></li>" for c in others
    )
    return (
        f'<span class="hw-bar"><i style="width:{100 * character.confidence:.0f}%"></i></span>'
        f'<span class="hw-probability">{percent(character.confidence)}</span>'
        f"{_flag('unsure') if character.unsure else ''}"
        f'<ul class="hw-others">{rows}</ul>'
    )


def _pictures(character: Character) -> str:
    """The ink as it was cut out, and beside it what the network saw, at its own size."""
    crop = _picture(character.crop, "crop", escape(says("characters.crop")))
    glyph = _picture(character.glyph, "glyph", escape(says("characters.glyph")))
    return f'<span class="hw-crop">{crop}{glyph}</span>' if crop or glyph else ""


def _picture(picture: Grey | None, kind: str, label: str) -> str:
    if picture is None or not picture.size:
        return ""
    uri = data_uri(png(fit(np.ascontiguousarray(picture), _CROP_SIZE)))
    return f'<img class="hw-{kind}-picture" src="{uri}" alt="{label}" title="{label}">'


def _flag(state: str) -> str:
    return f'<span class="hw-flag hw-flag-{state}">{escape(says(f"characters.{state}"))}</span>'

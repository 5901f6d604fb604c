"""What the visitor corrected in this session, picture by picture, with a way back and forth."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import streamlit as st

from hwocr.arrays import Grey
from hwocr.corrections import ChangeCharacter, ChangeWord, Correction, NotThereError, from_dict
from hwocr.corrections import corrected as with_corrections
from hwocr.corrections.place import on_page
from hwocr.errors import CorrectionsError
from hwocr.glyph import SIZE
from hwocr.page import Page, Word
from hwocr.ui.before import Before
from hwocr.ui.reading import Reading

Example: TypeAlias = tuple[Grey, str]
"""What the character network saw, uint8 (SIZE, SIZE), dark on white, and the right letter."""
_Made: TypeAlias = tuple[Correction, ...]


@dataclass(slots=True)
class History:
    """All corrections of a picture after each change, the first time none, and which hold now.

    ``settled`` are the characters that they settle.
    """

    states: list[_Made] = field(default_factory=lambda: [()])
    at: int = 0
    settled: list[Example] = field(default_factory=list)

    @property
    def now(self) -> _Made:
        return self.states[self.at]

    def add(self, state: _Made) -> None:
        """Go on from here; what was taken back is gone."""
        if state != self.now:
            self.states[self.at + 1 :] = [state]
            self.at += 1


def applied(reading: Reading) -> Page:
    """The page of ``reading`` with all that the visitor corrected in it."""
    history = _history(reading.key)
    page = with_corrections(reading.page, history.now) if history.now else reading.page
    history.settled = _examples(page)
    return page


def make(reading: Reading, correction: Correction) -> None:
    """Correct the page of ``reading`` further; nothing happens if there is nothing to correct."""
    page, history = applied(reading), _history(reading.key)
    try:
        if correction.on(page) != page:
            history.add((*history.now, correction))
    except NotThereError:
        pass


def make_from(reading: Reading, data: Any) -> None:
    """As :func:`make`, with a correction as the browser sends it; what is none is left out."""
    try:
        for correction in from_dict({"format": 1, "corrections": [data]}):
            make(reading, correction)
    except CorrectionsError:
        pass


def replace_all(reading: Reading, corrections: Sequence[Correction]) -> None:
    """Let these corrections hold in the picture of ``reading``, and no others."""
    _history(reading.key).add(tuple(corrections))


def reset(reading: Reading, word: Word) -> None:
    """Let a word of the corrected page say what was read."""
    history, page = _history(reading.key), reading.page
    read = Before(page).word(word)

    def named(correction: Correction) -> bool:
        if read is None or not isinstance(correction, ChangeWord | ChangeCharacter):
            return False
        return correction.word.is_of(read, page)

    history.add(tuple(correction for correction in history.now if not named(correction)))


def position(key: str) -> int:
    """How many changes in the picture ``key`` hold: so many can be taken back."""
    return _history(key).at


def changes(key: str) -> int:
    """How many changes there were, with those that were taken back and can be made again."""
    return len(_history(key).states) - 1


def go(key: str, to: int) -> None:
    """Take back or make again changes in the picture ``key`` until ``to`` of them hold."""
    history = _history(key)
    history.at = min(max(0, to), len(history.states) - 1)


def made(key: str) -> Sequence[Correction]:
    """The corrections of the picture ``key`` that hold."""
    return _history(key).now


def latest(reading: Reading, page: Page) -> tuple[int, int] | None:
    """Numbers of the line and the word of ``page`` that the latest correction was about."""
    corrections = made(reading.key)
    if not corrections:
        return None
    box = on_page(corrections[-1].box, corrections[-1].size, page)
    shared = [
        (word.box.iou(box), number, place)
        for number, line in enumerate(page.lines)
        for place, word in enumerate(line.words)
    ]
    most, number, place = max(shared, default=(0.0, 0, 0))
    return (number, place) if most > 0 else None


def follow(key: str, strokes: Collection[Hashable]) -> None:
    """Tell what the drawing ``key`` consists of: another drawing has corrections of its own.

    It is another one if it shares no stroke with those before. One that comes back, because what
    cleared it was undone, has its corrections again.
    """
    now, drawn = frozenset(strokes), _drawn()
    if not now:
        return
    same = next((number for number, (known, _) in enumerate(drawn) if known & now), None)
    if same is None:
        drawn.append((now, History() if drawn else _history(key)))
    else:
        known, history = drawn.pop(same)
        drawn.append((known | now, history))
    _all()[key] = drawn[-1][1]


def corrected_characters() -> list[Example]:
    """Every character of this session that the visitor put right or confirmed.

    They are those of words that the visitor gave a text with as many letters as characters were
    cut out, those at either end that stayed, and single ones; where there was no character by
    itself, as in joined writing, there is nothing to learn from. Pictures that are gone count.
    """
    histories = [*_all().values(), *(history for _, history in _drawn())]
    different = {id(history): history for history in histories}
    return [example for history in different.values() for example in history.settled]


def _examples(page: Page) -> list[Example]:
    return [
        (character.glyph, character.text)
        for character in page.characters
        if character.corrected
        and character.glyph is not None
        and character.glyph.shape == (SIZE, SIZE)
    ]


def _history(key: str) -> History:
    return _all().setdefault(key, History())


def _all() -> dict[str, History]:
    kept: dict[str, History] = st.session_state.setdefault("edits", {})
    return kept


def _drawn() -> list[tuple[frozenset[Hashable], History]]:
    """The strokes of each drawing of this session and its corrections; the present one is last."""
    kept: list[tuple[frozenset[Hashable], History]] = st.session_state.setdefault("drawn", [])
    return kept

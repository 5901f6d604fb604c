"""What the visitor can choose of how pictures are read."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.ui.address import Choice
from hwocr.ui.texts import says

MODES = ("auto", "separate", "joined")
"""How words are read, as the reader takes it."""
ALPHABETS = {
    "all": "all",
    "accents": WORD_CHARACTERS,
    "digits": "digits",
    "letters": "letters",
    "upper": "upper",
    "lower": "lower",
}
"""By code: characters that may occur, as the reader takes them."""
LEXICONS = ("english", "french", "german", "spanish", "italian", "dutch", "none")
"""Whose words and letters are expected, as the reader takes it."""
STEPS = ("paper", "light", "rules", "skew")
"""Steps of preparation, as the reader takes them."""
_OWN = "own"
_MOST_WORDS = 20_000
"""Most characters that a list of own words may have."""

CHOICES = (
    Choice("mode", "auto", MODES),
    Choice("alphabet", "all", (*ALPHABETS, _OWN)),
    Choice("characters", ""),
    Choice("language", "english", LEXICONS),
    Choice("words", ""),
    Choice("prepare", list(STEPS), STEPS),
    Choice("steps", True),
    Choice("mark", False),
)
"""All of them; their names are those of the widgets, too."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader is told, as :class:`hwocr.Reader` takes it."""

    mode: str
    alphabet: str
    lexicon: str
    words: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """``options`` of the reader, and what is shown of a reading.

    ``stages``: whether the steps are shown; ``mark``: what follows unsure words in the text that
    is copied or saved, empty if nothing.
    """

    options: Options
    stages: bool
    mark: str


def choose() -> Settings:
    """Show the settings, each with the value that the session holds for it."""
    with st.popover(says("settings.settings"), icon=":material/tune:", width="content"):
        mode = st.segmented_control(
            says("settings.mode"),
            MODES,
            required=True,
            format_func=lambda code: says(f"settings.mode_{code}"),
            key="mode",
            persist_state="session",
            help=says("settings.mode_help"),
        )
        alphabet = _alphabet()
        lexicon, words = _lexicon(), _words()
        kept = st.pills(
            says("settings.prepare"),
            STEPS,
            selection_mode="multi",
            format_func=lambda code: says(f"settings.prepare_{code}"),
            key="prepare",
            persist_state="session",
            help=says("settings.prepare_help"),
        )
        stages = st.toggle(says("settings.steps"), key="steps", persist_state="session")
        marked = st.toggle(says("settings.mark"), key="mark", persist_state="session")
    without = tuple(step for step in STEPS if step not in kept)
    options = Options(mode or "auto", alphabet, lexicon, words, without)
    return Settings(options, stages, "(?)" if marked else "")


def _lexicon() -> str:
    return st.selectbox(
        says("settings.language"),
        LEXICONS,
        format_func=lambda code: says(f"settings.language_{code}"),
        key="language",
        persist_state="session",
        # Few enough to be seen at once; and no keyboard comes up on phones.
        filter_mode=None,
        help=says("settings.language_help"),
    )


def _words() -> tuple[str, ...]:
    text = st.text_area(
        says("settings.words"),
        key="words",
        persist_state="session",
        max_chars=_MOST_WORDS,
        placeholder=says("settings.words_example"),
        help=says("settings.words_help"),
    )
    return tuple(dict.fromkeys(filter(None, map(str.strip, (text or "").splitlines()))))


def _alphabet() -> str:
    code = st.selectbox(
        says("settings.alphabet"),
        (*ALPHABETS, _OWN),
        format_func=lambda code: says(f"settings.alphabet_{code}"),
        key="alphabet",
        persist_state="session",
        filter_mode=None,
        help=says("settings.alphabet_help"),
    )
    own = ""
    if code == _OWN:
        own = st.text_input(
            says("settings.alphabet_own"),
            key="characters",
            persist_state="session",
            placeholder=says("settings.characters_example"),
            max_chars=len(WORD_CHARACTERS),
        )
    # Until own characters are typed, all of them may occur.
    return ALPHABETS.get(code, "") or own.strip() or "all"

"""What the visitor can choose; the choices are part of the page's address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from hwocr.networks.classes import WORD_CHARACTERS

MODES = {"Auto": "auto", "Separate letters": "separate", "Joined writing": "joined"}
"""By label: how words are read, as the reader takes it."""
ALPHABETS = {
    "All": "all",
    "All and accents": WORD_CHARACTERS,
    "Digits": "digits",
    "Letters": "letters",
    "Upper case": "upper",
    "Lower case": "lower",
}
LANGUAGES = {
    "English": "english",
    "French": "french",
    "German": "german",
    "Spanish": "spanish",
    "Italian": "italian",
    "Dutch": "dutch",
    "No dictionary": "none",
}
"""By label: whose words and letters are expected, as the reader takes it."""
STEPS = {
    "Sheet of paper": "paper",
    "Shadows": "light",
    "Printed lines": "rules",
    "Turned page": "skew",
}
"""By label: steps of preparation, as the reader takes them."""
_OWN = "Own characters"
_MOST_WORDS = 20_000
"""Most characters that a list of own words may have."""
_LINKED_WORDS = 500
"""A list of own words with more characters than this would make the page's address too long."""


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
    """Show the settings; a link with their values in its query opens the same view."""
    with st.popover("Settings", icon=":material/tune:", width="content"):
        mode = st.segmented_control(
            "How words are read",
            list(MODES),
            default="Auto",
            required=True,
            key="mode",
            bind="query-params",
            help="Letter by letter, or each word as a whole. "
            "Auto tries both and takes, word by word, the surer reading.",
        )
        alphabet = _alphabet()
        lexicon, words = _language(), _words()
        kept = st.pills(
            "What is put right on photos",
            list(STEPS),
            selection_mode="multi",
            default=list(STEPS),
            key="prepare",
            bind="query-params",
            help="The sheet is found and straightened, shadows and printed lines are taken out, "
            "and a page that lies askew is turned. Switch off what goes wrong on your picture.",
        )
        stages = st.toggle("Show how it was read", value=True, key="steps", bind="query-params")
        marked = st.toggle(
            "Put (?) after unsure words in copied and saved text",
            key="mark",
            bind="query-params",
        )
    without = tuple(step for label, step in STEPS.items() if label not in kept)
    options = Options(MODES[mode or "Auto"], alphabet, lexicon, words, without)
    return Settings(options, stages, "(?)" if marked else "")


def _language() -> str:
    name = st.selectbox(
        "Language",
        list(LANGUAGES),
        key="language",
        bind="query-params",
        help="Where the ink leaves a doubt, a word of this language is preferred; what is plainly "
        "written stays as it is. Choose No dictionary for codes and other languages.",
    )
    return LANGUAGES[name]


def _words() -> tuple[str, ...]:
    known = len(st.session_state.get("words") or "")
    text = st.text_area(
        "Own words and names, one a line",
        key="words",
        bind="query-params" if known <= _LINKED_WORDS else None,
        max_chars=_MOST_WORDS,
        placeholder="for example\nLoughborough\nAnneliese",
        help="Words that may well occur and that a dictionary lacks. A short list becomes part of "
        "the page's address.",
    )
    return tuple(dict.fromkeys(filter(None, map(str.strip, (text or "").splitlines()))))


def _alphabet() -> str:
    name = st.selectbox(
        "Characters that may occur",
        [*ALPHABETS, _OWN],
        key="alphabet",
        bind="query-params",
        help="Fewer characters, fewer mix-ups: choose Digits for numbers. "
        "Punctuation and accents are read in joined writing only.",
    )
    own = ""
    if name == _OWN:
        own = st.text_input(
            "Own characters",
            key="characters",
            bind="query-params",
            placeholder="for example 0123456789ABCDEF",
            max_chars=len(WORD_CHARACTERS),
        )
    # Until own characters are typed, all of them may occur.
    return ALPHABETS.get(name, "") or own.strip() or "all"

"""What the visitor can choose; the choices are part of the page's address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

ALPHABETS = {
    "Letters and digits": "all",
    "Digits": "digits",
    "Letters": "letters",
    "Upper case": "upper",
    "Lower case": "lower",
}
_OWN = "Own characters"


@dataclass(frozen=True, slots=True)
class Settings:
    """``alphabet`` as the reader takes it; ``stages``: whether the steps are shown."""

    alphabet: str
    stages: bool


def choose() -> Settings:
    """Show the settings; a link with their values in its query opens the same view."""
    with st.popover("Settings", icon=":material/tune:", width="content"):
        name = st.selectbox(
            "Characters that may occur",
            [*ALPHABETS, _OWN],
            key="alphabet",
            bind="query-params",
            help="Fewer characters, fewer mix-ups: choose Digits for numbers.",
        )
        own = ""
        if name == _OWN:
            own = st.text_input(
                "Own characters",
                key="characters",
                bind="query-params",
                placeholder="for example 0123456789ABCDEF",
                max_chars=62,
            )
        stages = st.toggle("Show how it was read", value=True, key="steps", bind="query-params")
    # Until own characters are typed, all of them may occur.
    return Settings(ALPHABETS.get(name, "") or own.strip() or "all", stages)

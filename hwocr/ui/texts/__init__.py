"""What the interface says, in every language: one TOML file for each part of the page.

In a file, each name has one string a language. ``{name}`` in a string is filled in; where a string
has two forms, parted by ``|``, the first one is for a single thing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""By code: the languages of the interface, each by its own name."""
KEY = "interface"
"""Where the session keeps the code of the visitor's choice; also its name in the address."""


def language() -> str:
    """The code of the interface's language: the visitor's choice, or else the browser's."""
    return _known(st.session_state.get(KEY) or st.query_params.get(KEY)) or preferred()


def preferred() -> str:
    """The code of the browser's language, English where the interface does not speak it."""
    return _known(st.context.locale) or "en"


def says(key: str, **values: object) -> str:
    """The string called ``part.name`` with ``values`` filled in.

    Of two forms, ``n`` among the values chooses.

    Raises:
        KeyError: there is no such string, or a value is missing.
    """
    code = language()
    part, _, name = key.partition(".")
    one, _, many = strings(part)[name][code].partition("|")
    if many and not _is_one(values["n"], code):
        one = many
    return one.format(**values) if values else one


@cache
def strings(part: str) -> dict[str, dict[str, str]]:
    """All strings of one part of the page: by name, then by language's code."""
    return tomllib.loads((Path(__file__).parent / f"{part}.toml").read_text("utf-8"))


def _known(name: str | None) -> str | None:
    code = (name or "").partition("-")[0].lower()
    return code if code in LANGUAGES else None


def _is_one(number: object, code: str) -> bool:
    return number == 1 or (number == 0 and code == "fr")

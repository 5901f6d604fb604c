"""The visitor's choices in the page's address, so that a link opens the same view.

The values are codes, whatever language the page speaks. Streamlit's own binding would put the
labels there, which change with the language.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import streamlit as st

from hwocr.ui import texts

Value: TypeAlias = str | bool | list[str] | None

FORMER = {
    "all and accents": "accents",
    "joined writing": "joined",
    "lower case": "lower",
    "no dictionary": "none",
    "own characters": "own",
    "printed lines": "rules",
    "separate letters": "separate",
    "shadows": "light",
    "sheet of paper": "paper",
    "turned page": "skew",
    "upper case": "upper",
}
"""By labels that older links have in their address, in small letters: today's codes."""
_LATE = 2.0
"""Seconds within which the browser may still send the address before the last one."""
_KEY = "address"


@dataclass(frozen=True, slots=True)
class _Written:
    """The address as it was last written for a page, and the one before."""

    page: str
    now: Mapping[str, list[str]]
    before: Mapping[str, list[str]] = field(default_factory=dict)
    since: float = -_LATE

    def expects(self, page: str, address: Mapping[str, list[str]]) -> bool:
        """Whether ``address`` is what the session wrote, not one that the visitor went to.

        A link to another page has nothing in its address, and means no choice by that.
        """
        late = address == self.before and time.monotonic() - self.since < _LATE
        return late or address == self.now or page != self.page


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that lives in the session and in the address under ``name``.

    Attributes:
        codes: what can be chosen; empty if any text can be.
        default: what holds without a choice; it is left out of the address. A list of codes where
            several can be chosen.
        longest: texts with more characters than this stay out of the address.
    """

    name: str
    default: Value
    codes: Sequence[str] = ()
    longest: int = 500

    def parsed(self, given: Sequence[str]) -> Value:
        """The value that the address ``given`` means; the default where it means none."""
        if not given:
            return list(self.default) if isinstance(self.default, list) else self.default
        if isinstance(self.default, bool):
            return {"true": True, "false": False}.get(given[-1].lower(), self.default)
        if not self.codes:
            return given[-1]
        codes = [FORMER.get(value.lower(), value.lower()) for value in given]
        known = [code for code in codes if code in self.codes]
        if isinstance(self.default, list):
            return known if known or given == [""] else list(self.default)
        return known[-1] if known else self.default

    def written(self, value: Value) -> list[str]:
        """``value`` as the address has it; empty if it is left out."""
        if value is None or value == self.default:
            return []
        if isinstance(value, bool):
            return ["true" if value else "false"]
        if isinstance(value, list):
            return value or [""]
        return [value] if 0 < len(value) <= self.longest else []


def take_up(choices: Sequence[Choice], page: str) -> None:
    """Put what the address says into the session, before any of the choices is shown.

    That is at the start of a session, and again where the visitor goes back to an earlier address.
    """
    addressed = _addressed(choices)
    written: _Written | None = st.session_state.get(_KEY)
    if written is None:
        st.session_state["newcomer"] = not set(st.query_params) - {texts.KEY}
    known = written is not None and written.expects(page, addressed)
    for choice in choices:
        if not known or choice.name not in st.session_state:
            st.session_state[choice.name] = choice.parsed(addressed.get(choice.name, []))
    if written is None or not known or page != written.page:
        st.session_state[_KEY] = _Written(page, addressed)


def keep(choices: Sequence[Choice]) -> None:
    """Put what the session holds into the address; what is in it under other names stays."""
    now = {c.name: values for c in choices if (values := c.written(st.session_state[c.name]))}
    for name in {choice.name for choice in choices}:
        if name in now and now[name] != st.query_params.get_all(name):
            st.query_params[name] = now[name]
        elif name not in now and name in st.query_params:
            del st.query_params[name]
    written: _Written = st.session_state[_KEY]
    if now != written.now:
        st.session_state[_KEY] = _Written(written.page, now, written.now, time.monotonic())


def _addressed(choices: Sequence[Choice]) -> dict[str, list[str]]:
    names = (choice.name for choice in choices)
    return {name: st.query_params.get_all(name) for name in names if name in st.query_params}

"""Which letters of a word come from the ink and which from the dictionary."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape
from typing import TypeAlias

from hwocr.page import Word

Part: TypeAlias = tuple[str, bool]
"""A run of letters, and whether it differs from the other text."""


def differences(one: str, other: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts: the longest common runs stay, what lies between them differs."""
    ours: list[Part] = []
    theirs: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for parts, text in ((ours, one[a:b]), (theirs, other[c:d])):
            if text:
                parts.append((text, kind != "equal"))
    return ours, theirs


def was_changed(word: Word) -> bool:
    """Whether ``word``, as it was read, is not what its ink alone would have said."""
    return word.raw not in ("", word.text)


def marked_html(parts: list[Part]) -> str:
    """``parts`` as HTML, with what differs marked."""
    return "".join(
        f"<mark>{escape(text)}</mark>" if differs else escape(text) for text, differs in parts
    )

"""From what a data set says is written to what the word network is to answer."""

from __future__ import annotations

import re

from hwocr.networks.classes import WORD_CHARACTERS

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "\xa0": " "}
)
_KNOWN = frozenset(WORD_CHARACTERS)
_SCRIBBLE = re.compile(r"X{2,}|x{3,}", re.ASCII)
_NARROWEST, _WIDEST = 0.35, 2.2
"""Plausible widths of a character in x-heights; words beyond have wrong labels."""


def clean(label: str) -> str | None:
    """The text to learn, ``None`` where the sample should be left out.

    Typographic quotes become plain ones. Left out are characters that the network cannot answer,
    UNIPEN's marks for scribbles (``XXX``) and for parts that nobody could read (a backslash).
    """
    text = label.replace('\\"', '"').translate(_SAME)
    text = re.sub(r"\s+", " ", text).strip()
    if not text or not _KNOWN.issuperset(text) or _SCRIBBLE.search(text):
        return None
    return text


def is_plausible(text: str, width: float) -> bool:
    """Whether a word of that width, in x-heights, can say this."""
    return _NARROWEST * len(text) < width < _WIDEST * len(text) + 1

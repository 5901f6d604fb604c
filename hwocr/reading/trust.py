"""Which of two readings of a word can be trusted more."""

from __future__ import annotations

from hwocr.page import Word

_JOINED_FIRST = 0.15
"""The joined reading wins unless the separate one is surer by this much: it sees more."""


def choose(separate: Word | None, joined: Word | None) -> Word | None:
    """The reading that is surer by its calibrated confidence.

    Args:
        separate: letter by letter, ``None`` if that was not asked for.
        joined: as a whole, ``None`` if that was not asked for.

    Returns:
        One of the two; ``None`` if there is neither.
    """
    if joined is None or not joined.text:
        return separate or joined
    if separate is None:
        return joined
    if separate.confidence > joined.confidence + _JOINED_FIRST:
        return separate
    return joined

"""Which of two readings of the same ink can be trusted more."""

from __future__ import annotations

from collections.abc import Sequence

from hwocr.page import Word

_SURER = 0.05
"""The separate reading wins if it is surer by this much: the joined one sees more…"""
_CLEAR = 0.7
"""…and if the geometric mean of its characters' probabilities is above this: what is below is no
row of separate letters."""
_SAME = 0.6
"""Two words are of the same ink if their boxes share so much of the columns of both together."""
_STROKES = frozenset("1lI|/-.,:;'\"!()")
"""What a scratch, a fold or a bit of a rule is read as."""
_PAGE, _LINE = 3, 4
"""A page has so many lines of so many characters: then a stroke alone is hardly a line."""


def choose(separate: Word | None, joined: Word | None) -> Word | None:
    """The reading that is surer by its calibrated confidence.

    Args:
        separate: letter by letter, ``None`` if that was not asked for.
        joined: as a whole, ``None`` if that was not asked for.

    Returns:
        One of the two; ``None`` if there is neither.
    """
    if joined is None or separate is None:
        return separate or joined
    if not joined.text.isalnum():
        return joined  # punctuation is nothing that letter by letter could be read
    # With fewer pieces than letters, some touch or were dropped.
    whole = len(separate.text) >= len(joined.text)
    clear = separate.confidence > _CLEAR ** len(separate.text)
    surer = separate.confidence > joined.confidence + _SURER
    return separate if whole and clear and surer else joined


def merge(separate: Sequence[Word], joined: Sequence[Word]) -> list[Word]:
    """One line from its two readings.

    The word network sees better where words end, so its words count; where one of them has the
    ink of one separate word, the surer of the two is taken. Only the groups of a number, of which
    no language tells where they end, go by the paper between them.

    Args:
        separate: the line's words letter by letter, none if that was not asked for.
        joined: the line's words as a whole, none if that was not asked for or none was seen.
    """
    if not joined:
        return list(separate)
    merged = []
    for word in joined:
        inside = [other for other in separate if word.box.x <= other.box.center[0] < word.box.right]
        if len(inside) > 1 and _are_groups(inside, word):
            merged += inside
            continue
        rivals = [other for other in inside if _overlap(word, other) >= _SAME]
        merged.append(choose(rivals[0] if rivals else None, word) or word)
    return merged


def _are_groups(parts: Sequence[Word], word: Word) -> bool:
    """Whether the parts are groups of digits that together are the word."""
    spelled = "".join(part.text for part in parts)
    return spelled == word.text and spelled.isdigit() and min(len(p.text) for p in parts) > 1


def _overlap(one: Word, other: Word) -> float:
    """Columns that both words cover, as a share of those that either does."""
    shared = min(one.box.right, other.box.right) - max(one.box.x, other.box.x)
    whole = max(one.box.right, other.box.right) - min(one.box.x, other.box.x)
    return max(0, shared) / max(1, whole)


def trust(lines: Sequence[Sequence[Word]]) -> float:
    """Mean confidence of the words of several lines, long words counting more; 1 without any."""
    words = [word for line in lines for word in line if word.text]
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 1.0


def scratches(lines: Sequence[Sequence[Word]]) -> list[bool]:
    """Which lines are one stroke alone, on a page whose other lines are long.

    Args:
        lines: the words of all lines.
    """
    texts = ["".join(word.text for word in line) for line in lines]
    long = sum(len(text) >= _LINE for text in texts)
    return [len(text) == 1 and text in _STROKES and long >= _PAGE for text in texts]

"""How probable a token is as words of a lexicon, with marks between and around them."""

from __future__ import annotations

import re
from collections.abc import Callable

Find = Callable[[str], tuple[str, float] | None]
"""From a text, whatever its case, to the word as it is usually written and its log frequency."""

MARK = -3.0
"""Natural logarithm of what each punctuation mark costs; also the ending 's of a word."""
_CAPITALISED, _UPPER = -1.1, -1.4
"""Of what a word in capitals costs, or with a first capital, beside one in small letters."""
_RUN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|.", re.DOTALL)
_CORE = re.compile(r"\w(?:\S*\w)?")
_POSSESSIVE = ("'s", "'S")


def words_in(text: str) -> list[tuple[int, int]]:
    """Where words may stand in a text: begin and end of each.

    These are runs of letters, with apostrophes in them and without the ending 's; and whatever
    stands between spaces, without the marks around it.
    """
    spans: dict[tuple[int, int], None] = {}
    for run in _RUN.finditer(text):
        if run[0][0].isalpha():
            spans[run.span()] = None
            if run[0][-2:] in _POSSESSIVE:
                spans[run.start(), run.end() - 2] = None
    spans.update(dict.fromkeys(core.span() for core in _CORE.finditer(text)))
    return list(spans)


def spellings(word: str) -> tuple[str, str, str]:
    """How a word of the lexicon may be written: as it stands there, capitalised, in capitals."""
    return word, word[:1].upper() + word[1:], word.upper()


def log_known(token: str, find: Find) -> float | None:
    """Logarithm of a token's probability as words of the lexicon.

    Args:
        token: a text without spaces: one word with marks around it, or words and marks.
        find: looks a word up.

    Returns:
        ``None`` if it is not made of words.
    """
    if token.isalpha():
        return _of_word(token, find)
    core = _CORE.search(token)
    if core is None:
        return None
    whole = _of_word(core[0], find)
    if whole is not None:
        return whole + MARK * (len(token) - len(core[0]))
    costs = [_of_run(run, find) for run in _RUN.findall(token)]
    return None if None in costs else sum(filter(None, costs))


def _of_run(run: str, find: Find) -> float | None:
    if not run[0].isalnum():
        return MARK
    known = _of_word(run, find)
    if known is None and run[-2:] in _POSSESSIVE:
        stem = _of_word(run[:-2], find)
        return None if stem is None else stem + MARK
    return known


def _of_word(text: str, find: Find) -> float | None:
    """Of a word of the lexicon that is written as such words are; ``None`` for other texts."""
    entry = find(text)
    if entry is None:
        return None
    word, frequency = entry
    if text == word:
        return frequency
    _, capitalised, upper = spellings(word)
    if text == capitalised:
        return frequency + _CAPITALISED
    return frequency + _UPPER if text == upper else None

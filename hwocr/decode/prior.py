"""How probable a text is before anything is seen: words, numbers, marks, and texts of no kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hwocr.decode.lexicon import Lexicon

_RUN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|.", re.DOTALL)
_CORE = re.compile(r"\w(?:\S*\w)?")
_POSSESSIVE = ("'s", "'S")


@dataclass(frozen=True)
class Weights:
    """What a text costs, in natural logarithms, and how much that counts.

    Attributes:
        prior: exponent of the prior against the network's likelihood, which has learned some of
            the language itself; 0 leaves the reading to the network.
        unknown: a run of letters that is no word of the lexicon: names, codes, other languages.
        letter: each letter of it.
        number: a run of digits.
        digit: each digit of it.
        mark: each punctuation mark; also the ending 's of a word.
        capitalised, upper: a word written so, beside one in small letters.
        temperature: of the distribution over candidates; above 1 makes the reading less certain.
    """

    prior: float = 0.4
    unknown: float = -4.0
    letter: float = -3.0
    number: float = -3.0
    digit: float = -2.3
    mark: float = -3.0
    capitalised: float = -1.1
    upper: float = -1.4
    temperature: float = 1.0


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


def log_prior(text: str, lexicon: Lexicon, weights: Weights) -> float:
    """Logarithm of a text's prior, the sum over its words; spaces cost nothing."""
    return sum(_of_token(token, lexicon, weights) for token in text.split())


def log_unknown(length: int, weights: Weights) -> float:
    """Logarithm of the prior of a run of so many letters that is no word."""
    return weights.unknown + weights.letter * length


def _of_token(token: str, lexicon: Lexicon, weights: Weights) -> float:
    """Of a text without spaces: as one word with marks around it, or piece by piece."""
    runs = _RUN.findall(token)
    pieces = sum(_of_run(run, lexicon, weights) for run in runs)
    core = _CORE.search(token)
    if len(runs) == 1 or core is None:
        return pieces
    whole = _of_word(core[0], lexicon, weights)
    marks = weights.mark * (len(token) - len(core[0]))
    return pieces if whole is None else max(pieces, whole + marks)


def _of_run(run: str, lexicon: Lexicon, weights: Weights) -> float:
    if run[0].isdigit():
        return weights.number + weights.digit * len(run)
    if not run[0].isalpha():
        return weights.mark
    known = _of_word(run, lexicon, weights)
    if known is None and run[-2:] in _POSSESSIVE:
        stem = _of_word(run[:-2], lexicon, weights)
        known = None if stem is None else stem + weights.mark
    other = log_unknown(len(run), weights)
    return other if known is None else max(known, other)


def _of_word(text: str, lexicon: Lexicon, weights: Weights) -> float | None:
    """Of a word of the lexicon that is written as such words are; ``None`` for other texts."""
    entry = lexicon.find(text)
    if entry is None:
        return None
    word, frequency = entry
    costs = (0.0, weights.capitalised, weights.upper)
    for form, cost in zip(spellings(word), costs, strict=True):
        if form == text:
            return frequency + cost
    return None

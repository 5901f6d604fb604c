"""Reading a word: what the network saw, weighed against what people write.

The candidates are the texts of the beam, which may be names, codes or other languages, and the
words of the lexicon near to the best of them. All are scored alike, by their exact likelihood and
their prior, so that a word wins over a text of no kind where the network is in doubt, and loses
where it is sure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.beam import prefix_beam
from hwocr.decode.choose import COUNT
from hwocr.decode.ctc import columns_of, log_likelihoods
from hwocr.decode.lexicon import NEIGHBOURS, Lexicon
from hwocr.decode.prior import Weights, log_prior, log_unknown, spellings, words_in
from hwocr.page import Candidate

WEIGHTS = Weights()
"""The weights that reading uses."""
_SURE = 0.9
"""Frames that hold a space with this probability part a line: each part is read by itself."""
_FAINT = 0.1
"""Probability from which on a frame may belong to a space."""
_FEW = 6
"""Neighbours that each word has at least, in a text of several."""
_STARTS = 2
"""Texts of the beam whose neighbours in the lexicon are looked at…"""
_BEHIND = 6.0
"""…unless their log probability lies so far behind the best."""
_CLEAR = 3.0
"""By so much in score the best text must surpass whatever is outside the beam to be settled."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two sure spaces, most often one word.

    Attributes:
        start, end: its frames, the space's not among them.
        candidates: its readings, best first, the first one not empty.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def read_parts(
    log_probabilities: NDArray[np.float32],
    classes: str,
    lexicon: Lexicon | None,
    weights: Weights = WEIGHTS,
) -> list[Part]:
    """The most probable readings of a word, or of a line: the words between sure spaces.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank; with
            the network's temperature, and restricted to the alphabet.
        classes: the C characters in the order of the columns.
        lexicon: words to expect; ``None`` leaves the reading to the network.
        weights: how much is expected of them.

    Returns:
        The words from left to right, each read by itself; none where the network sees no
        character. A word's probabilities sum to at most 1: the rest belongs to texts that are
        not listed.
    """
    parts = []
    for start, end in _words(log_probabilities, classes):
        candidates = _read(log_probabilities[start:end], classes, lexicon, weights)
        if candidates[0].text:
            parts.append(Part(start, end, candidates))
    return parts


def _words(log_probabilities: NDArray[np.float32], classes: str) -> list[tuple[int, int]]:
    """The frames between sure spaces: first and end of each run."""
    column = columns_of(classes).get(" ")
    count = len(log_probabilities)
    if column is None or not count:
        return [(0, count)]
    space = np.exp(log_probabilities[:, column])
    borders = np.flatnonzero(np.diff(space > _FAINT)) + 1
    parts, begun = [], 0
    for first, end in zip([0, *borders], [*borders, count], strict=True):
        # One space may show in several frames, a little in each.
        if space[first] > _FAINT and space[first:end].sum() > _SURE:
            parts.append((begun, int(first)))
            begun = int(end)
    return [*parts, (begun, count)]


def _read(
    log_probabilities: NDArray[np.float32],
    classes: str,
    lexicon: Lexicon | None,
    weights: Weights,
) -> tuple[Candidate, ...]:
    """Candidates for the frames of one word; a doubtful space in them may stay or go."""
    beam = [
        (text.strip(), log) for text, log in prefix_beam(log_probabilities, classes) if text.strip()
    ]
    if not beam:
        return (Candidate("", 1.0),)
    texts = dict.fromkeys(text for text, _ in beam)
    if lexicon is not None and not _settled(beam, lexicon, weights):
        starts = [text for text, log in beam if log > beam[0][1] - _BEHIND]
        texts.update(dict.fromkeys(_neighbours(starts, lexicon)))
    likelihoods = log_likelihoods(log_probabilities, list(texts), classes)
    scores = likelihoods.copy()
    # What no candidate accounts for, among it the empty text.
    rest = np.log(max(1 - float(np.exp(likelihoods).sum()), 1e-9))
    if lexicon is not None:
        scores += [weights.prior * log_prior(text, lexicon, weights) for text in texts]
        rest += weights.prior * log_unknown(len(beam[0][0]), weights)
    scores = np.append(scores, rest) / weights.temperature
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    readings = [Candidate(text, float(p)) for text, p in zip(texts, shares[:-1], strict=True)]
    readings.sort(key=lambda candidate: -candidate.probability)
    # Words of the lexicon that the alphabet rules out have no probability.
    return tuple(readings[:1] + [c for c in readings[1:COUNT] if c.probability > 0])


def _settled(beam: list[tuple[str, float]], lexicon: Lexicon, weights: Weights) -> bool:
    """Whether no text outside the beam can come near to the best: it leaves them too little."""
    best, log = beam[0]
    left = max(1 - sum(math.exp(log) for _, log in beam), 1e-9)
    return math.log(left) < log + weights.prior * log_prior(best, lexicon, weights) - _CLEAR


def _neighbours(starts: list[str], lexicon: Lexicon) -> list[str]:
    """The texts with one of their words replaced by a word of the lexicon near to it.

    A doubtful space may be a mistake, so each text is taken without its spaces too. Texts with
    digits are left alone, unless words of the lexicon have digits.
    """
    texts: dict[str, None] = {}
    seen: set[str] = set()
    for start in starts:
        for text in (start, start.replace(" ", "")):
            if len(seen) == _STARTS:
                return list(texts)
            if text.lower() in seen or (lexicon.only_letters and any(map(str.isdigit, text))):
                continue
            seen.add(text.lower())
            texts[text] = None
            words = words_in(text)
            for begin, end in words:
                forms = _forms(text[begin:end], lexicon, max(_FEW, NEIGHBOURS // len(words)))
                texts.update(dict.fromkeys(text[:begin] + form + text[end:] for form in forms))
    return list(texts)


def _forms(word: str, lexicon: Lexicon, limit: int) -> list[str]:
    """Words near to this one; in capitals only where it is mostly capitals itself."""
    capitals = sum(map(str.isupper, word)) * 2 >= len(word)
    kinds = 3 if capitals else 2
    near = lexicon.near(word, limit=limit)
    return [form for known, _ in near for form in spellings(known)[:kinds]]

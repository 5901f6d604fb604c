"""Ranking texts: what the ink says, weighed against what people write.

The candidates are the texts that the ink suggests, which may be names, codes or other languages,
and the words of the lexicon near to the best of them. All are scored alike, by their exact
likelihood and their prior, so that a word wins over a text of no kind where the ink is in doubt,
and loses where it is sure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hwocr.decode.choose import COUNT
from hwocr.decode.evidence import Evidence
from hwocr.decode.language import Language
from hwocr.decode.lexicon import NEIGHBOURS
from hwocr.decode.prior import spellings, words_in
from hwocr.page import Candidate


@dataclass(frozen=True)
class Weights:
    """How much the language counts beside the ink, and how sure the readings are.

    Attributes:
        prior: exponent of the prior against the ink's probabilities: a network has learned some
            of the language itself; 0 leaves the reading to the ink.
        temperature: of the distribution over readings; above 1 makes them less certain.
    """

    prior: float = 0.4
    temperature: float = 1.0


WEIGHTS = Weights()
"""For what the word network says."""
_FEW = 6
"""Neighbours that each word has at least, in a text of several."""
_STARTS = 2
"""Texts of the ink whose neighbours in the lexicon are looked at…"""
_BEHIND = 6.0
"""…unless their log probability lies so far behind the best."""
_CLEAR = 3.0
"""By so much in score the best text must surpass whatever the ink suggests less to be settled."""


def rank(
    evidence: Evidence, language: Language | None, weights: Weights = WEIGHTS
) -> tuple[Candidate, ...]:
    """The most probable readings of a word.

    Args:
        evidence: what the ink says.
        language: what is expected; ``None`` leaves the reading to the ink.
        weights: how much that counts.

    Returns:
        At most five readings, best first, none where nothing is seen. Their probabilities sum to
        at most 1: the rest belongs to texts that are not listed.
    """
    seen = evidence.texts()
    if not seen:
        return ()
    texts = dict.fromkeys(text for text, _ in seen)
    if language is not None and not _settled(seen, language, weights):
        starts = [text for text, log in seen if log > seen[0][1] - _BEHIND]
        texts.update(dict.fromkeys(_neighbours(starts, language)))
    likelihoods = evidence.log_likelihoods(list(texts))
    scores = likelihoods.copy()
    # What no candidate accounts for, among it the empty text.
    rest = np.log(max(1 - float(np.exp(likelihoods).sum()), 1e-9))
    if language is not None:
        scores += weights.prior * language.log_priors(list(texts))
        rest += weights.prior * language.log_unlisted(seen[0][0])
    scores = np.append(scores, rest) / weights.temperature
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    readings = [Candidate(text, float(p)) for text, p in zip(texts, shares[:-1], strict=True)]
    readings.sort(key=lambda candidate: -candidate.probability)
    # Words of the lexicon that the alphabet rules out have no probability.
    return tuple(readings[:1] + [c for c in readings[1:COUNT] if c.probability > 0])


def _settled(seen: list[tuple[str, float]], language: Language, weights: Weights) -> bool:
    """Whether no text that the ink does not suggest can come near: it leaves them too little."""
    best, log = seen[0]
    left = max(1 - sum(math.exp(log) for _, log in seen), 1e-9)
    return math.log(left) < log + weights.prior * float(language.log_priors([best])[0]) - _CLEAR


def _neighbours(starts: list[str], language: Language) -> list[str]:
    """The texts with one of their words replaced by a word of the lexicon near to it.

    A doubtful space may be a mistake, so each text is taken without its spaces too.
    """
    texts: dict[str, None] = {}
    seen: set[str] = set()
    for start in starts:
        for text in (start, start.replace(" ", "")):
            if len(seen) == _STARTS:
                return list(texts)
            if text.lower() in seen:
                continue
            seen.add(text.lower())
            texts[text] = None
            words = words_in(text)
            for begin, end in words:
                forms = _forms(text[begin:end], language, max(_FEW, NEIGHBOURS // len(words)))
                texts.update(dict.fromkeys(text[:begin] + form + text[end:] for form in forms))
    return list(texts)


def _forms(word: str, language: Language, limit: int) -> list[str]:
    """Words near to this one; in capitals only where it is mostly capitals itself."""
    capitals = sum(map(str.isupper, word)) * 2 >= len(word)
    kinds = 3 if capitals else 2
    return [form for known in language.near(word, limit) for form in spellings(known)[:kinds]]

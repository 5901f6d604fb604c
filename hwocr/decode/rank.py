"""Ranking texts: what the ink says, weighed against what people write.

The candidates are the texts that the ink suggests, which may be names, codes or other languages,
and the words of the lexicon near to the best of them. All are scored alike, by a log-linear model
(Och and Ney 2002) of what either network says, their prior and their length, so that a word wins
over a text of no kind where the ink is in doubt, and loses where it is sure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.choose import COUNT
from hwocr.decode.language import Language
from hwocr.decode.lexicon import NEIGHBOURS
from hwocr.decode.prior import spellings, words_in
from hwocr.decode.sureness import Contest, sureness
from hwocr.decode.views import Views
from hwocr.decode.weights import Context, Weights, logistic
from hwocr.page import Candidate

_FEW = 6
"""Neighbours that each word has at least, in a text of several."""
_STARTS = 2
"""Texts of either way whose neighbours in the lexicon are looked at…"""
_BEHIND = 6.0
"""…unless their log probability lies so far behind the best."""
_FAR = 16.0
"""Texts whose ink is worth so much less than the best one's win by no prior."""
_CLEAR = 1e-3
"""Probability that the ink leaves to other texts where nothing else needs to be looked at."""


@dataclass(frozen=True)
class Ranking:
    """The readings of a word.

    Attributes:
        candidates: at most five readings, best first, none where nothing is seen. Their
            probabilities sum to at most 1; the first one's is calibrated.
        raw: what the ink alone says.
        trust: probability that its letters, if they were looked at, were cut apart right.
    """

    candidates: tuple[Candidate, ...]
    raw: str = ""
    trust: float = 0.0


def rank(views: Views, language: Language | None, context: Context | None = None) -> Ranking:
    """The most probable readings of a word.

    Args:
        views: what the ink says.
        language: what is expected; ``None`` leaves the reading to the ink.
        context: how much each counts; what comes with hwocr if left out.
    """
    context = context or Context.load()
    trust = context.trust(views.kind, views.gate())
    texts = suggestions(views, language)
    columns = views.columns(texts, trust)
    possible = columns[:, 0] > -np.inf
    if not possible.any():
        return Ranking(())
    weights = context.of(views.kind, language is not None)
    possible[possible] = _is_near(columns[possible], weights)
    texts = [text for text, kept in zip(texts, possible, strict=True) if kept]
    priors = np.zeros(len(texts)) if language is None else language.log_priors(texts)
    columns = np.column_stack([columns[possible], priors])
    contest = contest_of(texts, columns, context, views.kind, language is not None)
    best = texts[contest.best]
    known = language is not None and language.find(best) is not None
    sure = logistic(sureness(contest, views, trust, known), weights.sureness)
    raw = texts[int(contest.ink_shares.argmax())]
    return Ranking(_candidates(texts, contest.shares, sure), raw, trust)


def contest_of(
    texts: list[str], columns: NDArray[np.float64], context: Context, kind: str, expected: bool
) -> Contest:
    """The texts side by side, with and without what is expected."""
    with_language = _shares(columns, context.of(kind, expected))
    return Contest(texts, columns, with_language, _shares(columns, context.of(kind, False)))


def suggestions(views: Views, language: Language | None) -> list[str]:
    """Texts that may be written: what either way suggests, and words near to the best of that."""
    texts = dict.fromkeys(text for text, _ in (*views.of_whole, *views.of_letters))
    if language is None:
        return list(texts)
    for seen in (views.of_whole, views.of_letters):
        if seen and not _is_settled(seen):
            starts = [text for text, log in seen if log > seen[0][1] - _BEHIND]
            texts.update(dict.fromkeys(_neighbours(starts, language)))
    if views.whole is None:
        # Nobody else tells how many letters there are.
        count = len(views.of_letters[0][0])
        return [text for text in texts if len(text) == count]
    return list(texts)


def _is_near(columns: NDArray[np.float64], weights: Weights) -> NDArray[np.bool_]:
    """Which texts the ink leaves a chance, however probable they are."""
    scores = columns @ np.array(weights.ranking[: columns.shape[1]])
    return np.asarray(scores > scores.max() - _FAR, np.bool_)


def _shares(columns: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    scores = columns @ np.array(weights.ranking)
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum(), np.float64)


def _candidates(
    texts: Sequence[str], shares: NDArray[np.float64], sure: float
) -> tuple[Candidate, ...]:
    """The best readings; what the first one lacks to certainty, the others have as their part."""
    first, *others = np.argsort(-shares, kind="stable")[:COUNT].tolist()
    left = (1 - sure) / max(1 - float(shares[first]), 1e-9)
    rest = [Candidate(texts[i], min(float(shares[i]) * left, sure)) for i in others]
    return (Candidate(texts[first], sure), *(c for c in rest if c.probability > 0))


def _is_settled(seen: Sequence[tuple[str, float]]) -> bool:
    """Whether the first text is all that the ink says."""
    return math.log(1 - _CLEAR) < seen[0][1]


def _neighbours(starts: Sequence[str], language: Language) -> list[str]:
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

"""Fitting the weights of :mod:`hwocr.decode.weights` to words whose texts are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.language import Language
from hwocr.decode.rank import contest_of, suggestions
from hwocr.decode.sureness import sureness
from hwocr.decode.views import Views
from hwocr.decode.weights import Context, Weights, logistic
from hwocr.training.logit import conditional_logit

NOTHING = "\0"
"""The text of ink that is no writing."""
_CUT_RIGHT = 5.0
"""The letters were cut apart right if the true text's log probability is so near to the best's."""
_RIDGE = 0.02
"""How much weights are held back, for each hundred words."""
_STEPS = 50
_START = (1.0, 1.0, 0.0, 0.5)


@dataclass(frozen=True, eq=False)
class Example:
    """A word as it was seen, and what it says; :data:`NOTHING` is no word, and never right.

    Attributes:
        single: whether its letters were written one by one.
        language: that it is written in, as ``Reader`` takes it.
    """

    views: Views
    text: str
    single: bool = True
    language: str = "english"

    def only(self, kind: str) -> Example:
        """The same word, seen one way only or both."""
        views = self.views
        if kind == "whole":
            views = replace(views, letters=None)
        elif kind == "letters":
            views = replace(views, whole=None)
        return replace(self, views=views)


@dataclass(frozen=True, eq=False)
class Choice:
    """The texts that a word may say, in columns, and which of them it does (-1 for none)."""

    language: Language | None
    views: Views
    trust: float
    texts: list[str]
    columns: NDArray[np.float64]
    right: int


def fit_context(examples: Sequence[Example], languages: Mapping[str, Language]) -> Context:
    """All weights.

    Args:
        examples: words seen both ways, some of them drawn.
        languages: what is expected of the words of each language.
    """
    gate, weights = {}, {}
    for kind in ("both", "drawn", "whole", "letters"):
        # Who has words read letter by letter only says thereby that they are written so.
        chosen = [e for e in examples if e.single or kind != "letters"]
        seen = [e.only(kind) for e in chosen if e.views.drawn == (kind == "drawn")]
        if kind != "whole":
            values = np.array([example.views.gate() for example in seen])
            cut_right = np.array([_is_cut_right(example) for example in seen], np.float64)
            gate[kind] = _logistic_regression(values, cut_right)
        trusts = [Context(gate, {}).trust(kind, example.views.gate()) for example in seen]
        for name, known in ((f"{kind}, none", {}), (kind, languages)):
            choices = [
                _choice(e, t, known.get(e.language)) for e, t in zip(seen, trusts, strict=True)
            ]
            weights[name] = Weights(_ranking(choices), ())
            context = Context(gate, weights)
            weights[name] = replace(
                weights[name],
                sureness=_sureness([c for c in choices if c.texts], context, kind),
            )
    return Context(gate, weights)


def _is_cut_right(example: Example) -> bool:
    letters = example.views.letters
    best = example.views.of_letters
    if letters is None or not best:
        return False
    return bool(letters.log_likelihoods([example.text])[0] > best[0][1] - _CUT_RIGHT)


def _choice(example: Example, trust: float, language: Language | None) -> Choice:
    texts = suggestions(example.views, language)
    columns = example.views.columns(texts, trust)
    possible = columns[:, 0] > -np.inf
    texts = [text for text, kept in zip(texts, possible, strict=True) if kept]
    priors = language.log_priors(texts) if language else np.zeros(len(texts))
    right = texts.index(example.text) if example.text in texts else -1
    return Choice(
        language, example.views, trust, texts, np.column_stack([columns[possible], priors]), right
    )


def _sureness(choices: Sequence[Choice], context: Context, kind: str) -> tuple[float, ...]:
    values, right = [], []
    for choice in choices:
        language = choice.language
        contest = contest_of(choice.texts, choice.columns, context, kind, language is not None)
        known = language is not None and language.find(choice.texts[contest.best]) is not None
        values.append(sureness(contest, choice.views, choice.trust, known))
        right.append(contest.best == choice.right)
    return _logistic_regression(np.array(values), np.array(right, np.float64))


def _ranking(choices: Sequence[Choice]) -> tuple[float, ...]:
    """Weights of the columns."""
    settled = [(c.columns, c.right) for c in choices if c.right >= 0 and len(c.texts) > 1]
    return tuple(conditional_logit(settled, _START, _RIDGE / 100).tolist())


def _logistic_regression(
    values: NDArray[np.float64], right: NDArray[np.float64]
) -> tuple[float, ...]:
    """Weights of the logistic function, by Newton steps."""
    weights = np.zeros(values.shape[1])
    ridge = _RIDGE * len(values) / 100
    for _ in range(_STEPS):
        sure = np.array([logistic(row, tuple(weights)) for row in values])
        gradient = values.T @ (right - sure) - ridge * weights
        curvature = (values * (sure * (1 - sure))[:, None]).T @ values + ridge * np.eye(
            len(weights)
        )
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step * min(1.0, 5 / np.abs(step).max())
        if np.abs(step).max() < 1e-5:
            break
    return tuple(weights.tolist())

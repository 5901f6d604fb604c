from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from hwocr.decode.ngrams import NGrams
from hwocr.training.ngrams import fit

TEXTS = {"aba": 3.0, "abb": 2.0, "baab": 1.0, "abababab": 1.0}


@pytest.fixture(scope="module", params=[1000, 12])
def model(request: pytest.FixtureRequest) -> NGrams:
    """All n-grams, and few of them."""
    return fit(TEXTS, "ab", request.param)


def test_probabilities_sum_to_one(model: NGrams) -> None:
    texts = ["".join(text) for length in range(14) for text in product("ab", repeat=length)]
    shares = np.exp(model.log_probabilities(texts))
    # What is longer has the rest; costs are rounded to one byte.
    assert 0.7 < shares.sum() < 1.05


def test_what_was_seen_is_likelier(model: NGrams) -> None:
    seen, unseen = model.log_probabilities(["aba", "bbb"])
    assert seen > unseen > -20


def test_unknown_symbols_are_impossible(model: NGrams) -> None:
    assert model.log_probabilities(["aba", "abc", ""])[1] == -np.inf
    assert len(model.log_probabilities([])) == 0


def test_pruning_keeps_what_tells_most() -> None:
    large, small = fit(TEXTS, "ab", 1000), fit(TEXTS, "ab", 12)
    assert len(small.keys) < len(large.keys)
    assert (np.diff(large.keys.astype(np.int64)) > 0).all()
    logs = [model.log_probabilities(["aba", "bbb"]) for model in (large, small)]
    assert logs[0][0] > logs[1][0] > logs[1][1]

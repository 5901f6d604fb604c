from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.choose import character_candidates, word_candidates
from hwocr.networks.classes import CHARACTERS, CLASS_COUNT
from hwocr.page import Candidate


def test_candidates_come_best_first() -> None:
    row = np.zeros(CLASS_COUNT, np.float32)
    row[CHARACTERS.index("b")], row[CHARACTERS.index("6")], row[-1] = 0.6, 0.3, 0.1
    found = character_candidates(row, least=0.01)
    assert [c.text for c in found] == ["b", "6"]
    assert found[0].probability == pytest.approx(0.6)


def test_the_best_candidate_stays_however_improbable() -> None:
    row = np.zeros(CLASS_COUNT, np.float32)
    row[-1] = 1
    assert len(character_candidates(row, least=0.5)) == 1


def test_words_multiply_their_characters() -> None:
    options = (
        (Candidate("a", 0.9), Candidate("o", 0.1)),
        (Candidate("n", 0.6), Candidate("r", 0.4)),
    )
    words = word_candidates(options)
    assert [w.text for w in words] == ["an", "ar", "on", "or"]
    assert [w.probability for w in words] == pytest.approx([0.54, 0.36, 0.06, 0.04])


def test_word_candidates_are_the_best_of_all_combinations() -> None:
    rng = np.random.default_rng(3)
    options = []
    for _ in range(5):
        shares = np.sort(rng.dirichlet(np.ones(4)))[::-1]
        options.append(tuple(Candidate(c, float(p)) for c, p in zip("abcd", shares, strict=True)))
    every = [Candidate("", 1.0)]
    for choices in options:
        every = [
            Candidate(w.text + c.text, w.probability * c.probability)
            for w in every
            for c in choices
        ]
    best = sorted((w.probability for w in every), reverse=True)[:5]
    assert [w.probability for w in word_candidates(options)] == pytest.approx(best)


def test_an_empty_word_is_empty() -> None:
    assert word_candidates([]) == (Candidate("", 1.0),)

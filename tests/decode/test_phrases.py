from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.phrases import STEP, Bigrams, in_phrase, key_of
from hwocr.page import Candidate


@pytest.fixture(scope="module")
def english() -> Bigrams:
    return Bigrams.load()


def _word(**shares: float) -> tuple[Candidate, ...]:
    return tuple(Candidate(text, share) for text, share in shares.items())


def _texts(words: list[tuple[Candidate, ...]]) -> str:
    return " ".join(word[0].text for word in words)


def test_neighbours_settle_a_doubt(english: Bigrams) -> None:
    line = [_word(brown=0.99), _word(for_=0.0, fox=0.46, far=0.5), _word(jumps=0.95)]
    assert _texts(in_phrase(line, english)) == "brown fox jumps"


def test_both_sides_count() -> None:
    pairs = {("a", "b"): 1.0, ("b", "c"): 1.0, ("a", "d"): 1.5}
    keys = dict(sorted((key_of(*pair), gain * STEP) for pair, gain in pairs.items()))
    bigrams = Bigrams(np.array(list(keys), np.uint32), np.array(list(keys.values()), np.uint8))
    two = [_word(a=0.9), _word(b=0.45, d=0.45)]
    assert _texts(in_phrase(two, bigrams)) == "a d"
    assert _texts(in_phrase([*two, _word(c=0.9)], bigrams)) == "a b c"


def test_what_is_sure_stays_as_it_is(english: Bigrams) -> None:
    line = [_word(of=0.99), _word(thee=0.985, the=0.01)]
    assert in_phrase(line, english) == line


def test_a_clear_word_outweighs_its_neighbours(english: Bigrams) -> None:
    line = [_word(of=0.9), _word(thee=0.97, the=0.02)]
    assert _texts(in_phrase(line, english)) == "of thee"


def test_probabilities_stay_below_one_and_in_order(english: Bigrams) -> None:
    line = [_word(thank=0.6, think=0.3), _word(yon=0.5, you=0.4), _word(all=0.7, ale=0.2)]
    for before, word in zip(line, in_phrase(line, english), strict=True):
        shares = [candidate.probability for candidate in word]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1
        assert {c.text for c in before} == {c.text for c in word}


def test_a_word_alone_keeps_its_probabilities(english: Bigrams) -> None:
    (word,) = in_phrase([_word(yon=0.5, you=0.4)], english)
    assert [c.probability for c in word] == pytest.approx([0.5, 0.4])


def test_marks_and_capitals_do_not_matter(english: Bigrams) -> None:
    gains = english.between(['"Thank', "zebra"], ["you!", "You", "YOU,", "xylophone", "42"])
    assert gains[0, :3] == pytest.approx([gains[0, 0]] * 3)
    assert gains[0, 0] > 0.3
    assert not gains[1].any()
    assert not gains[:, 3:].any()

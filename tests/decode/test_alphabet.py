from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.alphabet import NAMED, characters_of, restrict, without_reject
from hwocr.errors import AlphabetError
from hwocr.networks.classes import CHARACTERS, CLASS_COUNT


def random_probabilities(count: int = 20) -> np.ndarray:
    values = np.random.default_rng(1).random((count, CLASS_COUNT)).astype(np.float32)
    return np.asarray(values / values.sum(axis=1, keepdims=True), np.float32)


def test_a_string_is_an_alphabet_in_network_order() -> None:
    assert characters_of("ba0 ") == "0ab"
    assert characters_of("digits") == "0123456789"


@pytest.mark.parametrize(("alphabet", "said"), [("", "empty"), ("  ", "empty"), ("aß", "'ß'")])
def test_bad_alphabets_are_refused(alphabet: str, said: str) -> None:
    with pytest.raises(AlphabetError, match=said):
        characters_of(alphabet)


@pytest.mark.parametrize("alphabet", [*NAMED, "aB3"])
def test_no_answer_leaves_the_alphabet(alphabet: str) -> None:
    before = random_probabilities()
    after = restrict(before, alphabet)
    outside = [i for i, c in enumerate(CHARACTERS) if c not in characters_of(alphabet)]
    assert (after[:, outside] == 0).all()
    assert np.allclose(after.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(after[:, -1], before[:, -1])


def test_proportions_within_the_alphabet_stay() -> None:
    before = random_probabilities()
    after = restrict(before, "ab")
    a, b = CHARACTERS.index("a"), CHARACTERS.index("b")
    assert np.allclose(after[:, a] / after[:, b], before[:, a] / before[:, b], rtol=1e-4)


def test_what_the_network_rules_out_still_gets_an_answer() -> None:
    sure = np.zeros((1, CLASS_COUNT), np.float32)
    sure[0, 0] = 1
    assert restrict(sure, "xy")[0, :-1].sum() == pytest.approx(1)
    reject = np.zeros((1, CLASS_COUNT), np.float32)
    reject[0, -1] = 1
    answer = without_reject(restrict(reject, "xy"))
    assert np.isfinite(answer).all()
    assert answer[0, -1] == 0

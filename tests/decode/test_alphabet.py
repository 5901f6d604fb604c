from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.alphabet import (
    NAMED,
    characters_of,
    restrict,
    restrict_frames,
    without_reject,
)
from hwocr.decode.ctc import greedy
from hwocr.errors import AlphabetError
from hwocr.networks.classes import BLANK, CHARACTERS, CLASS_COUNT, WORD_CHARACTERS
from tests.decode.frames import frames_of, random_frames


def random_probabilities(count: int = 20) -> np.ndarray:
    values = np.random.default_rng(1).random((count, CLASS_COUNT)).astype(np.float32)
    return np.asarray(values / values.sum(axis=1, keepdims=True), np.float32)


def test_a_string_is_an_alphabet_in_network_order() -> None:
    assert characters_of("ba0 ") == "0ab"
    assert characters_of("digits") == "0123456789"


def test_each_network_takes_what_it_knows() -> None:
    assert characters_of("aé.") == "a"
    assert characters_of("éa.", WORD_CHARACTERS) == "a.é"
    assert characters_of("digits", WORD_CHARACTERS) == "0123456789"
    everything = characters_of("all", WORD_CHARACTERS)
    assert "?" in everything
    assert "é" not in everything
    with pytest.raises(AlphabetError, match="empty for this network"):
        characters_of(".é")


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


def greedy_in(alphabet: str, *peaks: str | dict[str, float]) -> str:
    return greedy(restrict_frames(frames_of(*peaks), alphabet, WORD_CHARACTERS), WORD_CHARACTERS)


@pytest.mark.parametrize("alphabet", [*NAMED, "aB3", "é!"])
def test_no_frame_leaves_the_alphabet(alphabet: str) -> None:
    after = restrict_frames(random_frames(30, BLANK + 1), alphabet, WORD_CHARACTERS)
    allowed = {*characters_of(alphabet, WORD_CHARACTERS), " "}
    outside = [i for i, c in enumerate(WORD_CHARACTERS) if c not in allowed]
    assert np.isneginf(after[:, outside]).all()
    assert np.isfinite(np.delete(after, outside, axis=1)).all()
    assert np.allclose(np.exp(after).sum(axis=1), 1, atol=1e-5)
    assert after.dtype == np.float32


def test_frames_fold_to_what_is_meant() -> None:
    assert greedy_in("all", *"Été à Nîmes?") == "Ete a Nimes?"
    assert greedy_in("upper", *"été") == "ETE"
    assert greedy_in("abcdeéÉ", *"éÉ") == "éÉ"
    assert greedy_in("letters", *"don't") == "dont"
    assert greedy_in("digits", *"12 34") == "12 34"


def test_doubts_about_the_accent_add_up() -> None:
    assert greedy_in("all", {"e": 0.3, "é": 0.3, "c": 0.4}) == "e"


def test_a_clear_letter_becomes_the_most_similar_one() -> None:
    looks = {"l": 0.98, "1": 0.01, "7": 0.002, "": 0.008}
    assert greedy_in("digits", "5", looks, {"O": 0.99, "0": 0.01}) == "510"
    assert len(greedy_in("xy", *"ab")) == 2

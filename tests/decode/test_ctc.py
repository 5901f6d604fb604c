from __future__ import annotations

from collections import defaultdict
from itertools import groupby, product

import numpy as np
import pytest

from hwocr.decode.beam import prefix_beam
from hwocr.decode.ctc import greedy, log_likelihoods
from hwocr.networks.classes import WORD_CHARACTERS
from tests.decode.frames import frames_of, random_frames


def all_texts(log_probabilities: np.ndarray, classes: str) -> dict[str, float]:
    """Every text's probability, by going through every path."""
    texts: defaultdict[str, float] = defaultdict(float)
    for path in product(range(len(classes) + 1), repeat=len(log_probabilities)):
        text = "".join(classes[c] for c, _ in groupby(path) if c < len(classes))
        texts[text] += float(np.exp(sum(log_probabilities[t, c] for t, c in enumerate(path))))
    return texts


@pytest.mark.parametrize("seed", range(4))
def test_likelihoods_are_the_sum_over_all_paths(seed: int) -> None:
    frames = random_frames(5, 4, seed)
    expected = all_texts(frames, "abc")
    found = log_likelihoods(frames, list(expected), "abc")
    assert np.allclose(np.exp(found), list(expected.values()), atol=1e-6)
    assert np.exp(found).sum() == pytest.approx(1, abs=1e-5)


def test_what_no_path_leads_to_is_impossible() -> None:
    frames = random_frames(5, 3)
    frames[:, 1] = -np.inf
    found = log_likelihoods(frames, ["aaaa", "b", "x", "", "aaa"], "ab")
    assert np.isinf(found).tolist() == [True, True, True, False, False]
    assert log_likelihoods(frames[:0], ["", "a"], "ab").tolist() == [0, -np.inf]
    assert log_likelihoods(frames, [], "ab").shape == (0,)


def test_long_lines_do_not_underflow() -> None:
    text = "the quick brown fox jumps over the lazy dog " * 5
    frames = frames_of(*text, noise=1e-3)
    right, wrong = log_likelihoods(frames, [text, text.replace("fox", "cat")], WORD_CHARACTERS)
    assert -200 < wrong < right - 15 < 0


def test_greedy_merges_repeats_and_drops_blanks() -> None:
    assert greedy(frames_of(*"hello 12!"), WORD_CHARACTERS) == "hello 12!"
    assert greedy(frames_of("a", "b", gap=0), WORD_CHARACTERS) == "ab"
    assert greedy(frames_of("a", "a", gap=0), WORD_CHARACTERS) == "a"
    assert greedy(frames_of(), WORD_CHARACTERS) == ""


@pytest.mark.parametrize("seed", range(4))
def test_a_wide_beam_finds_every_text(seed: int) -> None:
    frames = random_frames(5, 4, seed)
    expected = all_texts(frames, "abc")
    found = prefix_beam(frames, "abc", width=1000, plausible=0)
    assert {text for text, _ in found} == set(expected)
    assert all(np.exp(log) == pytest.approx(expected[text], abs=1e-6) for text, log in found)
    assert found == sorted(found, key=lambda entry: -entry[1])


def test_the_beam_adds_up_what_the_best_path_overlooks() -> None:
    # The blank is the best in each frame, but "a" in one of them or both is more probable.
    frames = np.log(np.array([[0.4, 0.6], [0.4, 0.6]], np.float32))
    assert greedy(frames, "a") == ""
    text, log = prefix_beam(frames, "a")[0]
    assert (text, np.exp(log)) == ("a", pytest.approx(0.64))


def test_a_narrow_beam_gives_the_best_few() -> None:
    frames = frames_of("h", {"a": 0.6, "o": 0.39}, "t")
    found = prefix_beam(frames, WORD_CHARACTERS, width=3)
    assert [text for text, _ in found[:2]] == ["hat", "hot"]
    assert len(found) == 3
    exact = log_likelihoods(frames, [text for text, _ in found], WORD_CHARACTERS)
    assert all(log <= sure + 1e-6 for (_, log), sure in zip(found, exact, strict=True))


def test_noise_has_texts_too() -> None:
    found = prefix_beam(random_frames(200, len(WORD_CHARACTERS) + 1), WORD_CHARACTERS)
    assert found
    assert all(np.isfinite(log) for _, log in found)

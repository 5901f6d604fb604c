from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from hwocr.decode.alignment import align
from hwocr.decode.ctc import log_likelihoods
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from tests.decode.frames import frames_of, random_frames


def test_borders_lie_between_the_peaks() -> None:
    # Peaks in frames 4, 9 and 14, whose centres are at .5.
    spans = align(frames_of(*"aba", gap=4), "aba", WORD_CHARACTERS)
    assert [span.text for span in spans] == list("aba")
    assert [(s.start, s.end) for s in spans[1:2]] == [pytest.approx((7, 12), abs=0.05)]
    assert spans[0].start == pytest.approx(0, abs=0.05)
    assert spans[2].end == pytest.approx(19, abs=0.05)


def test_a_peak_over_several_frames_has_its_centre_of_mass() -> None:
    frames = frames_of("a", "b", gap=6)
    wide = frames.copy()
    wide[7] = frames[6]
    later = align(wide, "ab", WORD_CHARACTERS)[0].end
    assert later == pytest.approx(align(frames, "ab", WORD_CHARACTERS)[0].end + 0.25, abs=0.01)


def test_narrow_letters_get_less_of_the_width() -> None:
    m, i, n = align(frames_of(*"min", gap=4), "min", WORD_CHARACTERS)
    assert i.end - i.start < 4 < m.end - m.start
    assert m.end == i.start
    assert i.end == n.start


def test_the_ink_bounds_the_word_where_that_is_plausible() -> None:
    frames = frames_of(*"word", gap=4)
    near = align(frames, "word", WORD_CHARACTERS, extent=(2.0, 21.0))
    assert near[0].start == 2
    assert near[-1].end == 21
    far = align(np.pad(frames, ((40, 40), (0, 0)), "edge"), "word", WORD_CHARACTERS)
    assert 33 < far[0].start < 42
    assert 62 < far[-1].end < 70
    assert align(frames_of("a"), "a", WORD_CHARACTERS)[0].end == 7


def test_repeated_letters_are_kept_apart() -> None:
    spans = align(frames_of(*"ball"), "ball", WORD_CHARACTERS)
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert all(span.end - span.start > 2 for span in spans)


def test_probabilities_are_those_of_the_exact_likelihoods() -> None:
    frames = frames_of("h", {"a": 0.7, "o": 0.2, "": 0.1}, "t", noise=1e-7)
    spans = align(frames, "hat", WORD_CHARACTERS)
    assert [c.text for c in spans[1].candidates] == ["a", "o"]
    assert [c.probability for c in spans[1].candidates] == pytest.approx([0.7, 0.2], abs=1e-3)
    assert spans[0].confidence > 0.999


@pytest.mark.parametrize("seed", range(3))
def test_probabilities_sum_to_at_most_one(seed: int) -> None:
    frames = random_frames(30, BLANK + 1, seed)
    for span in align(frames, "some words", WORD_CHARACTERS, certainty=0.3):
        assert span.candidates[0].text == span.text
        assert span.confidence == span.candidates[0].probability >= 0.3
        assert sum(c.probability for c in span.candidates) <= 1 + 1e-6


def test_what_is_known_of_the_word_holds_for_its_letters() -> None:
    frames = frames_of("h", {"u": 0.3, "a": 0.7}, "t", noise=1e-7)
    span = align(frames, "hut", WORD_CHARACTERS, certainty=0.9)[1]
    assert span.confidence == pytest.approx(0.9 + 0.1 * 0.3, abs=1e-3)
    assert span.candidates[1].probability == pytest.approx(0.1 * 0.7, abs=1e-3)


def test_words_of_a_line_are_judged_by_their_own_frames() -> None:
    line = frames_of(*"to ", {"b": 0.8, "h": 0.2}, "e", noise=1e-7)
    word = frames_of({"b": 0.8, "h": 0.2}, "e", noise=1e-7)
    in_line = align(line, "to be", WORD_CHARACTERS)[3]
    alone = align(word, "be", WORD_CHARACTERS)[0]
    assert in_line.confidence == pytest.approx(alone.confidence, abs=1e-4)


def test_the_best_path_is_found_among_all() -> None:
    frames = random_frames(8, BLANK + 1, 5)
    spans = align(frames, "odd", WORD_CHARACTERS)
    assert spans == sorted(spans, key=lambda span: span.start)
    assert np.isfinite(log_likelihoods(frames, ["odd"], WORD_CHARACTERS)).all()


@pytest.mark.parametrize(("text", "said"), [("aaaa", "no path"), ("ж", "does not know")])
def test_impossible_texts_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        align(random_frames(6, BLANK + 1), text, WORD_CHARACTERS)


def test_no_text_has_no_spans() -> None:
    assert align(frames_of("a"), "", WORD_CHARACTERS) == []

"""Samples of words are balanced over their writers."""

from __future__ import annotations

from benchmarks.wordsets import _is_no_consent, balanced

_WRITERS = ["a"] * 6 + ["b"] * 2 + ["c"]
_TEXTS = ["one", "two", "one", "three", "four", "five", "one", "two", "one"]


def test_every_writer_gives_one_before_anyone_gives_two() -> None:
    order = [_WRITERS[index] for index in balanced(_TEXTS, _WRITERS, 100)]
    assert sorted(order[:3]) == ["a", "b", "c"]
    assert sorted(order[3:5]) == ["a", "b"]
    assert order[5:] == ["a", "a", "a"]


def test_nobody_gives_a_text_twice() -> None:
    chosen = [(_WRITERS[index], _TEXTS[index]) for index in balanced(_TEXTS, _WRITERS, 100)]
    assert len(chosen) == len(set(chosen)) == 8


def test_a_smaller_sample_is_the_beginning_of_a_larger_one() -> None:
    assert balanced(_TEXTS, _WRITERS, 4) == balanced(_TEXTS, _WRITERS, 100)[:4]


def test_texts_without_letters_and_digits_are_left_out() -> None:
    assert balanced([".", "", "7", "- é"], ["a"] * 4, 9) in ([2, 3], [3, 2])


def test_lines_of_the_consent_are_known() -> None:
    assert not _is_no_consent("consens. Je comprends que mon manuscrit sera")
    assert not _is_no_consent("commerciales.")
    assert _is_no_consent("est un club de football et joue pour Paris")

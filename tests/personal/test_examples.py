"""The personal set: what it takes, what it gives, and what it refuses."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from hwocr.errors import PersonalError
from hwocr.personal import Examples
from hwocr.personal.archive import MOST_BYTES
from hwocr.personal.examples import MOST
from tests.personal.conftest import Make


def test_a_saved_set_is_the_same(some: Make, tmp_path: Path) -> None:
    examples = some("aB3a")
    examples.save(tmp_path / "set.npz")
    again = Examples.load(tmp_path / "set.npz")
    assert again.letters == "aB3a"
    assert np.array_equal(again.glyphs, examples.glyphs)
    assert again.counts == {"3": 1, "B": 1, "a": 2}
    assert again.keys == examples.keys


def test_pairs_that_are_no_glyph_of_a_character_are_left_out() -> None:
    glyph, large = np.zeros((28, 28), np.uint8), np.zeros((40, 60), np.uint8)
    assert Examples.of([(glyph, "a"), (large, "b"), (glyph, "é"), (glyph, "")]).letters == "a"


def test_joining_keeps_each_example_once(some: Make) -> None:
    both = some("ab").joined(some("ab")).joined(some("ab", seed=1))
    assert both.letters == "abab"
    assert both.without(some("ab").keys).keys == some("ab", seed=1).keys


def test_too_many_examples_are_refused(some: Make) -> None:
    with pytest.raises(PersonalError, match="remove some"):
        some("a" * (MOST + 1))


def test_one_in_five_is_held_out_of_each_letter_that_has_enough(some: Make) -> None:
    examples = some("a" * 10 + "b" * 3 + "cc")
    learnt, held_out = examples.split()
    assert held_out.counts == {"a": 2, "b": 1}
    assert learnt.counts == {"a": 8, "b": 2, "c": 2}
    backwards = examples.take(range(len(examples) - 1, -1, -1))
    assert set(backwards.split()[1].keys) == set(held_out.keys)


def _with_pickle() -> bytes:
    file = io.BytesIO()
    np.savez(file, personal_set=np.array(1), glyphs=np.array([{"a": 1}], object))
    return file.getvalue()


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("glyphs.npy", bytes(MOST_BYTES + 1))
    return file.getvalue()


def _of_version(number: int) -> bytes:
    file = io.BytesIO()
    np.savez(file, personal_set=np.array(number))
    return file.getvalue()


def _with_letters(letters: bytes, shape: tuple[int, ...] = (1, 28, 28)) -> bytes:
    file = io.BytesIO()
    named = np.frombuffer(letters, np.uint8)
    np.savez(file, personal_set=np.array(1), letters=named, glyphs=np.zeros(shape, np.uint8))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a file with a personal set"),
        (b"PK\x03\x04 nothing", "not a file with a personal set"),
        (bytes(MOST_BYTES + 1), "smaller"),
        (_bomb(), "unpacked"),
        (_with_pickle(), "damaged"),
        (_of_version(2), "version 2"),
        (_of_version(1), "no personal set"),
        (_with_letters("é".encode()), "damaged"),
        (_with_letters(b"%"), "not %"),
        (_with_letters(b"a", (1, 40, 28)), "uint8"),
    ],
)
def test_what_is_no_set_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(PersonalError, match=message):
        Examples.load(data)


def test_a_cut_file_is_refused(some: Make) -> None:
    data = some("abc").to_bytes()
    for end in (10, len(data) // 2, len(data) - 1):
        with pytest.raises(PersonalError):
            Examples.load(data[:end])

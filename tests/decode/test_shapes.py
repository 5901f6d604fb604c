from __future__ import annotations

import numpy as np

from hwocr.decode.shapes import with_shapes
from hwocr.networks.classes import CHARACTERS, CLASS_COUNT


def word(*rows: dict[str, float]) -> np.ndarray:
    out = np.zeros((len(rows), CLASS_COUNT), np.float32)
    for line, shares in zip(out, rows, strict=True):
        for name, share in shares.items():
            line[CHARACTERS.index(name) if name else -1] = share
    return out


def read(probabilities: np.ndarray) -> str:
    return "".join(CHARACTERS[i] for i in probabilities[:, :-1].argmax(axis=1))


def test_neighbours_tell_zero_from_o() -> None:
    either = {"0": 0.4, "O": 0.35, "o": 0.25}
    assert read(with_shapes(word({"1": 0.9, "l": 0.1}, either, {"7": 1}))) == "107"
    assert read(with_shapes(word({"d": 1}, either, {"g": 0.9, "9": 0.1}))) == "dog"
    assert read(with_shapes(word({"D": 1}, either, {"G": 0.9, "6": 0.1}))) == "DOG"


def test_a_code_stays_a_code() -> None:
    plain = word({"A": 0.99, "4": 0.01}, {"4": 0.99, "A": 0.01}, {"B": 0.99, "8": 0.01}, {"7": 1})
    assert read(with_shapes(plain)) == "A4B7"


def test_probabilities_stay_probabilities() -> None:
    before = np.random.default_rng(0).dirichlet(np.ones(CLASS_COUNT), 6).astype(np.float32)
    after = with_shapes(before)
    assert np.allclose(after.sum(axis=1), 1, atol=1e-4)
    assert np.array_equal(after[:, -1], before[:, -1])


def test_one_character_alone_has_no_neighbours() -> None:
    single = word({"0": 0.5, "O": 0.5})
    assert with_shapes(single) is single

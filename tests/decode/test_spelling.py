from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hwocr.decode.spelling import Spelling, load, save, shape_of

SPELLING = Spelling.load()


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("Smith", "smiTh"),
        ("Hendersen", "Hcndcrsen"),
        ("2024", "2O24"),
        ("12.50", "1Z.50"),
        ("7:30", "7:3O"),
        ("john@web.com", "john@web,com"),
        ("AB12", "Ab12"),
        ("Vermögen", "Vcrmögcn"),
        ("0", "O"),
    ],
)
def test_what_people_write_is_likelier(likely: str, unlikely: str) -> None:
    one, other = SPELLING.log_probabilities([likely, unlikely])
    assert one > other + 0.5


def test_nothing_is_ruled_out() -> None:
    logs = SPELLING.log_probabilities(["xQ9-", "§§", "--@@", "Ωmega"])
    assert (logs > -30).all()
    assert (logs < 0).all()


def test_shapes() -> None:
    assert [shape_of(t) for t in ("house", "House", "McDonald", "USA", "12.50", "a-b!")] == [
        *("a", "Aa", "AaAa", "AAA", "00.00", "a-a!")
    ]
    assert shape_of("") == ""


def test_a_file_holds_the_whole_model(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save(SPELLING, path)
    again = load(path.read_bytes())
    for one, other in ((again.shapes, SPELLING.shapes), (again.letters, SPELLING.letters)):
        assert one.symbols == other.symbols
        assert np.array_equal(one.keys, other.keys)
    texts = ["house", "Xyloq", "3.99"]
    assert np.array_equal(again.log_probabilities(texts), SPELLING.log_probabilities(texts))

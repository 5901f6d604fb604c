from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hwocr.glyph import SIZE
from hwocr.lookalikes import lookalikes, rendered
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(read_registry()["characters"])


def test_each_font_gives_upright_and_slanted_glyphs() -> None:
    glyphs = rendered("k")
    assert len(glyphs) == 12
    for glyph in glyphs:
        assert glyph.shape == (SIZE, SIZE)
        assert glyph.dtype == np.float32
        assert glyph.max() == pytest.approx(1)
    assert len({glyph.tobytes() for glyph in glyphs}) == 12


def test_the_most_similar_example_of_a_character_is_itself(network: Network) -> None:
    for glyph in rendered("R")[::5]:
        first, *others = lookalikes(network, glyph, "R")
        np.testing.assert_array_equal(first, glyph)
        assert len(others) == 2


def test_without_fonts_there_are_no_examples(network: Network, tmp_path: Path) -> None:
    assert lookalikes(network, rendered("R")[0], "R", fonts=tmp_path) == ()
    assert lookalikes(network, rendered("R")[0], "") == ()

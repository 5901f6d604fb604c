"""Examples and a personal model that tests make themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.networks.head import head_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.personal import Effect, Examples, Personal
from tests.gates import open_gate

Make = Callable[..., Examples]


@pytest.fixture
def some() -> Make:
    """``some("aab")``: an example of noise for each letter, always the same ones."""

    def make(letters: str, seed: int = 0) -> Examples:
        glyphs = np.random.default_rng(seed).integers(0, 256, (len(letters), 28, 28))
        return Examples(glyphs.astype(np.uint8), letters)

    return make


@pytest.fixture
def untaught() -> Personal:
    """A personal model that reads just as the base network does."""
    entry = read_registry()["characters"]
    layers = {**head_of(verified_bytes(entry)), **open_gate()}
    effect = Effect(4, 0.25, 1.0, 100, 0.95, 0.94, 30.0)
    return Personal(layers, entry.sha256, entry.temperature, "ab", effect)

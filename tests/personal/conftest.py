"""Examples and a personal model that tests make themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.networks.head import head_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.personal import Effect, Examples, Personal

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
    head = head_of(verified_bytes(entry))
    effect = Effect(4, 0.25, 1.0, 100, 0.95, 0.94, 30.0)
    return Personal(head, entry.sha256, entry.temperature, "ab", effect)

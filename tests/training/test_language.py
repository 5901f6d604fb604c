from __future__ import annotations

import numpy as np

from hwocr.training.language import _address, _digits, is_held_out


def test_a_tenth_is_held_out() -> None:
    words = [f"word{i}" for i in range(2000)]
    held_out = [word for word in words if is_held_out(word)]
    assert 140 < len(held_out) < 260
    assert held_out == [word for word in words if is_held_out(word)]


def test_addresses_and_numbers() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        address = _address(rng)
        assert address == address.lower()
        assert "@" in address or address.startswith("www.")
        assert set(_digits(rng)) == {"0"}

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from hwocr.prepare.rules.profiles import Profiles
from hwocr.prepare.rules.spaced import family_of

HEIGHT, STRIPS = 400, 9
MIDDLES = np.linspace(31.5, 64 * STRIPS - 32.5, STRIPS)


def profiles(rows: Iterable[float], fall: float = 0.0) -> Profiles:
    """Strong lines through ``rows`` in the first strip, each falling."""
    strength = np.zeros((STRIPS, HEIGHT), np.float32)
    for row in rows:
        at = np.rint(row + fall * (MIDDLES - MIDDLES[0])).astype(int)
        inside = (at >= 0) & (at < HEIGHT)
        strength[np.flatnonzero(inside), at[inside]] = 20
    return Profiles(MIDDLES, strength, np.full_like(strength, fall))


def test_a_family_from_one_end_of_the_page_to_the_other() -> None:
    family = family_of(profiles(range(-100, 400, 25), fall=0.1))
    assert family is not None
    assert family.size >= 16
    np.testing.assert_allclose(np.diff(family.rows, axis=0), 25, atol=1.1)


def test_distances_that_grow_with_the_perspective() -> None:
    rows = np.cumsum(16 * 1.04 ** np.arange(16))
    family = family_of(profiles(rows))
    assert family is not None
    np.testing.assert_allclose(family.rows.mean(axis=1), rows, atol=1)


def test_lines_that_are_hidden_are_where_they_must_be() -> None:
    rows = [20, 50, 80, 110, 200, 230, 260]
    family = family_of(profiles(rows))
    assert family is not None
    assert family.size == 7
    np.testing.assert_allclose(family.rows.mean(axis=1), range(20, 261, 30), atol=1)
    np.testing.assert_array_equal(family.seen.all(axis=1), [1, 1, 1, 1, 0, 0, 1, 1, 1])


def test_lines_between_do_not_double_the_family() -> None:
    family = family_of(profiles([*range(20, 400, 30), 57, 212, 301]))
    assert family is not None
    np.testing.assert_allclose(family.rows.mean(axis=1), range(20, 400, 30), atol=1)


def test_noise_between_lines_is_no_denser_family() -> None:
    pale = profiles(range(20, 400, 30))
    grain = np.random.default_rng(0).normal(0, 1, (7, *pale.strength.shape)).max(axis=0)
    noisy = np.maximum(pale.strength, grain).astype(np.float32)
    family = family_of(Profiles(pale.middles, noisy, pale.slope))
    assert family is not None
    np.testing.assert_allclose(family.rows.mean(axis=1), range(20, 400, 30), atol=1)


def test_uneven_lines_are_no_family() -> None:
    assert family_of(profiles([20, 52, 139, 190, 300])) is None
    assert family_of(profiles([])) is None

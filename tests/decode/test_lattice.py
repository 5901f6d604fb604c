"""Paths through a lattice and the texts that they spell."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from hwocr.decode.lattice import Lattice, Path, Span, best_paths, plausible
from hwocr.networks.classes import CHARACTERS, CLASS_COUNT


def _row(**chances: float) -> np.ndarray:
    row = np.zeros(CLASS_COUNT, np.float32)
    for character, chance in chances.items():
        row[CHARACTERS.index(character.removeprefix("_"))] = chance
    return row


def _every_path(spans: list[Span], start: int, last: int) -> list[tuple[int, ...]]:
    if start == last:
        return [()]
    return [
        (index, *rest)
        for index, span in enumerate(spans)
        if span.start == start
        for rest in _every_path(spans, span.end, last)
    ]


def test_best_paths_are_those_of_trying_all() -> None:
    rng = np.random.default_rng(3)
    pairs = itertools.combinations(range(6), 2)
    spans = [Span(a, b, float(rng.normal())) for a, b in pairs if b - a <= 3]
    every = _every_path(spans, 0, 5)
    scores = {path: sum(spans[i].score for i in path) for path in every}
    total = math.log(sum(math.exp(score) for score in scores.values()))
    order = sorted(every, key=lambda path: -scores[path])
    found = best_paths(spans, 7)
    assert [path.spans for path in found] == order[:7]
    for path in found:
        assert path.log_probability == pytest.approx(scores[path.spans] - total)


def test_paths_far_behind_the_best_are_left_out() -> None:
    paths = [Path((0,), -0.1), Path((1,), -3.0), Path((2,), -9.0)]
    assert plausible(paths) == paths[:2]


@pytest.fixture
def lattice() -> Lattice:
    """Ink that is a d, or c and l: three in four, and one in four."""
    return Lattice(
        (Path((0,), math.log(0.75)), Path((1, 2), math.log(0.25))),
        (
            np.stack([_row(d=0.9, a=0.1)]),
            np.stack([_row(c=0.8, e=0.2), _row(l=0.6, _1=0.4)]),
        ),
    )


def test_texts_come_from_all_paths(lattice: Lattice) -> None:
    texts = lattice.texts()
    assert [text for text, _ in texts[:3]] == ["d", "cl", "c1"]
    assert [math.exp(log) for _, log in texts[:3]] == pytest.approx([0.675, 0.12, 0.08])
    assert sum(math.exp(log) for _, log in texts) == pytest.approx(1)


def test_likelihoods_agree_with_texts(lattice: Lattice) -> None:
    texts = lattice.texts()
    logs = lattice.log_likelihoods([text for text, _ in texts])
    np.testing.assert_allclose(logs, [log for _, log in texts], rtol=1e-6)


def test_what_cannot_be_spelled_has_no_likelihood(lattice: Lattice) -> None:
    logs = lattice.log_likelihoods(["", "cld", "b", "é"])
    assert (logs == -np.inf).all()
    assert lattice.path_of("cld") is None


def test_a_text_leads_to_its_path(lattice: Lattice) -> None:
    assert [lattice.path_of(text) for text in ("d", "a", "cl", "e1")] == [0, 0, 1, 1]


def test_a_text_of_two_paths_has_the_sum() -> None:
    rows = np.stack([_row(n=1.0), _row(o=1.0)])
    lattice = Lattice((Path((0, 1), math.log(0.5)), Path((2, 3), math.log(0.3))), (rows, rows))
    assert math.exp(lattice.log_likelihoods(["no"])[0]) == pytest.approx(0.8)
    assert [text for text, _ in lattice.texts()] == ["no"]

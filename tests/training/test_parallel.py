from __future__ import annotations

from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from hwocr.training.parallel import Team


def _member(rank: int, team: Team, results: Any) -> None:
    for round_number in range(3):
        vector = np.full(4, 10.0 * round_number + rank, np.float32)
        results.put((rank, round_number, team.mean(rank, vector).tolist()))


def test_every_process_gets_the_mean_of_all() -> None:
    context = get_context("spawn")
    team, results = Team.of(2, 10), context.Queue()
    workers = [context.Process(target=_member, args=(r, team, results)) for r in range(2)]
    for worker in workers:
        worker.start()
    found = sorted(results.get(timeout=60) for _ in range(6))
    for worker in workers:
        worker.join(60)
    assert found == [(r, n, [10.0 * n + 0.5] * 4) for r in range(2) for n in range(3)]


def test_a_team_of_one_needs_nobody() -> None:
    vector = np.arange(3, dtype=np.float32)
    assert Team.of(1, 3).mean(0, vector) is vector


def test_a_vector_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Team.of(2, 3).mean(0, np.zeros(4, np.float32))

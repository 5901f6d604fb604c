from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from threading import BrokenBarrierError
from typing import Any

import numpy as np
import pytest

from hwocr.training.parallel import Team, work_together


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


def _leave(rank: int, team: Team, leaves: int, folder: Path) -> None:
    if rank == leaves:
        raise SystemExit(3)
    with pytest.raises(BrokenBarrierError):
        team.mean(rank, np.zeros(1, np.float32))
    (folder / "released").touch()


@pytest.mark.parametrize("leaves", [0, 1])
def test_nobody_waits_for_a_process_that_failed(leaves: int, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="a worker failed"):
        work_together(_leave, 2, 1, leaves, tmp_path)
    assert (tmp_path / "released").exists()


def _write(rank: int, team: Team, folder: Path) -> None:
    (folder / f"{rank} of {team.size}").touch()


def test_every_process_does_its_part(tmp_path: Path) -> None:
    work_together(_write, 2, 1, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"0 of 2", "1 of 2"}


def test_a_team_of_one_needs_nobody() -> None:
    vector = np.arange(3, dtype=np.float32)
    assert Team.of(1, 3).mean(0, vector) is vector


def test_a_vector_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Team.of(2, 3).mean(0, np.zeros(4, np.float32))

"""Several single-threaded processes that train one network together.

On few cores this is faster than one process with as many threads. Every process works on batches
of its own; before each step all take the mean of their gradients, so that they stay equal
(synchronous data parallelism).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PATIENCE = 1800.0
"""Seconds after which a process that waits for the others gives up."""


@dataclass(frozen=True)
class Team:
    """What the processes share: one vector of memory for each, and a barrier.

    Hand it to processes of the "spawn" context as an argument.
    """

    size: int
    capacity: int
    memory: Any
    barrier: Any

    @classmethod
    def of(cls, size: int, capacity: int) -> Team:
        """A team of ``size`` processes that exchange float32 vectors of up to ``capacity``."""
        context = get_context("spawn")
        memory = context.RawArray(ctypes.c_float, size * capacity)
        return cls(size, capacity, memory, context.Barrier(size))

    def mean(self, rank: int, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean of every process's vector; each must call this equally often.

        Raises:
            threading.BrokenBarrierError: another process ended or hangs.
            ValueError: the vector is longer than the team's capacity.
        """
        if self.size == 1:
            return vector
        if len(vector) > self.capacity:
            raise ValueError(f"a vector of {len(vector)} does not fit into {self.capacity}")
        rows = np.frombuffer(self.memory, np.float32).reshape(self.size, self.capacity)
        rows = rows[:, : len(vector)]
        rows[rank] = vector
        self.barrier.wait(_PATIENCE)
        mean = rows.mean(axis=0, dtype=np.float32)
        self.barrier.wait(_PATIENCE)
        return np.asarray(mean, np.float32)

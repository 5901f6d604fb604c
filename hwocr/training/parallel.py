"""Several single-threaded processes that train one network together.

On few cores this is faster than one process with as many threads. Every process works on batches
of its own; before each step all take the mean of their gradients, so that they stay equal
(synchronous data parallelism).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, get_context
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


def work_together(work: Callable[..., None], size: int, capacity: int, *arguments: Any) -> None:
    """Call ``work(rank, team, *arguments)`` in each of ``size`` processes and wait for them.

    TensorFlow takes its number of threads when it starts, so every process is a fresh one.

    Args:
        work: a function of a module, which new processes can import.
        size: of the team.
        capacity: values that the team can exchange at once.
        *arguments: further ones, which can be pickled.

    Raises:
        RuntimeError: a process failed; what went wrong it has printed.
    """
    team = Team.of(size, capacity)
    workers = [
        get_context("spawn").Process(target=work, args=(rank, team, *arguments), daemon=True)
        for rank in range(size)
    ]
    for process in workers:
        process.start()
    while running := [process for process in workers if process.is_alive()]:
        if any(process.exitcode for process in workers):
            team.barrier.abort()
        connection.wait([process.sentinel for process in running])
    if any(process.exitcode for process in workers):
        raise RuntimeError("training stopped early: a worker failed, see its message above")


def start_tensorflow(one_thread: bool) -> None:
    """Load TensorFlow with the settings of training; call it before anything else loads it."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Each width of batches needs some dozens of prepared operations; 1024 would not hold them.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")
    import cv2
    import tensorflow as tf

    if one_thread:
        cv2.setNumThreads(1)
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)

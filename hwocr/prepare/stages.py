"""Stages in the making: each step's picture, and how long the step took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from hwocr.arrays import Matrix, Picture
from hwocr.page import Stage


class Stages:
    """Collects stages, each timed since the one before it.

    Args:
        done: stages that others are added to.
    """

    def __init__(self, done: Iterable[Stage] = ()) -> None:
        self._done = {stage.name: stage for stage in done}
        self._begun = time.perf_counter()

    def add(
        self,
        name: str,
        picture: Picture | Callable[[], Picture],
        description: str,
        matrix: Matrix,
        **facts: Any,
    ) -> None:
        """Note a step that has just been taken, and its picture or what draws it.

        ``facts`` are what the description tells beside the usual. A step that is taken again
        stands in the place of its first try and keeps the time of both.
        """
        now = time.perf_counter()
        seconds = now - self._begun
        if name in self._done:
            seconds += self._done[name].seconds
        self._done[name] = Stage(name, picture, seconds, description, matrix, facts)
        self._begun = now

    @property
    def done(self) -> tuple[Stage, ...]:
        """All stages, in the order of their first try."""
        return tuple(self._done.values())

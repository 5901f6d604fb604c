"""One picture that was read, with all that the page shows of it and no more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from hwocr.arrays import Picture
from hwocr.errors import DataError, HwocrError, ModelError
from hwocr.page import Page, Stage
from hwocr.ui.pictures import fit, jpeg
from hwocr.ui.reasons import Reason

PICTURE_SIZE = 1600
"""Longest side, in pixels, of the picture that is shown with boxes."""
STAGE_SIZE = 1000
"""Longest side, in pixels, of an enlarged stage."""
STRIP_SIZE = 400
"""Longest side, in pixels, of a stage in the strip."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shot:
    """A stage's picture as JPEG, small for the strip and large for a closer look.

    ``size`` is the (width, height) of the picture itself in pixels.
    """

    small: bytes
    large: bytes
    size: tuple[int, int]

    @classmethod
    def of(cls, picture: Picture) -> Shot:
        large = fit(picture, STAGE_SIZE)
        size = picture.shape[1], picture.shape[0]
        return cls(jpeg(fit(large, STRIP_SIZE), quality=80), jpeg(large), size)


class LateShots(Sequence[Shot | None]):
    """Shots that are made when the first of them is asked for: what is above them need not wait."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        self._stages = tuple(stages)
        self._count = len(self._stages)
        self._shots: list[Shot | None] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Shot | None: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Shot | None]: ...

    def __getitem__(self, index: int | slice) -> Shot | Sequence[Shot | None] | None:
        if self._shots is None:
            pictures = (stage.image for stage in self._stages)
            self._shots = [None if p is None else Shot.of(p) for p in pictures]
            self._stages = ()  # What the pictures are drawn from is large.
        return self._shots[index]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with its pictures as JPEG; a few hundred kilobytes, so a session may keep many.

    Attributes:
        name: of the file or drawing, for captions and downloads.
        key: names what was read; equal for equal files.
        page: without the stages' pictures.
        picture: the source as JPEG, :data:`PICTURE_SIZE` pixels at most.
        stages: one shot for each of ``page.stages``, ``None`` where there is no picture.
    """

    name: str
    key: str
    page: Page
    picture: bytes
    stages: Sequence[Shot | None]

    @classmethod
    def of(cls, name: str, key: str, page: Page, source: Picture, *, late: bool = False) -> Reading:
        """Keep what the page shows of ``page`` and of ``source``, uint8 RGB (H, W, 3).

        With ``late`` the stages' pictures are only encoded when they are shown.
        """
        shots = LateShots(page.stages)
        return cls(
            name=name,
            key=key,
            page=page.without_pictures(),
            picture=jpeg(fit(source, PICTURE_SIZE)),
            stages=shots if late else tuple(shots),
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A picture that could not be read, and why, if that is known."""

    name: str
    reason: Reason | None


def attempt(name: str, read: Callable[[], Reading]) -> Reading | Failure:
    """What ``read`` returns, or why it could not; never an exception."""
    try:
        return read()
    except HwocrError as error:
        if isinstance(error, ModelError | DataError):
            _log.error("%s", error)  # Only who runs the page can put that right.
        return Failure(name, Reason.of(error))
    except Exception:  # A visitor cannot do anything with a traceback; the log keeps it.
        _log.exception("reading %r failed", name)
        return Failure(name, None)

"""What all kinds of correction have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hwocr.errors import HwocrError

if TYPE_CHECKING:
    from hwocr.page import Box, Page


class NotThereError(HwocrError, LookupError):
    """The page has nothing that this correction could be about."""

    code = "not_there"


class Correction(Protocol):
    """One thing that a person puts right."""

    @property
    def box(self) -> Box:
        """Of the word that it is about, in pixels of a picture of :attr:`size`."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture that the box is of."""

    def on(self, page: Page) -> Page:
        """``page`` with the correction.

        Raises:
            NotThereError: the page has nothing that is meant, or it is so already.
        """

"""A list of corrections on a page."""

from __future__ import annotations

from collections.abc import Iterable

from hwocr.corrections.base import Correction, NotThereError
from hwocr.page import Page


def corrected(page: Page, corrections: Iterable[Correction], strict: bool = False) -> Page:
    """``page`` with what ``corrections`` say, one after the other.

    Words that a person gave have a confidence of 1 and keep their candidates and their raw
    reading. What is about a word that is not on the page, perhaps because other settings read
    another one, is left out.

    Raises:
        NotThereError: with ``strict``, where something would be left out.
    """
    for correction in corrections:
        try:
            page = correction.on(page)
        except NotThereError:
            if strict:
                raise
    return page

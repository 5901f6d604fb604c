"""hwocr reads handwriting, and shows how.

>>> import hwocr
>>> page = hwocr.read("photo.jpg")  # doctest: +SKIP
>>> page.text  # doctest: +SKIP
'HELLO\\nWORLD'
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hwocr.document import pages
from hwocr.errors import HwocrError
from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word
from hwocr.personal import Examples, Personal
from hwocr.reader import Reader

if TYPE_CHECKING:
    from hwocr.image import Source

__version__ = "0.1.0"

__all__ = [
    "Box",
    "Candidate",
    "Character",
    "Examples",
    "HwocrError",
    "Line",
    "Page",
    "Personal",
    "Reader",
    "Stage",
    "Word",
    "__version__",
    "pages",
    "read",
]


def read(
    image: Source, mode: str = "auto", alphabet: str = "all", lexicon: str = "english"
) -> Page:
    """Read one picture; the networks are loaded at the first call and kept.

    Args:
        image: path, bytes, PIL image or array (H, W[, 3|4]).
        mode, alphabet, lexicon: as for :class:`Reader`.

    Raises:
        hwocr.errors.HwocrError: see :class:`Reader` and :meth:`Reader.read`.
    """
    return _first_reader().using(mode, alphabet, lexicon).read(image)


@cache
def _first_reader() -> Reader:
    return Reader()

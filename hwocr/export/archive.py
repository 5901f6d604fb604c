"""Several files in one ZIP."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_PACKED = {".pdf", ".png"}
"""Files that are compressed already."""


def archive(files: Iterable[tuple[str, Callable[[], bytes]]]) -> bytes:
    """A ZIP of files, each with its name and what makes it; one is made after the other."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as zipped:
        for name, make in files:
            packed = PurePath(name).suffix in _PACKED
            zipped.writestr(name, make(), ZIP_STORED if packed else ZIP_DEFLATED)
    return whole.getvalue()


def stem(name: str) -> str:
    """The name without folders and ending, that of a page too.

    >>> stem("notes/scan.pdf, page 3")
    'scan, page 3'
    """
    plain = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"(?<=.)\.\w{2,5}(?=$|, )", "", plain) or "page"


def stems(names: Iterable[str]) -> list[str]:
    """The stem of each of ``names``, numbered where one was there before.

    >>> stems(["a.jpg", "b.jpg", "a.png"])
    ['a', 'b', 'a-2']
    """
    known: set[str] = set()
    found = []
    for name in names:
        plain = different = stem(name)
        number = 1
        while different.casefold() in known:
            number += 1
            different = f"{plain}-{number}"
        known.add(different.casefold())
        found.append(different)
    return found

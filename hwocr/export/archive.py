"""Several files in one ZIP."""

from __future__ import annotations

import io
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


def stems(names: Iterable[str]) -> list[str]:
    """A name without ending for each of ``names``, numbered where one was there before.

    >>> stems(["a.jpg", "b.jpg", "a.png"])
    ['a', 'b', 'a-2']
    """
    known: set[str] = set()
    found = []
    for name in names:
        plain = PurePath(name.replace("\\", "/")).stem or "page"
        stem, number = plain, 1
        while stem.casefold() in known:
            number += 1
            stem = f"{plain}-{number}"
        known.add(stem.casefold())
        found.append(stem)
    return found

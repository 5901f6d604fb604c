"""The pictures that a visitor uploaded: files, and the pages of documents, each read or not yet.

Of all of them little is kept: the page as compressed JSON and a thumbnail, some ten kilobytes. Only
the last few have all that the page shows of them.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from hwocr.document import count_pages
from hwocr.errors import ImageError
from hwocr.page import Page
from hwocr.ui.pictures import data_uri, decoded, fit, jpeg
from hwocr.ui.reading import Failure, Reading
from hwocr.ui.settings import Options
from hwocr.ui.shelf import Outcome, forget_all_but, known, remembered
from hwocr.ui.texts import says

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

WHOLE = 6
"""How many readings are kept with all their pictures; others are read again to be looked at."""
THUMBNAIL = 132
"""Longest side of a thumbnail in pixels."""
_PLACE = "upload:"


@dataclass(frozen=True, slots=True)
class Item:
    """A picture to read: a file, or the page ``number`` of one, counted from 0."""

    place: str
    name: str
    file: UploadedFile
    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """What is kept of a picture that was read; ``packed`` is its page as compressed JSON."""

    name: str
    key: str
    packed: bytes
    thumbnail: str

    @classmethod
    def of(cls, reading: Reading) -> Done:
        page = json.dumps(reading.page.to_dict()).encode()
        small = jpeg(fit(decoded(reading.picture), THUMBNAIL), quality=70)
        return cls(reading.name, reading.key, zlib.compress(page, 3), data_uri(small))

    @property
    def page(self) -> Page:
        return Page.from_dict(json.loads(zlib.decompress(self.packed)))


def items(files: Sequence[UploadedFile]) -> list[Item]:
    """Every picture and page in ``files``; whatever belongs to files that are gone is forgotten."""
    found = []
    names = _different([file.name for file in files])
    for file, name in zip(files, names, strict=True):
        count = _count(file)
        for number in range(count):
            title = name if count == 1 else says("uploads.page", name=name, n=number + 1)
            found.append(Item(f"{_PLACE}{file.file_id}:{number}", title, file, number))
    places = {item.place for item in found}
    forget_all_but(places, _PLACE)
    for place in [place for place in _kept() if place not in places]:
        del _kept()[place]
    return found


def state(item: Item, options: Options) -> Done | Failure | None:
    """What came of ``item`` by these options; ``None``: it was not read yet."""
    kept = _kept().get(item.place)
    return kept[1] if kept is not None and kept[0] == options else None


def read(item: Item, options: Options, make: Callable[[], Outcome]) -> Outcome:
    """The outcome of ``item``, made by ``make`` if it is not there with all its pictures."""
    outcome = known(item.place, options) or remembered(item.place, options, make)
    if state(item, options) is None:
        done = Done.of(outcome) if isinstance(outcome, Reading) else outcome
        _kept()[item.place] = (options, done)
    latest = [*(place for place in _latest() if place != item.place), item.place][-WHOLE:]
    st.session_state["latest_uploads"] = latest
    forget_all_but(set(latest), _PLACE)
    return outcome


def _count(file: UploadedFile) -> int:
    """How many pages a file has; one, if it cannot be opened: reading it will say why."""
    counts: dict[str, int] = st.session_state.setdefault("page_counts", {})
    if file.file_id not in counts:
        try:
            counts[file.file_id] = count_pages(file.getvalue())
        except ImageError:
            counts[file.file_id] = 1
    return counts[file.file_id]


def _different(names: Sequence[str]) -> list[str]:
    """A different name for each file; phones give many pictures the same name."""
    found: list[str] = []
    for name in names:
        title, number = name, 1
        while title in found:
            number += 1
            title = f"{name} ({number})"
        found.append(title)
    return found


def _kept() -> dict[str, tuple[Options, Done | Failure]]:
    kept: dict[str, tuple[Options, Done | Failure]] = st.session_state.setdefault("pile", {})
    return kept


def _latest() -> list[str]:
    latest: list[str] = st.session_state.setdefault("latest_uploads", [])
    return latest

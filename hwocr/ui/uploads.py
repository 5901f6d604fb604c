"""Files from the visitor's machine; on a phone the same button offers its camera.

The picture that is shown is read at once, the others one by one as the list asks for them: so the
page answers in between, and nothing is lost when the visitor stops.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from hwocr.corrections import Correction, corrected
from hwocr.document import load_page
from hwocr.export import Sheet
from hwocr.ui import downloads, edits, pile, strip
from hwocr.ui.messages import failed, plain
from hwocr.ui.pictures import fit
from hwocr.ui.pile import Done, Item
from hwocr.ui.read import read_file
from hwocr.ui.reading import PICTURE_SIZE, Failure, Reading, attempt
from hwocr.ui.settings import Options, Settings
from hwocr.ui.texts import says

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from hwocr.arrays import Picture
    from hwocr.ui.shelf import Outcome

_NAMED = 3
"""So many pictures that could not be read are named."""
_STYLE = Path(__file__).with_suffix(".css")


def choose_files() -> list[UploadedFile]:
    """Show the uploader; return the files that lie in it, the oldest first."""
    st.html(_STYLE)
    return st.file_uploader(
        says("uploads.choose"),
        # Not every browser knows a phone's format as a picture.
        type=["image", ".heic", ".heif", ".pdf"],
        accept_multiple_files=True,
        key="files",
    )


def keep_files() -> None:
    """Keep the files while another page is shown: an uploader that is nowhere loses them."""
    with st.container(key="kept_files"):
        choose_files()


def read_files(files: list[UploadedFile], settings: Settings) -> Reading | None:
    """Show the list of pictures, tell which failed, return the one to show."""
    items = pile.items(files)
    shown, outcome = _shown(items, settings.options)
    if len(items) > 1:
        with st.container(key="uploads"):
            _list(items, settings, shown)
    states = (pile.state(item, settings.options) for item in items)
    _tell([state for state in states if isinstance(state, Failure)], outcome)
    return outcome if isinstance(outcome, Reading) else None


@st.fragment
def _list(items: Sequence[Item], settings: Settings, shown: str | None) -> None:
    """The list, which asks for one picture after the other: only it is drawn anew meanwhile."""
    options = settings.options
    if strip.wants_next():
        waiting = _next(items, options)
        if waiting is not None:
            _read(waiting, options)
    states = {item.place: pile.state(item, options) for item in items}
    following = _next(items, options)
    strip.show(items, states, shown, following.place if following else None)
    if strip.has_chosen() or (following is None and _news(states)):
        st.rerun()
    read = ((item, states[item.place]) for item in items)
    done = [(item, state) for item, state in read if isinstance(state, Done)]
    if following is None and len(done) > 1:
        downloads.offer_all(len(done), _sheets(done), settings.mark)


def _news(states: Mapping[str, Done | Failure | None]) -> bool:
    """Whether pictures failed since the page last told so."""
    failures = {place for place, state in states.items() if isinstance(state, Failure)}
    told = st.session_state.get("told_failures", set())
    st.session_state["told_failures"] = failures
    return not failures <= told


def _tell(failures: Sequence[Failure], shown: Outcome | None) -> None:
    """Say why pictures were not read: the one that is shown, or the only one, or that there are."""
    if isinstance(shown, Failure):
        failed(shown)
    elif len(failures) == 1:
        failed(failures[0])
    elif failures:
        names = ", ".join(plain(failure.name) for failure in failures[:_NAMED])
        names += " …" if len(failures) > _NAMED else ""
        text = says("uploads.failed", n=len(failures), names=names)
        st.warning(text, icon=":material/warning:")


def _shown(items: Sequence[Item], options: Options) -> tuple[str | None, Outcome | None]:
    """The place of the item to show, and what came of it: the first new one, or as chosen."""
    places = [item.place for item in items]
    seen, before = st.session_state.get("seen_uploads", []), st.session_state.get("shown_file")
    new = [place for place in places if place not in seen]
    st.session_state["seen_uploads"] = places
    wanted = [*new[:1], before, *places[-1:]]
    outcome: Outcome | None = None
    for place in wanted:
        item = next((item for item in items if item.place == place), None)
        if item is None:
            continue
        with st.spinner(says("uploads.reading", name=item.name)):
            outcome = _read(item, options)
        # Rather what was there before than nothing, unless that is what the visitor chose.
        if isinstance(outcome, Reading) or place not in new:
            st.session_state["shown_file"] = place
            return item.place, outcome
    return None, outcome


def _next(items: Sequence[Item], options: Options) -> Item | None:
    """The next item to read."""
    waiting = (item for item in items if item.place not in strip.stopped())
    return next((item for item in waiting if pile.state(item, options) is None), None)


def _read(item: Item, options: Options) -> Outcome:
    make = partial(
        attempt,
        item.name,
        lambda: read_file(item.name, item.file.getvalue(), options, item.number),
    )
    return pile.read(item, options, make)


def _sheets(done: Sequence[tuple[Item, Done]]) -> Callable[[], list[Sheet]]:
    """What gives all sheets, corrected, when the session is not at hand any more."""
    corrections = [tuple(edits.made(state.key)) for _, state in done]
    return lambda: [
        _sheet(item, state, made) for (item, state), made in zip(done, corrections, strict=True)
    ]


def _sheet(item: Item, state: Done, made: Sequence[Correction]) -> Sheet:
    return Sheet(item.name, corrected(state.page, made), partial(_picture, item))


def _picture(item: Item) -> Picture:
    return fit(load_page(item.file.getvalue(), item.number), PICTURE_SIZE)

"""What was read as files: a choice of the format, and one button; made only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from hwocr.draw import Level
from hwocr.export import FORMATS, Manner, Sheet
from hwocr.export.archive import archive, stem, stems
from hwocr.ui.pictures import decoded
from hwocr.ui.reading import Reading
from hwocr.ui.texts import says


def offer(reading: Reading, level: Level, mark: str) -> None:
    """The page of ``reading`` in a format that the visitor chooses.

    On the picture, boxes are around what ``level`` says; in text, ``mark`` follows unsure words.
    """
    with st.container(horizontal=True, gap="small", key="downloads"):
        name = st.selectbox(
            says("downloads.format"),
            FORMATS,
            format_func=_label,
            key="format",
            label_visibility="collapsed",
            filter_mode=None,
            width=190,
        )
        form = FORMATS[name]
        _button(
            says("downloads.save"),
            partial(form.write, [sheet(reading)], Manner(mark, level)),
            stem(reading.name) + ("-boxes" if name == "png" else "") + form.suffix,
            form.mime,
        )


def sheet(reading: Reading) -> Sheet:
    """The page of ``reading`` for export, with the picture that is shown."""
    return Sheet(reading.name, reading.page, partial(decoded, reading.picture))


def offer_all(count: int, sheets: Callable[[], Sequence[Sheet]], mark: str) -> None:
    """Several pictures: in one ZIP, a file for each and each chosen format, or joined in one file.

    Args:
        count: how many there are.
        sheets: gives them when they are asked for.
        mark: as in :func:`offer`.
    """
    manner = Manner(mark, "words")
    with st.popover(
        says("downloads.all", n=count),
        icon=":material/folder_zip:",
        key="save_all",
        width="content",
    ):
        chosen = st.pills(
            says("downloads.formats"),
            list(FORMATS),
            selection_mode="multi",
            default=["text"],
            format_func=_label,
            key="formats",
        )
        joined = st.toggle(
            says("downloads.joined"), key="joined", help=says("downloads.joined_help")
        )
        forms = [form for name, form in FORMATS.items() if name in chosen]
        title = says("downloads.stem")
        if joined and len(forms) == 1 and forms[0].joins:
            (form,) = forms
            make = partial(_joined, form.name, sheets, manner)
            _button(says("downloads.save"), make, title + form.suffix, form.mime)
        elif forms:
            make = partial(_zipped, [form.name for form in forms], sheets, manner, joined, title)
            _button(says("downloads.zip"), make, f"{title}.zip", "application/zip")
        else:
            st.caption(says("downloads.none"))


def _joined(name: str, sheets: Callable[[], Sequence[Sheet]], manner: Manner) -> bytes:
    return FORMATS[name].write(sheets(), manner)


def _zipped(
    names: Sequence[str],
    sheets: Callable[[], Sequence[Sheet]],
    manner: Manner,
    joined: bool,
    title: str,
) -> bytes:
    all_sheets = sheets()
    parts = dict(zip(stems(one.name for one in all_sheets), all_sheets, strict=True))
    files: list[tuple[str, Callable[[], bytes]]] = []
    for form in (FORMATS[name] for name in names):
        if joined and form.joins:
            files.append((title + form.suffix, partial(form.write, all_sheets, manner)))
        else:
            files += [
                (part + form.suffix, partial(form.write, [one], manner))
                for part, one in parts.items()
            ]
    return archive(files)


def _label(name: str) -> str:
    return says(f"downloads.{name}")


def _button(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(label, make, name, mime, on_click="ignore", icon=":material/download:")

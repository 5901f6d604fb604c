"""``hwocr read FILE…``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import typer
from PIL import Image
from rich.console import Console
from rich.progress import track

from hwocr.arrays import Picture
from hwocr.cli.options import stop
from hwocr.decode.language import LEXICONS
from hwocr.document import count_pages, load_page
from hwocr.drawing import Drawing
from hwocr.drawing.files import drawing_in
from hwocr.errors import HwocrError
from hwocr.export import FORMATS, Manner, Sheet
from hwocr.export.archive import stems
from hwocr.page import Page
from hwocr.personal import Personal
from hwocr.prepare import STEPS
from hwocr.reader import Reader
from hwocr.strokes import render

FormatName = Literal["text", "markdown", "json", "csv", "hocr", "alto", "pdf", "png"]
Mode = Literal["auto", "separate", "joined"]


def read_files(
    files: Annotated[
        list[Path],
        typer.Argument(help="Pictures, documents and saved drawings: JPEG, PNG, PDF, …"),
    ],
    format: Annotated[
        FormatName,
        typer.Option(
            help="What to write: json gives one object for one page and a list for several, csv a "
            "row for each character, pdf a searchable one, png the picture with boxes."
        ),
    ] = "text",
    alphabet: Annotated[
        str, typer.Option(help="all, digits, letters, upper, lower, or the characters themselves.")
    ] = "all",
    mode: Annotated[Mode, typer.Option(help="How words are read.")] = "auto",
    lexicon: Annotated[
        str,
        typer.Option(
            help=f"What is expected: {', '.join(LEXICONS)}, or a file with one word on each line."
        ),
    ] = "english",
    words: Annotated[
        Path | None,
        typer.Option(help="File with names and terms to expect beside that, one on each line."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            help=f"A step of preparation to leave out: {', '.join(STEPS)}. May be given several "
            "times."
        ),
    ] = None,
    personal: Annotated[
        Path | None,
        typer.Option(help="What the network was taught of one hand (.npz), see hwocr train."),
    ] = None,
    mark_unsure: Annotated[
        bool, typer.Option("--mark-unsure", help="In text, put (?) after words that are unsure.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(help="Folder for one result per file, instead of printing.")
    ] = None,
    stages: Annotated[
        Path | None, typer.Option(help="Folder for the pictures of every step.")
    ] = None,
) -> None:
    """Read pictures and the pages of documents.

    A file that cannot be read is reported and makes the exit status 1; the others are still read.
    """
    form = FORMATS[format]
    if output is None and not form.textual and (sys.stdout.isatty() or not form.joins):
        stop(f"a {format} cannot be printed; name a folder with --output", code=2)
    try:
        expected = lexicon if lexicon in LEXICONS else _words(Path(lexicon))
        terms = _words(words) if words else ()
        hand = Personal.load(personal) if personal else None
        reader = Reader(mode, alphabet, expected, without=without or (), words=terms, personal=hand)
    except (HwocrError, ValueError, OSError) as error:
        stop(str(error), code=2)
    read: dict[str, list[Sheet]] = {}
    unique = list(dict.fromkeys(files))
    names = dict(zip(unique, stems(map(str, unique)), strict=True))
    messages = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    silent = len(names) == 1 or not messages.is_terminal
    for file in track(names, "Reading", console=messages, transient=True, disable=silent):
        folder = None if stages is None else stages / names[file]
        try:
            read[names[file]] = _read(reader, file, folder, messages)
        except HwocrError as error:
            messages.print(f"{file}: {error}", style="red")
    manner = Manner(mark="(?)" if mark_unsure else "", level="words", several=len(names) > 1)
    if output is None:
        sheets = [sheet for found in read.values() for sheet in found]
        if sheets or manner.several:
            sys.stdout.buffer.write(form.write(sheets, manner))
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, found in read.items():
            for file_name, data in form.files(found, name, replace(manner, several=False)).items():
                (output / file_name).write_bytes(data)
    if len(read) < len(names):
        raise typer.Exit(1)


def _read(reader: Reader, file: Path, stages: Path | None, messages: Console) -> list[Sheet]:
    """All pages of a file; the pictures of their steps go into the folder ``stages``."""
    sheets = []
    sources = _sources(file)
    for number, (source, load) in enumerate(sources, start=1):
        name = str(file) if len(sources) == 1 else f"{file}, page {number}"
        page = reader.read_drawing(source) if isinstance(source, Drawing) else reader.read(load())
        if not page.lines:
            messages.print(f"{name}: no writing found")
        if stages is not None:
            _save_stages(page, stages if len(sources) == 1 else stages / str(number))
        sheets.append(Sheet(name, page.without_pictures(), load))
    return sheets


def _sources(file: Path) -> list[tuple[Drawing | Path, Callable[[], Picture]]]:
    """What is in a file, a drawing or the pages of a document, and what gives their pictures."""
    drawing = drawing_in(file)
    if drawing is not None:
        return [(drawing, partial(_paper, drawing))]
    return [(file, partial(load_page, file, number)) for number in range(count_pages(file))]


def _paper(drawing: Drawing) -> Picture:
    grey = np.rint(255 * (1 - render(drawing.arrays, drawing.size, drawing.pen_width)))
    return np.repeat(grey.astype(np.uint8)[..., None], 3, axis=2)


def _words(file: Path) -> list[str]:
    return file.read_text("utf-8").split()


def _save_stages(page: Page, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, stage in enumerate(page.stages, start=1):
        if (image := stage.image) is not None:
            Image.fromarray(image).save(folder / f"{number:02}-{stage.name}.png")

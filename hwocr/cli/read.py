"""``hwocr read FILE…``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from PIL import Image
from rich.console import Console
from rich.progress import track

from hwocr.cli.options import stop
from hwocr.decode.language import LEXICONS
from hwocr.errors import HwocrError
from hwocr.page import Page
from hwocr.personal import Personal
from hwocr.prepare import STEPS
from hwocr.reader import Reader

Format = Literal["text", "json"]
Mode = Literal["auto", "separate", "joined"]


def read_files(
    files: Annotated[
        list[Path], typer.Argument(help="Pictures (PNG, JPEG, HEIC, TIFF, …) and saved drawings.")
    ],
    format: Annotated[
        Format, typer.Option(help="json gives one object for one file and a list for several.")
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
    """Read pictures.

    A file that cannot be read is reported and makes the exit status 1; the others are still read.
    """
    try:
        expected = lexicon if lexicon in LEXICONS else _words(Path(lexicon))
        terms = _words(words) if words else ()
        hand = Personal.load(personal) if personal else None
        reader = Reader(mode, alphabet, expected, without=without or (), words=terms, personal=hand)
    except (HwocrError, ValueError, OSError) as error:
        stop(str(error), code=2)
    pages: dict[Path, Page] = {}
    names = _names(files)
    messages = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    silent = len(names) == 1 or not messages.is_terminal
    for file in track(names, "Reading", console=messages, transient=True, disable=silent):
        try:
            page = reader.read(file)
        except HwocrError as error:
            messages.print(f"{file}: {error}", style="red")
            continue
        if not page.lines:
            messages.print(f"{file}: no writing found")
        if stages is not None:
            _save_stages(page, stages / names[file])
        pages[file] = page.without_pictures()
    mark = "(?)" if mark_unsure else ""
    if output is None:
        _print(pages, format, mark, several=len(names) > 1)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for file, page in pages.items():
            text = page.marked(mark) if format == "text" else _json(_record(file, page))
            suffix = "txt" if format == "text" else "json"
            (output / f"{names[file]}.{suffix}").write_text(text + "\n", "utf-8")
    if len(pages) < len(names):
        raise typer.Exit(1)


def _words(file: Path) -> list[str]:
    return file.read_text("utf-8").split()


def _print(pages: dict[Path, Page], format: Format, mark: str, several: bool) -> None:
    if format == "json":
        records = [_record(file, page) for file, page in pages.items()]
        if several or records:
            typer.echo(_json(records if several else records[0]))
        return
    for number, (file, page) in enumerate(pages.items()):
        if several:
            typer.echo(f"\n==> {file} <==" if number else f"==> {file} <==")
        typer.echo(page.marked(mark))


def _record(file: Path, page: Page) -> dict[str, object]:
    """The page for JSON, and which file it comes from."""
    return {"file": str(file), **page.to_dict()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """A name for each file's results, all different: its stem, numbered where that is taken."""
    names: dict[Path, str] = {}
    for file in dict.fromkeys(files):
        name, number = file.stem, 1
        while name in names.values():
            number += 1
            name = f"{file.stem}-{number}"
        names[file] = name
    return names


def _save_stages(page: Page, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, stage in enumerate(page.stages, start=1):
        if (image := stage.image) is not None:
            Image.fromarray(image).save(folder / f"{number:02}-{stage.name}.png")

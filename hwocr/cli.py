"""The command line: ``hwocr read``, ``train``, ``evaluate`` and ``models``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from PIL import Image
from rich.console import Console
from rich.progress import track
from rich.table import Table

import hwocr
from hwocr.errors import HwocrError, ModelError
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.page import Page
from hwocr.reader import LEXICONS, Reader

Format = Literal["text", "json"]
Mode = Literal["auto", "separate", "joined"]
DataOption = Annotated[
    Path | None, typer.Option(help="Folder of the data; $HWOCR_DATA if left out.")
]

app = typer.Typer(
    help="Read handwriting from drawings, photos and scans.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
train = typer.Typer(help="Train a network and put it to use.", no_args_is_help=True)
evaluate = typer.Typer(help="Measure a network on pictures it never saw.", no_args_is_help=True)
app.add_typer(train, name="train")
app.add_typer(evaluate, name="evaluate")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hwocr {hwocr.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """What all commands share."""


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Pictures: PNG, JPEG, HEIC, TIFF, …")],
    format: Annotated[
        Format, typer.Option(help="json gives one object for one file and a list for several.")
    ] = "text",
    alphabet: Annotated[
        str, typer.Option(help="all, digits, letters, upper, lower, or the characters themselves.")
    ] = "all",
    mode: Annotated[Mode, typer.Option(help="How words are read.")] = "auto",
    lexicon: Annotated[
        str, typer.Option(help="english, none, or a file with one word on each line.")
    ] = "english",
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
        words = lexicon if lexicon in LEXICONS else Path(lexicon).read_text("utf-8").split()
        reader = Reader(mode, alphabet, words)
    except (HwocrError, ValueError, OSError) as error:
        _stop(str(error), code=2)
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
    if output is None:
        _print(pages, format, several=len(names) > 1)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for file, page in pages.items():
            text = page.text if format == "text" else _json(_record(file, page))
            suffix = "txt" if format == "text" else "json"
            (output / f"{names[file]}.{suffix}").write_text(text + "\n", "utf-8")
    if len(pages) < len(names):
        raise typer.Exit(1)


@train.command("characters")
def train_characters(
    data: DataOption = None,
    output: Annotated[Path, typer.Option(help="Folder for the weights and the log.")] = Path(
        "runs/characters"
    ),
    minutes: Annotated[float, typer.Option(help="How long to train.", min=0.1)] = 90,
    workers: Annotated[
        int, typer.Option(help="Processes that train together, one core each.", min=1)
    ] = 2,
    seed: Annotated[int, typer.Option(help="Where chance starts.")] = 1,
    start: Annotated[
        Path | None, typer.Option(help="Weights (.keras) to train on from, such as models/'s.")
    ] = None,
) -> None:
    """Train the character network. `hwocr train release` then puts it into models/."""
    _need_tensorflow()
    from hwocr.training.characters import Settings, train

    settings = Settings(
        data=str(data) if data else None,
        output=str(output),
        minutes=minutes,
        workers=workers,
        seed=seed,
        start=str(start) if start else None,
    )
    try:
        weights = train(settings)
    except (HwocrError, RuntimeError) as error:
        _stop(str(error))
    typer.echo(f"Trained weights: {weights}\nTo use them: hwocr train release {weights}")


@train.command("release")
def train_release(
    weights: Annotated[Path, typer.Argument(help="Trained weights (.keras).", exists=True)],
    data: DataOption = None,
    models: Annotated[
        Path | None, typer.Option(help="Folder with registry.json; hwocr's own if left out.")
    ] = None,
) -> None:
    """Calibrate trained weights, export them and list them in the registry."""
    _need_tensorflow()
    from hwocr.training.release import release_characters

    try:
        graph = release_characters(weights, str(data) if data else None, models)
    except HwocrError as error:
        _stop(str(error))
    typer.echo(f"Released {graph}")


@evaluate.command("characters")
def evaluate_characters(
    data: DataOption = None,
    models: Annotated[
        Path | None, typer.Option(help="Folder with registry.json; hwocr's own if left out.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(help="At most so many characters of each set.", min=1)
    ] = None,
) -> None:
    """Measure the character network: accuracy and calibration on each test and validation set."""
    from hwocr.training.evaluate import evaluate_characters

    try:
        scores = evaluate_characters(
            str(data) if data else None, models, limit, lambda text: typer.echo(text, err=True)
        )
    except HwocrError as error:
        _stop(str(error))
    table = Table("Test", "Alphabet", box=None)
    for heading in ("Classes", "Characters", "Right", "Calibration error"):
        table.add_column(heading, justify="right")
    for score in scores:
        numbers = f"{score.classes}", f"{score.count:,}", f"{score.accuracy:.4f}"
        table.add_row(score.test, score.alphabet, *numbers, f"{score.calibration_error:.4f}")
    Console().print(table)


@app.command()
def models(
    folder: Annotated[
        Path | None, typer.Option(help="Folder with registry.json; hwocr's own if left out.")
    ] = None,
) -> None:
    """List the networks and check that their files are the ones that the registry lists."""
    try:
        entries = read_registry(folder)
    except ModelError as error:
        _stop(str(error))
    table = Table("Network", "Version", "File", "Input", "Classes", "Intact", box=None)
    figures = Table("Network", "Figure", "Value", box=None)
    damaged = {}
    for name, entry in entries.items():
        try:
            verified_bytes(entry)
        except ModelError as error:
            damaged[name] = str(error)
        table.add_row(
            name,
            str(entry.version),
            entry.path.name,
            "×".join(map(str, entry.input_shape)),
            str(len(entry.classes)),
            "no" if name in damaged else "yes",
        )
        for figure, value in entry.metrics.items():
            figures.add_row(name, figure, f"{value:.4g}")
    Console().print(table, "", figures)
    if damaged:
        _stop("\n".join(damaged.values()))


def _print(pages: dict[Path, Page], format: Format, several: bool) -> None:
    if format == "json":
        records = [_record(file, page) for file, page in pages.items()]
        if several or records:
            typer.echo(_json(records if several else records[0]))
        return
    for number, (file, page) in enumerate(pages.items()):
        if several:
            typer.echo(f"\n==> {file} <==" if number else f"==> {file} <==")
        typer.echo(page.text)


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
        if stage.image is not None:
            Image.fromarray(stage.image).save(folder / f"{number:02}-{stage.name}.png")


def _need_tensorflow() -> None:
    if find_spec("tensorflow") is None:
        _stop("training needs TensorFlow, which is not installed: pip install 'hwocr[train]'")


def _stop(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"hwocr: {message}", err=True)
    raise typer.Exit(code)

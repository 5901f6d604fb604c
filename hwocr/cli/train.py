"""``hwocr train``."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from hwocr.cli.options import DataOption, ModelsOption, stop
from hwocr.errors import HwocrError
from hwocr.personal import Examples

app = typer.Typer(help="Train a network and put it to use.", no_args_is_help=True)

MinutesOption = Annotated[float, typer.Option(help="How long to train.", min=0.1)]
WorkersOption = Annotated[
    int, typer.Option(help="Processes that train together, one core each.", min=1)
]
SeedOption = Annotated[int, typer.Option(help="Where chance starts.")]
StartOption = Annotated[
    Path | None, typer.Option(help="Weights (.keras) to train on from, such as models/'s.")
]
RunOption = Annotated[Path, typer.Option(help="Folder of a run with the samples it drew.")]
WeightsArgument = Annotated[Path, typer.Argument(help="Trained weights (.keras).", exists=True)]
Result = TypeVar("Result")


@app.command()
def characters(
    data: DataOption = None,
    output: Annotated[Path, typer.Option(help="Folder for the weights and the log.")] = Path(
        "runs/characters"
    ),
    minutes: MinutesOption = 90,
    workers: WorkersOption = 2,
    seed: SeedOption = 1,
    start: StartOption = None,
) -> None:
    """Train the character network. `hwocr train release` then puts it into models/."""
    _need_tensorflow()
    from hwocr.training.characters import Settings, train

    settings = Settings(
        data=_text(data),
        output=str(output),
        minutes=minutes,
        workers=workers,
        seed=seed,
        start=_text(start),
    )
    _trained(_done(lambda: train(settings)))


@app.command()
def words(
    data: DataOption = None,
    output: Annotated[
        Path, typer.Option(help="Folder for the drawn samples, the state and the log.")
    ] = Path("runs/words"),
    minutes: MinutesOption = 120,
    steps: Annotated[
        int | None, typer.Option(help="Train so many steps instead: repeatable.", min=10)
    ] = None,
    passes: Annotated[
        int, typer.Option(help="How often to draw each source ahead; a pass takes 5 GB.", min=1)
    ] = 2,
    workers: WorkersOption = 2,
    seed: SeedOption = 1,
    start: StartOption = None,
) -> None:
    """Train the word network; goes on where an earlier run in the folder stopped."""
    _need_tensorflow()
    from hwocr.training.words.trainer import Settings, train

    settings = Settings(
        data=_text(data),
        output=str(output),
        minutes=minutes,
        steps=steps,
        passes=passes,
        workers=workers,
        seed=seed,
        start=_text(start),
    )
    _trained(_done(lambda: train(settings)))


@app.command()
def personal(
    examples: Annotated[Path, typer.Argument(help="Personal set (.npz), as the app saves it.")],
    output: Annotated[Path, typer.Option(help="File for the personal model.")] = Path(
        "my-hand.npz"
    ),
    models: ModelsOption = None,
    seed: SeedOption = 1,
) -> None:
    """Teach the character network one person's hand, in a minute; `hwocr read --personal` uses it.

    The network in models/ stays as it is.
    """
    _need_tensorflow()
    from hwocr.training.personal.teach import teach

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Teaching", total=1.0)
        taught = _done(
            lambda: teach(
                Examples.load(examples),
                models,
                lambda share: bar.update(task, completed=share),
                seed=seed,
            )
        )
    effect = taught.effect
    if effect.held_out:
        typer.echo(
            f"{effect.held_out} examples held out: {effect.before:.0%} right before, "
            f"{effect.after:.0%} after"
        )
    typer.echo(
        f"{effect.usual} usual letters: {effect.usual_before:.1%} right before, "
        f"{effect.usual_after:.1%} after"
    )
    taught.save(output)
    typer.echo(f"Wrote {output}\nTo use it: hwocr read --personal {output}")


@app.command("usual-letters")
def usual_letters(data: DataOption = None, models: ModelsOption = None) -> None:
    """Draw letters of handwriting fonts: what `hwocr train personal` holds on to."""
    from hwocr.training.data import data_folder
    from hwocr.training.personal.usual import draw_usual_letters

    path = _done(lambda: draw_usual_letters(data_folder(data), models))
    typer.echo(f"Wrote {path}")


@app.command()
def language(models: ModelsOption = None, seed: SeedOption = 1) -> None:
    """Learn how words and codes are spelled and which words follow each other, in a minute."""
    from hwocr.training.bigrams import train_bigrams
    from hwocr.training.language import train_language

    for path in (
        _done(lambda: train_language(_text(models), seed)),
        _done(lambda: train_bigrams(_text(models))),
    ):
        typer.echo(f"Released {path}")


@app.command()
def context(data: DataOption = None, models: ModelsOption = None) -> None:
    """Fit how much ink and language count to what the released networks say; takes minutes."""
    if data is not None:
        os.environ["HWOCR_DATA"] = str(data)
    from hwocr.training.context.release import release_context

    path = _done(lambda: release_context(_text(models), typer.echo))
    typer.echo(f"Released {path}")


@app.command()
def labels(
    weights: WeightsArgument,
    output: RunOption = Path("runs/words"),
    workers: WorkersOption = 2,
) -> None:
    """Find wrong labels among the drawn samples; `hwocr train words` then heeds them."""
    _need_tensorflow()
    from hwocr.training.words.cleaning import correct

    path = _done(lambda: correct(weights, output / "store", workers))
    typer.echo(f"Wrote {path}")


@app.command()
def average(
    first: WeightsArgument,
    second: WeightsArgument,
    output: RunOption = Path("runs/words"),
    seed: SeedOption = 1,
) -> None:
    """Make one word network of two that went on from the same weights: their mean."""
    _need_tensorflow()
    from hwocr.training.words.average import average as mean_of

    path = _done(lambda: mean_of(first, second, output, seed, typer.echo))
    typer.echo(f"Wrote {path}")


@app.command()
def cuts(
    data: DataOption = None,
    count: Annotated[int, typer.Option(help="Words to compose.", min=10)] = 2000,
    seed: SeedOption = 1,
) -> None:
    """Fit how ways of cutting a word are weighed: the values for hwocr/decode/wholeness.py."""
    from hwocr.training.cutting import fit

    typer.echo(str(_done(lambda: fit(_text(data), count, seed))))


@app.command()
def release(weights: WeightsArgument, data: DataOption = None, models: ModelsOption = None) -> None:
    """Calibrate trained weights, export them and list them in the registry."""
    _need_tensorflow()
    from hwocr.training.release import release as put

    graph = _done(lambda: put(weights, _text(data), models))
    typer.echo(f"Released {graph}")


def _need_tensorflow() -> None:
    if find_spec("tensorflow") is None:
        stop("training needs TensorFlow, which is not installed: pip install 'hwocr[train]'")


def _text(path: Path | None) -> str | None:
    return str(path) if path else None


def _done(task: Callable[[], Result]) -> Result:
    """What a task gives; what it fails for is said, and ends the command."""
    try:
        return task()
    except (HwocrError, RuntimeError) as error:
        stop(str(error))


def _trained(weights: Path) -> None:
    typer.echo(f"Trained weights: {weights}\nTo use them: hwocr train release {weights}")

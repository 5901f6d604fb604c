"""``hwocr train``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from hwocr.cli.options import DataOption, ModelsOption, stop
from hwocr.errors import HwocrError

app = typer.Typer(help="Train a network and put it to use.", no_args_is_help=True)


@app.command()
def characters(
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
        stop(str(error))
    typer.echo(f"Trained weights: {weights}\nTo use them: hwocr train release {weights}")


@app.command()
def words(
    data: DataOption = None,
    output: Annotated[
        Path, typer.Option(help="Folder for the drawn samples, the state and the log.")
    ] = Path("runs/words"),
    minutes: Annotated[float, typer.Option(help="How long to train.", min=0.1)] = 120,
    steps: Annotated[
        int | None, typer.Option(help="Train so many steps instead: repeatable.", min=10)
    ] = None,
    passes: Annotated[
        int, typer.Option(help="How often to draw each source ahead; a pass takes 5 GB.", min=1)
    ] = 2,
    workers: Annotated[
        int, typer.Option(help="Processes that train together, one core each.", min=1)
    ] = 2,
    seed: Annotated[int, typer.Option(help="Where chance starts.")] = 1,
    start: Annotated[
        Path | None, typer.Option(help="Weights (.keras) to train on from, such as models/'s.")
    ] = None,
) -> None:
    """Train the word network; goes on where an earlier run in the folder stopped."""
    _need_tensorflow()
    from hwocr.training.words.trainer import Settings, train

    settings = Settings(
        data=str(data) if data else None,
        output=str(output),
        minutes=minutes,
        steps=steps,
        passes=passes,
        workers=workers,
        seed=seed,
        start=str(start) if start else None,
    )
    try:
        weights = train(settings)
    except (HwocrError, RuntimeError) as error:
        stop(str(error))
    typer.echo(f"Trained weights: {weights}\nTo use them: hwocr train release {weights}")


@app.command()
def labels(
    weights: Annotated[Path, typer.Argument(help="Trained words weights (.keras).", exists=True)],
    output: Annotated[Path, typer.Option(help="Folder of the run whose samples to check.")] = Path(
        "runs/words"
    ),
) -> None:
    """Find wrong labels among the drawn samples; `hwocr train words` then heeds them."""
    _need_tensorflow()
    import keras

    from hwocr.training.words.cleaning import correct

    network = keras.saving.load_model(weights, compile=False)
    typer.echo(f"Wrote {correct(network, output / 'store')}")


@app.command()
def release(
    weights: Annotated[Path, typer.Argument(help="Trained weights (.keras).", exists=True)],
    data: DataOption = None,
    models: ModelsOption = None,
) -> None:
    """Calibrate trained weights, export them and list them in the registry."""
    _need_tensorflow()
    from hwocr.training.release import release as put

    try:
        graph = put(weights, str(data) if data else None, models)
    except HwocrError as error:
        stop(str(error))
    typer.echo(f"Released {graph}")


def _need_tensorflow() -> None:
    if find_spec("tensorflow") is None:
        stop("training needs TensorFlow, which is not installed: pip install 'hwocr[train]'")

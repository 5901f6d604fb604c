"""``hwocr models``."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from hwocr.cli import app
from hwocr.networks.registry import models_folder

runner = CliRunner()


def test_models_are_listed_and_checked() -> None:
    result = runner.invoke(app, ["models"], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["characters", "1", "characters.onnx", "28×28×1", "62", "yes"] in rows
    assert "…" not in result.stdout


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder)
    with (folder / "characters.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    result = runner.invoke(app, ["models", "--folder", str(folder)])
    assert result.exit_code == 1
    assert "characters.onnx is damaged" in result.stderr


def test_a_folder_without_registry_is_refused(tmp_path: Path) -> None:
    result = runner.invoke(app, ["models", "--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert "registry.json" in result.stderr

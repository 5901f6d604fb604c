"""``hwocr train`` and ``hwocr evaluate``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hwocr.cli import app

runner = CliRunner()


@pytest.mark.parametrize(
    "command", [["train", "characters"], ["train", "cuts"], ["evaluate", "characters"]]
)
def test_missing_data_is_named(command: list[str], tmp_path: Path) -> None:
    result = runner.invoke(app, [*command, "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "nowhere" in result.stderr

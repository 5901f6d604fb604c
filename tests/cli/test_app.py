"""The command as a whole, and as it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

import hwocr
from hwocr.cli import app

runner = CliRunner()


def test_help_names_the_commands() -> None:
    result = runner.invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in ("read", "train", "evaluate", "models"):
        assert command in result.stdout


def test_the_installed_command_reads(pictures: Path) -> None:
    program = Path(sys.executable).with_name("hwocr")
    command = [str(program), "read", str(pictures / "hello.png"), "--alphabet", "upper"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "HELLO\n", "")


def test_the_installed_command_tells_its_version() -> None:
    program = Path(sys.executable).with_name("hwocr")
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"hwocr {hwocr.__version__}\n"

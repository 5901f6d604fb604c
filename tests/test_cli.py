"""The command line, on pictures that the tests draw."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

import hwocr
from hwocr.cli import app
from hwocr.networks.registry import models_folder
from tests.conftest import Draw

runner = CliRunner()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory, drawn: Draw) -> Path:
    """A folder with two words, a blank sheet and two files that are no pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    Image.fromarray(drawn("HELLO")).save(folder / "hello.png")
    Image.fromarray(drawn("WORLD")).save(folder / "world.png")
    Image.new("RGB", (300, 200), "white").save(folder / "blank.png")
    (folder / "notes.png").write_text("not a picture")
    (folder / "empty.png").touch()
    return folder


def test_text_is_printed_bare_for_one_file(pictures: Path) -> None:
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), "--alphabet", "upper"])
    assert result.exit_code == 0, result.output
    assert result.stdout == "HELLO\n"
    assert result.stderr == ""


def test_several_files_have_headings(pictures: Path) -> None:
    hello, world = str(pictures / "hello.png"), str(pictures / "world.png")
    result = runner.invoke(app, ["read", hello, world, "--alphabet", "upper"])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"==> {hello} <==\nHELLO\n\n==> {world} <==\nWORLD\n"


def test_json_of_one_file_is_a_page(pictures: Path) -> None:
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), "--format", "json"])
    data = json.loads(result.stdout)
    assert data["file"] == str(pictures / "hello.png")
    page = hwocr.Page.from_dict(data)
    assert page.text == data["text"]
    assert len(page.characters) == 5


def test_json_of_several_files_is_a_list(pictures: Path) -> None:
    files = [str(pictures / "world.png"), str(pictures / "hello.png")]
    result = runner.invoke(app, ["read", *files, "--format", "json"])
    assert [record["file"] for record in json.loads(result.stdout)] == files


@pytest.mark.parametrize("name", ["notes.png", "empty.png", "missing.png"])
def test_a_file_that_cannot_be_read_does_not_stop_the_others(pictures: Path, name: str) -> None:
    files = [str(pictures / name), str(pictures / "hello.png")]
    result = runner.invoke(app, ["read", *files, "--alphabet", "upper"])
    assert result.exit_code == 1
    assert "HELLO" in result.stdout
    assert str(pictures / name) in result.stderr
    assert "Traceback" not in result.output


def test_a_list_stays_a_list_when_files_fail(pictures: Path) -> None:
    files = [str(pictures / "notes.png"), str(pictures / "missing.png")]
    result = runner.invoke(app, ["read", *files, "--format", "json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout) == []


def test_a_blank_sheet_is_no_error(pictures: Path) -> None:
    result = runner.invoke(app, ["read", str(pictures / "blank.png")])
    assert result.exit_code == 0
    assert result.stdout == "\n"
    assert "no writing found" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--alphabet", "é"], "é"),
        (["--lexicon", "no/such/file.txt"], "no/such/file.txt"),
        (["--mode", "joined"], "joined"),
        (["--mode", "guess"], "guess"),
    ],
)
def test_wrong_settings_are_refused(pictures: Path, arguments: list[str], message: str) -> None:
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_output_and_stages_go_to_folders(pictures: Path, tmp_path: Path) -> None:
    output, stages = tmp_path / "texts", tmp_path / "stages"
    folders = ["--output", str(output), "--stages", str(stages)]
    arguments = ["read", str(pictures / "hello.png"), "--alphabet", "upper", *folders]
    result = runner.invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert (output / "hello.txt").read_text() == "HELLO\n"
    names = sorted(path.name for path in (stages / "hello").iterdir())
    assert names[0] == "01-original.png"
    assert any(name.endswith("-edges.png") for name in names)
    with Image.open(stages / "hello" / names[0]) as first:
        assert first.mode == "RGB"


def test_results_of_files_with_one_name_do_not_overwrite(pictures: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "hello.png"
    other.parent.mkdir()
    shutil.copy(pictures / "world.png", other)
    files = [str(pictures / "hello.png"), str(other)]
    runner.invoke(app, ["read", *files, "--alphabet", "upper", "--output", str(tmp_path)])
    assert (tmp_path / "hello.txt").read_text() == "HELLO\n"
    assert (tmp_path / "hello-2.txt").read_text() == "WORLD\n"


def test_own_words_come_from_a_file(pictures: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("hello\nworld\n")
    arguments = ["--lexicon", str(words), "--format", "json"]
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), *arguments])
    assert json.loads(result.stdout)["settings"]["lexicon"] == "own words"


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


@pytest.mark.parametrize("command", [["train", "characters"], ["evaluate", "characters"]])
def test_missing_data_is_named(command: list[str], tmp_path: Path) -> None:
    result = runner.invoke(app, [*command, "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


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

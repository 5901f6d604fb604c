"""``hwocr read``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

import hwocr
from hwocr.cli import app
from hwocr.export import FORMATS, Format, Manner, Sheet
from hwocr.page import Page

runner = CliRunner()


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
    page = Page.from_dict(data)
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
        (["--alphabet", "ж"], "ж"),
        (["--lexicon", "no/such/file.txt"], "no/such/file.txt"),
        (["--mode", "guess"], "guess"),
        (["--format", "docx"], "docx"),
        (["--format", "png"], "name a folder with --output"),
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
    arguments = ["--lexicon", "french", "--words", str(words), "--format", "json"]
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), *arguments])
    settings = json.loads(result.stdout)["settings"]
    assert (settings["lexicon"], settings["words"]) == ("french", "2")


def test_unsure_words_are_marked_only_if_asked(
    pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hwocr.page.UNSURE_WORD", 1.1)
    arguments = ["read", str(pictures / "hello.png"), "--alphabet", "upper"]
    assert runner.invoke(app, arguments).stdout == "HELLO\n"
    assert runner.invoke(app, [*arguments, "--mark-unsure"]).stdout == "HELLO(?)\n"
    data = json.loads(runner.invoke(app, [*arguments, "--format", "json"]).stdout)
    assert data["lines"][0]["words"][0]["unsure"]


@pytest.fixture(scope="session")
def scan(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of two pages, one word on each."""
    file = tmp_path_factory.mktemp("scan") / "scan.pdf"
    first, second = (Image.open(pictures / name) for name in ("hello.png", "world.png"))
    first.save(file, save_all=True, append_images=[second])
    return file


def test_every_page_of_a_pdf_is_read(scan: Path) -> None:
    result = runner.invoke(app, ["read", str(scan), "--alphabet", "upper"])
    assert result.exit_code == 0, result.output
    expected = [f"==> {scan}, page 1 <==", "HELLO", "", f"==> {scan}, page 2 <==", "WORLD"]
    assert result.stdout.splitlines() == expected


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_format_is_written(scan: Path, tmp_path: Path, form: Format) -> None:
    arguments = ["--alphabet", "upper", "--format", form.name, "--output", str(tmp_path)]
    result = runner.invoke(app, ["read", str(scan), *arguments])
    assert result.exit_code == 0, result.output
    names = ["scan"] if form.joins else ["scan-1", "scan-2"]
    written = sorted(tmp_path.iterdir())
    assert [file.name for file in written] == [name + form.suffix for name in names]
    if form.name == "pdf":
        pages = pypdfium2.PdfDocument(written[0])
        found = [pages[number].get_textpage().get_text_range().strip() for number in range(2)]
        assert found == ["HELLO", "WORLD"]
    elif form.name == "png":
        assert [Image.open(file).mode for file in written] == ["RGB", "RGB"]
    elif form.name in {"text", "markdown", "json", "alto"}:
        assert all(word in written[0].read_text() for word in ("HELLO", "WORLD"))
    else:
        assert "scan.pdf, page 2" in written[0].read_text("utf-8-sig")


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.textual])
def test_what_can_be_printed_is_printed(pictures: Path, form: str) -> None:
    result = runner.invoke(app, ["read", str(pictures / "hello.png"), "--format", form])
    assert result.exit_code == 0, result.output
    sheet = Sheet(str(pictures / "hello.png"), hwocr.read(pictures / "hello.png"), lambda: None)  # type: ignore[arg-type,return-value]
    printed = result.stdout_bytes
    if form == "json":
        assert json.loads(printed)["text"] == sheet.page.text
    else:
        assert printed == FORMATS[form].write([sheet], Manner())


def test_a_pdf_that_needs_a_password_says_what_to_do(root: Path) -> None:
    result = runner.invoke(app, ["read", str(root / "tests" / "protected.pdf")])
    assert result.exit_code == 1
    assert "save a copy without one" in result.stderr

"""The repository keeps its promises: commands, requirements, layout, sizes."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

import hwocr

FORBIDDEN = ("uv.lock", "Pipfile", "Pipfile.lock", "environment.yml", "packages.txt")
"""Streamlit Community Cloud would take these instead of, or with, requirements.txt."""

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """All files that belong to the repository, those not yet committed too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def _requirement(line: str) -> str:
    return re.sub(r"\s+", "", line).replace('"', "'")


def test_requirements_say_what_pyproject_says(root: Path, project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"]
    tensorflow = [line for line in extras["train"] if line.startswith("tensorflow")]
    promised = {*project["dependencies"], *extras["app"], *tensorflow}
    lines = (root / "requirements.txt").read_text("utf-8").splitlines()
    listed = {line for line in lines if line and not line.startswith("#")}
    assert set(map(_requirement, listed)) == set(map(_requirement, promised))


def test_reading_depends_on_neither_tensorflow_nor_streamlit(project: dict[str, Any]) -> None:
    names = " ".join(project["dependencies"])
    assert "tensorflow" not in names
    assert "streamlit" not in names


def test_versions_agree(root: Path, project: dict[str, Any]) -> None:
    assert project["version"] == hwocr.__version__
    assert f"## [{hwocr.__version__}]" in (root / "CHANGELOG.md").read_text("utf-8")


def test_nothing_is_there_that_the_cloud_would_take_instead(root: Path) -> None:
    assert [name for name in FORBIDDEN if (root / name).exists()] == []


def test_files_are_small(tracked: list[Path], root: Path) -> None:
    sizes = {path.relative_to(root): path.stat().st_size for path in tracked}
    assert {path: size for path, size in sizes.items() if size > 10 * MEGABYTE} == {}
    models = sum(size for path, size in sizes.items() if path.parts[0] == "models")
    assert 0 < models <= 24 * MEGABYTE


def test_the_make_commands_that_the_documents_name_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.M))
    for document in ("README.md", "CONTRIBUTING.md", ".ci/run", ".github/workflows/ci.yml"):
        text = (root / document).read_text("utf-8")
        named = set(re.findall(r"(?:^\s*|`|run: )make ([a-z]+)", text, re.M))
        assert named, f"{document} names no command"
        assert named <= targets, f"{document} names {named - targets}"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_to_files(root: Path, document: str) -> None:
    text = (root / document).read_text("utf-8")
    links = set(re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text))
    local = {link for link in links if not link.startswith(("http:", "https:"))}
    assert local
    assert {link for link in local if not (root / link).exists()} == set()


def test_the_map_in_the_readme_names_what_is_there(root: Path) -> None:
    """The layout block names every folder of the package, and nothing that does not exist."""
    text = (root / "README.md").read_text("utf-8")
    section = text.split("## Architecture", 1)[1].split("\n## ", 1)[0]
    folders = set(re.findall(r"(?<![\w.])((?:[\w.]+/)+)", section))
    missing = [f for f in folders if not (root / f).is_dir() and not (root / "hwocr" / f).is_dir()]
    assert missing == []
    packages = {f"{path.parent.name}/" for path in (root / "hwocr").glob("*/__init__.py")}
    assert {name for name in packages if name not in section} == set()


def test_tests_mirror_the_library(root: Path) -> None:
    """Every package of the library has a folder of tests that is called the same."""
    modules = {path.relative_to(root / "hwocr") for path in (root / "hwocr").rglob("*.py")}
    packages = {module.parent for module in modules if module.parent != Path()}
    for package in packages:
        folder = root / "tests" / package
        assert any(folder.rglob("test_*.py")), f"no tests for hwocr/{package}"


def test_every_module_at_the_top_has_its_tests(root: Path) -> None:
    modules = {p.stem for p in (root / "hwocr").glob("*.py")} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (root / "tests").glob("test_*.py")}
    assert modules - tests == set()


def test_nothing_in_the_library_imports_the_app(root: Path) -> None:
    outside = [p for p in (root / "hwocr").rglob("*.py") if "ui" not in p.parts]
    importing = re.compile(r"^\s*(?:from|import) (?:hwocr\.ui|streamlit)\b", re.M)
    assert [p.name for p in outside if importing.search(p.read_text("utf-8"))] == []


def test_fonts_come_with_their_licence(tracked: list[Path]) -> None:
    fonts = [p for p in tracked if p.suffix in {".ttf", ".otf"} and "examples" in p.parts]
    assert fonts
    for font in fonts:
        licences = [p for p in font.parent.glob("*OFL*") if p.name.startswith(font.stem)]
        assert licences, f"{font.name} has no licence beside it"
        assert "SIL OPEN FONT LICENSE" in licences[0].read_text("utf-8").upper()

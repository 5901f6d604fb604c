from __future__ import annotations

import json
from pathlib import Path

import pytest

from hwocr.errors import ModelError
from hwocr.networks.classes import CHARACTERS, WORD_CHARACTERS
from hwocr.networks.registry import (
    read_registry,
    verified_bytes,
    write_entry,
)
from hwocr.networks.runtime import Network


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "net.onnx").write_bytes(b"weights")
    write_entry(
        "characters",
        {
            "file": "net.onnx",
            "version": 1,
            "classes": "ab",
            "input": [28, 28, 1],
            "temperature": 1.5,
        },
        tmp_path,
    )
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    entry = read_registry(folder)["characters"]
    assert entry.classes == "ab"
    assert entry.temperature == 1.5
    assert entry.input_shape == (28, 28, 1)
    assert verified_bytes(entry) == b"weights"


def test_a_changed_file_is_refused(folder: Path) -> None:
    (folder / "net.onnx").write_bytes(b"Weights")
    with pytest.raises(ModelError, match="SHA-256"):
        verified_bytes(read_registry(folder)["characters"])


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "net.onnx").unlink()
    with pytest.raises(ModelError, match=r"net\.onnx"):
        verified_bytes(read_registry(folder)["characters"])


def test_an_unknown_registry_format_is_refused(folder: Path) -> None:
    (folder / "registry.json").write_text(json.dumps({"format": 2, "models": {}}))
    with pytest.raises(ModelError, match="format 2"):
        read_registry(folder)


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_damaged_registry_is_refused(folder: Path, text: str) -> None:
    (folder / "registry.json").write_text(text)
    with pytest.raises(ModelError):
        read_registry(folder)


def test_an_entry_that_lacks_something_is_refused(folder: Path) -> None:
    data = json.loads((folder / "registry.json").read_text())
    del data["models"]["characters"]["classes"]
    (folder / "registry.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match="lacks 'classes'"):
        read_registry(folder)


def test_an_unknown_version_of_a_network_is_refused(folder: Path) -> None:
    data = json.loads((folder / "registry.json").read_text())
    data["models"]["characters"]["version"] = 7
    (folder / "registry.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match="version 7"):
        Network(read_registry(folder)["characters"])


def test_a_file_that_is_no_graph_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match="cannot load"):
        Network(read_registry(folder)["characters"])


@pytest.mark.parametrize(
    ("name", "classes"), [("characters", CHARACTERS), ("words", WORD_CHARACTERS)]
)
def test_the_released_networks_are_listed_whole(name: str, classes: str) -> None:
    entry = read_registry()[name]
    assert entry.classes == classes
    assert verified_bytes(entry)
    assert 0.3 < entry.temperature < 4
    assert entry.path.stat().st_size < 15_000_000

from __future__ import annotations

from pathlib import Path

import pytest

from hwocr.errors import DataError
from hwocr.training.data import data_folder, is_validation_writer


def test_the_folder_is_the_argument_then_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HWOCR_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    assert data_folder(tmp_path.parent) == tmp_path.parent


def test_missing_data_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="HWOCR_DATA"):
        data_folder(tmp_path / "nowhere")


def test_about_a_tenth_of_the_writers_validate_and_always_the_same() -> None:
    chosen = [name for name in map(str, range(2000)) if is_validation_writer(name)]
    assert 150 < len(chosen) < 250
    assert chosen == [name for name in map(str, range(2000)) if is_validation_writer(name)]

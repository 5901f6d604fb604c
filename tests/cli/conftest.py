"""Pictures for the command line, drawn by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Draw


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory, drawn: Draw) -> Path:
    """A folder with two words, a blank sheet and two files that are no pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    Image.fromarray(drawn("HELLO")).save(folder / "hello.png")
    Image.fromarray(drawn("WORLD")).save(folder / "world.png")
    Image.new("RGB", (300, 200), "white").save(folder / "blank.png")
    (folder / "notes.png").write_text("not a picture")
    (folder / "empty.png").touch()
    return folder

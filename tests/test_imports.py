"""Reading stays light: it imports neither the training framework nor the app's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import Draw

HEAVY = {"tensorflow", "keras", "streamlit", "pandas", "onnx", "hwocr.ui", "hwocr.training"}

REPORT = """
import json, sys, time
begun = time.perf_counter()
import hwocr
imported = time.perf_counter() - begun
text = hwocr.read(sys.argv[1]).text if len(sys.argv) > 1 else None
print(json.dumps({"modules": sorted(sys.modules), "seconds": imported, "text": text}))
"""


def _in_new_process(root: Path, *arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def test_reading_imports_nothing_heavy(root: Path, tmp_path: Path, drawn: Draw) -> None:
    picture = tmp_path / "hello.png"
    Image.fromarray(drawn("HELLO")).save(picture)
    report = _in_new_process(root, str(picture))
    modules = report["modules"]
    assert isinstance(modules, list)
    assert "onnxruntime" in modules
    assert HEAVY.isdisjoint(modules)
    assert report["text"]


def test_import_is_quick(root: Path) -> None:
    # The best of three: the first one may find nothing in the disk's cache.
    seconds = [float(str(_in_new_process(root)["seconds"])) for _ in range(3)]
    assert min(seconds) < 1.5


@pytest.mark.parametrize("name", ["Reader", "Page", "read", "HwocrError"])
def test_public_names_are_listed(name: str) -> None:
    import hwocr

    assert name in hwocr.__all__
    assert hasattr(hwocr, name)


def test_drawn_letters_are_ink_on_white(drawn: Draw) -> None:
    picture = drawn("HI")
    assert picture.dtype == np.uint8
    assert picture[0, 0].tolist() == [255, 255, 255]
    assert picture.min() == 0

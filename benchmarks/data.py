"""Where the benchmark finds its data."""

from __future__ import annotations

import os
from pathlib import Path

from hwocr.errors import DataError

_DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"


def data_file(name: str) -> Path:
    """The path of ``name`` below ``$HWOCR_DATA``.

    Raises:
        DataError: there is no such file.
    """
    root = Path(os.environ.get("HWOCR_DATA", _DEFAULT))
    path = root / name
    if not path.exists():
        raise DataError(f"{name} is not in the data folder; set HWOCR_DATA to the folder it is in")
    return path

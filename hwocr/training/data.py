"""Where the training data lies, and who of its writers is kept for validation."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from hwocr.errors import DataError

DEFAULT_FOLDER = Path(__file__).parents[2].parent / "shared" / "data"
VALIDATION_SHARE = 10
"""One writer in this many is kept for validation."""


def data_folder(folder: str | os.PathLike[str] | None = None) -> Path:
    """The data's folder: the argument, else ``$HWOCR_DATA``, else ``../shared/data``.

    Raises:
        DataError: there is no such folder.
    """
    path = Path(folder or os.environ.get("HWOCR_DATA") or DEFAULT_FOLDER)
    if not path.is_dir():
        raise DataError(f"no data in {path}; set HWOCR_DATA to the folder that holds it")
    return path


def is_validation_writer(name: str) -> bool:
    """Whether a writer's samples are kept out of training; depends on the name alone."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % VALIDATION_SHARE == 0

"""Arrays as one file and back (NumPy's ``.npz``), from people whom nobody knows.

Nothing in such a file is ever executed: pickled objects are refused, and so is what unpacks to more
than it should.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import PersonalError

MOST_BYTES = 8 << 20
"""Larger files are refused, as they are and unpacked."""

Source = str | os.PathLike[str] | bytes
"""A file's path, or what is in it."""


def pack(kind: str, version: int, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The bytes of a file that holds ``arrays`` and says what it is."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **{kind: np.array(version, np.int64)}, **arrays)
    return file.getvalue()


def unpack(source: Source, kind: str, version: int) -> dict[str, NDArray[Any]]:
    """The arrays in a file that :func:`pack` made.

    Args:
        source: the file.
        kind: what it should be.
        version: that this code knows.

    Raises:
        PersonalError: it cannot be read, is damaged, too large, something else or of another
            version.
    """
    data = source if isinstance(source, bytes) else _read(Path(source))
    what = f"a file with a {kind.replace('_', ' ')}"
    if len(data) > MOST_BYTES:
        raise PersonalError(f"the file has {len(data) >> 20} MB; {what} is much smaller")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_BYTES:
            raise PersonalError(f"unpacked, the file would be larger than {what} can be")
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = dict(file)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, MemoryError) as error:
        raise PersonalError(
            f"this is not {what}, or it is damaged; choose one that was downloaded here"
        ) from error
    found = arrays.pop(kind, None)
    if found is None:
        raise PersonalError(f"this is not {what}; choose one that was downloaded here")
    if found.shape != () or found != version:
        raise PersonalError(
            f"this is {what} of version {found}, this hwocr reads version {version}; "
            "use the hwocr that made it",
            code="personal_version",
        )
    return arrays


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PersonalError(f"cannot read {path}: {error}", code="not_opened") from error

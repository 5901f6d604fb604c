"""Pictures small enough for a page: scaled down, encoded, put into HTML."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import cv2
import numpy as np
from streamlit import runtime

from hwocr.arrays import Picture


def fit(picture: np.ndarray[Any, np.dtype[np.uint8]], longest: int) -> Picture:
    """``picture``, uint8 (H, W[, 3]), scaled down until its longer side is at most ``longest``."""
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def jpeg(picture: Picture, quality: int = 88) -> bytes:
    """An RGB picture, uint8 (H, W, 3), as JPEG."""
    return _encoded(picture, ".jpg", [cv2.IMWRITE_JPEG_QUALITY, quality])


def png(picture: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    """A grey or RGB picture, uint8 (H, W[, 3]), as PNG."""
    return _encoded(picture, ".png", [cv2.IMWRITE_PNG_COMPRESSION, 4])


def decoded(data: bytes) -> Picture:
    """The RGB picture that :func:`jpeg` or :func:`png` encoded."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    if picture is None:
        raise ValueError("the bytes are no encoded picture")
    return np.asarray(picture, dtype=np.uint8)


def data_uri(data: bytes) -> str:
    """Encoded JPEG or PNG ``data`` as the address of an HTML image."""
    return f"data:image/{_kind(data)};base64,{b64encode(data).decode('ascii')}"


def address(data: bytes, place: str) -> str:
    """Where the browser fetches encoded JPEG or PNG ``data`` while this run's page is shown.

    Large pictures that open on a click are sent so: in the page's HTML they would be kept in memory
    run after run. What is in view from the start lies in the HTML and is there at once.

    Args:
        data: the picture.
        place: what it is on the page, a name of its own.
    """
    if not runtime.exists():
        return data_uri(data)
    # Relative, since the app may be served below another path.
    files = runtime.get_instance().media_file_mgr
    return "." + files.add(data, f"image/{_kind(data)}", place)


def _kind(data: bytes) -> str:
    return "png" if data.startswith(b"\x89PNG") else "jpeg"


def _encoded(
    picture: np.ndarray[Any, np.dtype[np.uint8]], extension: str, options: list[int]
) -> bytes:
    channels = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR) if picture.ndim == 3 else picture
    done, data = cv2.imencode(extension, channels, options)
    if not done:
        raise ValueError(f"a picture of shape {picture.shape} cannot be encoded as {extension}")
    return data.tobytes()

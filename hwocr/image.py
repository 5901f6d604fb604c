"""The door: everything that can be a picture becomes RGB, uint8, in source pixels."""

from __future__ import annotations

import struct
from contextlib import suppress
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from hwocr.arrays import Grey, Picture
from hwocr.errors import (
    EmptyImageError,
    ImageError,
    ImageTooLargeError,
    NotAnImageError,
    TruncatedImageError,
)

Source: TypeAlias = (
    "str | PathLike[str] | bytes | bytearray | memoryview | Image.Image | NDArray[Any]"
)
"""A path, the bytes of a file, a PIL image, or an array (H, W), (H, W, 3) or (H, W, 4)."""

MAX_PIXELS = 50_000_000
"""Pictures with more pixels are refused before they are decoded."""

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "DIB", "TIFF", "GIF", "PPM", "AVIF")
"""What Pillow may decode here; HEIC comes on top. Others, such as EPS, would start programs."""

_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"GIF8")
"""First bytes of known formats: a file that begins so but cannot be opened is damaged."""
_SIZES_AT = {b"\x89PNG": (">II", 16), b"GIF8": ("<HH", 6), b"BM": ("<ii", 18)}
"""Where these formats keep width and height."""
_KNOWN = "PNG, JPEG, WebP, BMP, TIFF, GIF and HEIC can be read"
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error, IndexError)
"""What decoders raise when data ends too early or makes no sense."""
_HEAD = 32


def load(source: Source) -> Picture:
    """Bring a picture into the form that the library works on.

    The EXIF turn is applied, transparent places become white, and of several frames the first
    counts. Arrays of bool are black and white, of floats range over 0..1 (or 0..255), of uint16
    over 0..65535.

    Args:
        source: see :data:`Source`.

    Returns:
        RGB uint8 (H, W, 3).

    Raises:
        NotAnImageError: the data is no picture in a known format, or the array has a wrong form.
        TruncatedImageError: the data is damaged or ends too early.
        EmptyImageError: there are no bytes or no pixels.
        ImageTooLargeError: there are more than :data:`MAX_PIXELS` pixels.
    """
    if isinstance(source, np.ndarray):
        return _from_array(source)
    if isinstance(source, Image.Image):
        return _from_pil(source)
    if isinstance(source, bytes | bytearray | memoryview):
        return _from_file(BytesIO(source))
    try:
        path = fspath(source)
    except TypeError:
        raise NotAnImageError(
            f"a {type(source).__name__} is no picture; give a path, bytes, a PIL image or an array"
        ) from None
    try:
        with Path(path).open("rb") as file:
            return _from_file(file)
    except ImageError:
        raise
    except OSError as error:
        raise NotAnImageError(
            f"the file {path} cannot be opened ({error.strerror or error}); check the path",
            code="not_opened",
        ) from error


def grey(picture: Picture) -> Grey:
    """The luma of an RGB picture, uint8 (H, W); exact where red, green and blue are equal."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _from_file(file: BinaryIO) -> Picture:
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise EmptyImageError("the file is empty; save or send the picture again")
    if head.startswith(b"%PDF-"):
        raise NotAnImageError("this is a PDF; hwocr.pages() gives a picture of each of its pages")
    formats = list(FORMATS)
    if head[4:8] == b"ftyp" and head[8:11] != b"avi":
        import pillow_heif  # only for phones' photos: it is slow to import

        pillow_heif.register_heif_opener()
        formats = ["HEIF"]
    _refuse_empty_header(head)
    try:
        image = Image.open(file, formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large("") from error
    except UnidentifiedImageError as error:
        if head.startswith(_STARTS) or formats == ["HEIF"]:
            raise TruncatedImageError(_damage_message()) from error
        raise NotAnImageError(f"this is no picture in a known format; {_KNOWN}") from error
    except _DAMAGE as error:
        raise TruncatedImageError(_damage_message()) from error
    with image:
        return _from_pil(image)


def _from_pil(image: Image.Image) -> Picture:
    _check_size(image.width, image.height)
    try:
        image.load()
        with suppress(*_DAMAGE):  # the pixels of a picture with damaged EXIF data are all right
            image = ImageOps.exif_transpose(image)
        return _to_rgb(image)
    except _DAMAGE as error:
        raise TruncatedImageError(_damage_message()) from error


def _to_rgb(image: Image.Image) -> Picture:
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image)
        if image.mode.startswith("I;16") or image.format == "PNG":
            values = values.astype(np.uint16)
        return _from_array(values)
    if image.has_transparency_data:
        layers = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(layers, mask=layers.getchannel("A"))
        return np.array(paper)
    return np.array(image if image.mode == "RGB" else image.convert("RGB"))


def _from_array(values: NDArray[Any]) -> Picture:
    if values.ndim == 3 and values.shape[2] == 1:
        values = values[:, :, 0]
    if values.ndim != 2 and not (values.ndim == 3 and values.shape[2] in (3, 4)):
        raise NotAnImageError(
            f"an array of shape {values.shape} is no picture; give (H, W), (H, W, 3) or (H, W, 4)"
        )
    _check_size(values.shape[1], values.shape[0])
    levels = _to_bytes(values)
    if levels.ndim == 2:
        return np.repeat(levels[:, :, None], 3, axis=2)
    if levels.shape[2] == 3:
        return np.array(levels)
    alpha = levels[:, :, 3:].astype(np.uint16)
    blended = (levels[:, :, :3] * alpha + 255 * (255 - alpha) + 127) // 255
    return np.asarray(blended, dtype=np.uint8)


def _to_bytes(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Any numbers to 0..255; the range follows from the type, else from the largest value."""
    if values.dtype == np.uint8:
        return values
    if values.dtype == np.bool_:
        return values.astype(np.uint8) * np.uint8(255)
    if not np.issubdtype(values.dtype, np.number) or np.issubdtype(
        values.dtype, np.complexfloating
    ):
        raise NotAnImageError(f"an array of {values.dtype} is no picture; give uint8 or float")
    low, high = float(values.min()), float(values.max())
    if not (np.isfinite(low) and np.isfinite(high)) or low < 0:
        raise NotAnImageError("the array has negative, infinite or undefined values; give 0..255")
    if values.dtype == np.uint16:
        top = 65535.0
    elif np.issubdtype(values.dtype, np.floating) and high <= 1:
        top = 1.0
    else:
        top = 255.0 if high <= 255 else max(65535.0, high)
    return np.asarray(np.rint(values.astype(np.float32) * np.float32(255 / top)), dtype=np.uint8)


def _check_size(width: int, height: int) -> None:
    if width <= 0 or height <= 0:
        raise EmptyImageError(f"the picture is {width}×{height} pixels, so there is nothing in it")
    if width * height > MAX_PIXELS:
        raise _too_large(f" of {width}×{height} pixels")


def _refuse_empty_header(head: bytes) -> None:
    for start, (form, offset) in _SIZES_AT.items():
        if head.startswith(start) and len(head) >= offset + struct.calcsize(form):
            width, height = struct.unpack_from(form, head, offset)
            if width == 0 or height == 0:
                _check_size(width, height)


def _too_large(size: str) -> ImageTooLargeError:
    limit = MAX_PIXELS // 1_000_000
    return ImageTooLargeError(
        f"the picture{size} is too large; scale it down to at most {limit} megapixels", limit=limit
    )


def _damage_message() -> str:
    return "the picture is damaged or cut short; save, copy or send it again"

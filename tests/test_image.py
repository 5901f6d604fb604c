from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from hwocr import image
from hwocr.arrays import Picture
from hwocr.errors import (
    EmptyImageError,
    ImageError,
    ImageTooLargeError,
    NotAnImageError,
    TruncatedImageError,
)

WIDTH, HEIGHT = 8, 6


@pytest.fixture
def colours() -> Picture:
    """A picture of flat quarters, so that lossy formats keep its colours."""
    picture = np.full((48, 64, 3), 255, np.uint8)
    picture[:24, :32] = 200, 30, 30
    picture[24:, 32:] = 30, 30, 200
    return picture


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["PNG", "BMP", "TIFF", "GIF"])
def test_lossless_formats_are_exact(colours: Picture, form: str) -> None:
    loaded = image.load(encoded(Image.fromarray(colours), form))
    assert loaded.dtype == np.uint8
    np.testing.assert_array_equal(loaded, colours)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "HEIF"])
def test_lossy_formats_keep_the_colours(colours: Picture, form: str) -> None:
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    loaded = image.load(encoded(Image.fromarray(colours), form, quality=95))
    assert loaded.shape == colours.shape
    for y, x in ((8, 8), (8, 56), (40, 8), (40, 56)):
        np.testing.assert_allclose(loaded[y, x].astype(int), colours[y, x], atol=6)


def test_a_path_bytes_a_pil_image_and_an_array_are_equal(colours: Picture, tmp_path: Path) -> None:
    path = tmp_path / "colours.png"
    Image.fromarray(colours).save(path)
    for source in (path, str(path), path.read_bytes(), bytearray(path.read_bytes()), colours):
        np.testing.assert_array_equal(image.load(source), colours)
    np.testing.assert_array_equal(image.load(Image.open(path)), colours)
    assert image.load(colours) is not colours


def test_the_first_frame_of_a_gif_counts() -> None:
    frames = [Image.new("L", (WIDTH, HEIGHT), level) for level in (0, 255)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert image.load(data).max() == 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "HSV"])
def test_modes_show_black_on_white(mode: str) -> None:
    paper = Image.new("RGB", (WIDTH, HEIGHT), "white")
    paper.paste((0, 0, 0), (2, 2, 4, 4))
    loaded = image.load(paper.convert(mode))
    assert loaded.shape == (HEIGHT, WIDTH, 3)
    assert loaded[3, 3].max() <= 3
    assert loaded[0, 0].min() >= 252


def test_a_cmyk_jpeg_shows_black_on_white() -> None:
    paper = Image.new("RGB", (32, 32), "white")
    paper.paste((0, 0, 0), (0, 0, 16, 32))
    loaded = image.load(encoded(paper.convert("CMYK"), "JPEG", quality=95))
    assert loaded[16, 4].max() < 10
    assert loaded[16, 28].min() > 245


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_to_eight(form: str) -> None:
    levels = np.array([[0, 257, 128 * 257, 65535]], np.uint16)
    loaded = image.load(encoded(Image.fromarray(levels), form))
    np.testing.assert_array_equal(loaded[0, :, 0], [0, 1, 128, 255])


def test_transparent_places_are_white() -> None:
    drawing = Image.new("RGBA", (3, 1), (0, 0, 0, 0))
    drawing.putpixel((1, 0), (0, 0, 0, 255))
    drawing.putpixel((2, 0), (0, 0, 0, 128))
    for source in (drawing, encoded(drawing, "PNG"), np.asarray(drawing)):
        np.testing.assert_array_equal(image.load(source)[0, :, 0], [255, 0, 127])


def test_a_transparent_palette_entry_is_white() -> None:
    picture = Image.new("P", (2, 1), 0)
    picture.putpalette([0, 0, 0, 10, 20, 30])
    picture.putpixel((1, 0), 1)
    loaded = image.load(encoded(picture, "GIF", transparency=0))
    np.testing.assert_array_equal(loaded[0], [[255, 255, 255], [10, 20, 30]])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_the_exif_turn_is_applied(form: str) -> None:
    upright = np.full((40, 24, 3), 255, np.uint8)
    upright[:8] = 0
    lying = Image.fromarray(np.rot90(upright))
    exif = lying.getexif()
    exif[0x0112] = 6  # turn by a quarter to the right to look at it
    loaded = image.load(encoded(lying, form, exif=exif))
    assert loaded.shape == upright.shape
    assert loaded[3].mean() < 20
    assert loaded[30].mean() > 235


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[False, True]]), [0, 255]),
        (np.array([[0.0, 0.5, 1.0]]), [0, 128, 255]),
        (np.array([[0.0, 100.0, 255.0]]), [0, 100, 255]),
        (np.array([[0, 65535]], np.uint16), [0, 255]),
        (np.array([[0, 200]], np.int64), [0, 200]),
        (np.array([[[7], [9]]], np.uint8), [7, 9]),
    ],
)
def test_arrays_of_numbers(values: np.ndarray[Any, Any], expected: list[int]) -> None:
    loaded = image.load(values)
    assert loaded.dtype == np.uint8
    for channel in range(3):
        np.testing.assert_array_equal(loaded[0, :, channel], expected)


@pytest.mark.parametrize(
    "values",
    [
        np.zeros((2, 2, 2), np.uint8),
        np.zeros(4, np.uint8),
        np.zeros((2, 2), np.complex64),
        np.array([["a"]]),
        np.array([[-1.0]]),
        np.array([[np.nan]]),
    ],
)
def test_arrays_that_are_no_picture(values: np.ndarray[Any, Any]) -> None:
    with pytest.raises(NotAnImageError):
        image.load(values)


@pytest.mark.parametrize("source", [b"%PDF-1.7 and more", b"hello", None, 7, "missing.png", "."])
def test_what_is_no_picture(source: Any) -> None:
    with pytest.raises(NotAnImageError):
        image.load(source)


def test_a_format_that_runs_programs_is_refused() -> None:
    with pytest.raises(NotAnImageError):
        image.load(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n%%EndComments\nshowpage\n")


def test_empty_sources(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    for source in (b"", tmp_path / "empty.jpg", np.zeros((0, 5, 3), np.uint8)):
        with pytest.raises(EmptyImageError):
            image.load(source)
    with pytest.raises(EmptyImageError):
        image.load(Image.new("RGB", (0, 4)))
    with pytest.raises(EmptyImageError):
        image.load(png_of_size(0, 5))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "HEIF"])
@pytest.mark.parametrize("share", [0.04, 0.5])
def test_a_file_cut_short_is_named_so(form: str, share: float) -> None:
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), form)
    with pytest.raises(TruncatedImageError, match="again"):
        image.load(data[: int(len(data) * share)])


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_exif_data_does_not_matter(colours: Picture) -> None:
    data = encoded(Image.fromarray(colours), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert image.load(data).shape == colours.shape


@pytest.mark.parametrize(
    "size", [(10_000, 5_001), (15_000, 8_000), (60_000, 60_000)], ids=["little", "warned", "bomb"]
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_too_many_pixels_are_refused_before_decoding(size: tuple[int, int]) -> None:
    # There is no pixel data at all: decoding would fail in another way.
    with pytest.raises(ImageTooLargeError, match="at most 50 megapixels"):
        image.load(png_of_size(*size))


def test_a_large_heic_is_refused_before_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    data = encoded(Image.new("RGB", (64, 64)), "HEIF")
    monkeypatch.setattr(image, "MAX_PIXELS", 64 * 64 - 1)
    monkeypatch.setattr(pillow_heif.HeifImageFile, "load", pytest.fail)
    with pytest.raises(ImageTooLargeError):
        image.load(data)


def test_large_arrays_are_refused() -> None:
    with pytest.raises(ImageTooLargeError):
        image.load(np.broadcast_to(np.uint8(0), (10_000, 5_001)))


def test_every_error_is_an_image_error() -> None:
    for kind in (EmptyImageError, ImageTooLargeError, NotAnImageError, TruncatedImageError):
        assert issubclass(kind, ImageError)


def test_grey_is_exact_for_grey_pictures() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    np.testing.assert_array_equal(image.grey(np.repeat(levels[:, :, None], 3, axis=2)), levels)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG's header without its pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")

from __future__ import annotations

from base64 import b64decode

import numpy as np
import pytest

from hwocr.ui.pictures import data_uri, decoded, fit, jpeg, png

RED = np.full((40, 100, 3), (200, 10, 20), np.uint8)


def test_fit_bounds_the_longer_side_and_keeps_the_shape() -> None:
    assert fit(RED, 50).shape == (20, 50, 3)
    assert fit(np.zeros((1000, 3), np.uint8), 10).shape == (10, 1)


def test_fit_never_enlarges() -> None:
    assert fit(RED, 100) is RED


def test_png_gives_back_the_same_colours() -> None:
    np.testing.assert_array_equal(decoded(png(RED)), RED)


def test_jpeg_gives_back_nearly_the_same_colours() -> None:
    assert np.abs(decoded(jpeg(RED)).astype(int) - RED).max() <= 4


@pytest.mark.parametrize(("encode", "kind"), [(jpeg, "jpeg"), (png, "png")])
def test_address_of_a_picture(encode: object, kind: str) -> None:
    data = jpeg(RED) if encode is jpeg else png(RED)
    head, _, rest = data_uri(data).partition(",")
    assert head == f"data:image/{kind};base64"
    assert b64decode(rest) == data


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(ValueError, match="no encoded picture"):
        decoded(b"nothing")

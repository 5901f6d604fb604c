"""From light to a file: focus, a moving hand, the sensor's noise, JPEG."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.arrays import Ink, Picture
from hwocr.training.camera.stationery import Colour
from hwocr.training.paper import jpeg

Generator = np.random.Generator


@dataclass(frozen=True)
class Sensor:
    """How a picture is taken; lengths are in its pixels.

    Attributes:
        blur: standard deviation of what is out of focus.
        motion: length of the way that the hand moves.
        noise: standard deviation in grey levels.
        quality: of the JPEG.
        sharpened: how much the phone sharpens, 0 to 1.
    """

    blur: float = 0.4
    motion: float = 0.0
    noise: float = 2.0
    quality: int = 88
    sharpened: float = 0.0


def sample_sensor(x_height: float, rng: Generator) -> Sensor:
    """A sensor; blur goes by the size of the writing in pixels, so that letters stay legible."""
    return Sensor(
        blur=float(rng.uniform(0.3, max(0.6, 0.05 * x_height))),
        motion=float(rng.uniform(1, max(1.5, 0.14 * x_height))) if rng.random() < 0.2 else 0.0,
        noise=float(rng.uniform(0.5, 7)),
        quality=int(rng.integers(50, 96)),
        sharpened=float(rng.uniform(0, 0.8)) if rng.random() < 0.4 else 0.0,
    )


def expose(scene: Colour, sensor: Sensor, rng: Generator) -> Picture:
    """The picture of a lit scene, RGB float32 (H, W, 3)."""
    height, width = scene.shape[:2]
    seen = cv2.GaussianBlur(scene, (0, 0), sensor.blur)
    if sensor.motion >= 1:
        seen = cv2.filter2D(seen, -1, _motion(sensor.motion, rng), borderType=cv2.BORDER_REFLECT)
    if sensor.sharpened:
        smooth = cv2.GaussianBlur(seen, (0, 0), 2 + sensor.blur)
        seen = seen + np.float32(sensor.sharpened) * (seen - smooth)
    grain = rng.standard_normal((height, width), np.float32) * np.float32(0.9 * sensor.noise)
    half = (-(-height // 2), -(-width // 2), 3)
    colour = rng.standard_normal(half, np.float32) * np.float32(0.6 * sensor.noise)
    seen = seen + grain[..., None] + cv2.resize(colour, (width, height))
    return jpeg(np.clip(np.rint(seen), 0, 255).astype(np.uint8), sensor.quality)


def _motion(length: float, rng: Generator) -> Ink:
    """A kernel that smears along a line."""
    side = int(np.ceil(length)) | 1
    kernel = np.zeros((side, side), np.float32)
    angle, middle = rng.uniform(0, np.pi), side // 2
    for step in np.linspace(-0.5, 0.5, 4 * side):
        place = middle + step * (side - 1) * np.array([np.sin(angle), np.cos(angle)])
        kernel[tuple(np.round(place).astype(int))] += 1
    return np.asarray(kernel / kernel.sum(), np.float32)

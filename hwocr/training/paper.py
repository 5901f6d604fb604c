"""What a camera makes of ink on paper: tint, lamp, shadow, blur, noise, JPEG."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, Picture

INKS = {
    "black": ((18, 18, 22), (50, 50, 56)),
    "blue": ((20, 30, 95), (60, 85, 175)),
    "pencil": ((75, 75, 78), (125, 125, 128)),
}
"""Darkest and lightest colour of each kind of ink."""


@dataclass(frozen=True)
class Look:
    """How one page is taken; lengths are in pixels of the picture.

    Attributes:
        clean: drawn on a canvas; nothing below applies but ``light_on_dark``.
        light_on_dark: chalk on a board, or a dark canvas.
        ink: kind of ink, a key of the table above; ignored on dark.
        shadow: "none", "hard" or "soft".
        lamp: how much darker the darkest place of the page is, 0 to 1.
        blur: standard deviation.
        noise: standard deviation, in grey levels.
        quality: of the JPEG.
    """

    clean: bool
    light_on_dark: bool
    ink: str
    shadow: str
    lamp: float
    blur: float
    noise: float
    quality: int


def sample_look(x_height: float, rng: np.random.Generator) -> Look:
    """A look; blur depends on the size of the writing, so that letters stay legible."""
    return Look(
        clean=bool(rng.random() < 0.2),
        light_on_dark=bool(rng.random() < 0.12),
        ink=str(rng.choice(list(INKS), p=[0.45, 0.35, 0.2])),
        shadow=str(rng.choice(["none", "hard", "soft"], p=[0.4, 0.3, 0.3])),
        lamp=rng.uniform(0, 0.5),
        blur=rng.uniform(0.3, max(0.5, 0.04 * x_height)),
        noise=rng.uniform(0.5, 7),
        quality=int(rng.integers(55, 96)),
    )


def take(ink: Ink, look: Look, rng: np.random.Generator) -> Picture:
    """The picture of a page with ``ink`` on it."""
    if look.clean:
        level = np.round(255 * (ink if look.light_on_dark else 1 - ink))
        return np.repeat(level.astype(np.uint8)[..., None], 3, axis=2)
    height, width = ink.shape
    ground, colour = _colours(look, rng)
    opacity = rng.uniform(0.8, 1.0) * (1 - _grain(ink.shape, look, rng))
    paper = ground * (1 + 0.012 * clouds(ink.shape, rng)[..., None])
    cover = (ink * opacity)[..., None]
    scene = paper * (1 - cover) + colour * cover
    light = lamp(ink.shape, look.lamp, rng) * shadow(ink.shape, look.shadow, rng)
    if look.light_on_dark:
        light = np.sqrt(light)  # a board lies in a lit room: a shadow is never black on black
    tint = 1 + rng.normal(0, 0.012, 3)
    scene = np.asarray(cv2.GaussianBlur(scene * light[..., None] * tint, (0, 0), look.blur))
    scene += rng.normal(0, look.noise, (height, width, 1)) * rng.uniform(0.8, 1)
    scene += rng.normal(0, 0.4 * look.noise, (height, width, 3))
    return jpeg(np.clip(np.round(scene), 0, 255).astype(np.uint8), look.quality)


def _colours(look: Look, rng: np.random.Generator) -> tuple[NDArray[np.float64], ...]:
    if look.light_on_dark:
        board = rng.uniform(25, 65) + rng.uniform(-10, 15, 3)
        return board, rng.uniform(190, 245) + rng.uniform(-8, 8, 3)
    warmth = rng.uniform(-0.5, 1) * np.array([4, 0, -14])
    darkest, lightest = np.array(INKS[look.ink], dtype=np.float64)
    return rng.uniform(205, 248) + warmth, darkest + rng.uniform() * (lightest - darkest)


def _grain(shape: tuple[int, ...], look: Look, rng: np.random.Generator) -> NDArray[np.float64]:
    """Places that pencil and chalk leave bare, 0 to 1."""
    strength = 0.45 if look.light_on_dark or look.ink == "pencil" else 0.1
    speckle = cv2.GaussianBlur(rng.normal(0, 1, shape), (0, 0), 0.9)
    return np.clip(rng.uniform(0, strength) * (0.5 + speckle), 0, 0.7)


def clouds(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float64]:
    """Smooth random unevenness, about -1 to 1."""
    coarse = rng.normal(0, 0.5, (max(2, shape[0] // 90), max(2, shape[1] // 90)))
    return np.asarray(cv2.resize(coarse, shape[1::-1], interpolation=cv2.INTER_CUBIC))


def lamp(shape: tuple[int, ...], fall: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Light that falls off from a place on or beside the page; 1 at the brightest pixel."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    row, column = rng.uniform(-0.3, 1.3, 2) * shape
    distance = np.hypot(rows - row, columns - column)
    distance = (distance - distance.min()) / max(1.0, float(np.ptp(distance)))
    return np.asarray(1 - fall * distance ** rng.uniform(1, 2))


def shadow(shape: tuple[int, ...], kind: str, rng: np.random.Generator) -> NDArray[np.float64]:
    """A hand's or a phone's shadow: everything beyond a line, or a blob at the border."""
    if kind == "none":
        return np.ones(shape[:2])
    # A soft edge has no fine detail: draw it small.
    coarse = 1 if kind == "hard" else 8
    height, width = -(-shape[0] // coarse), -(-shape[1] // coarse)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    if rng.random() < 0.6:
        angle = rng.uniform(0, 2 * np.pi)
        row, column = rng.uniform(0.2, 0.8) * height, rng.uniform(0.2, 0.8) * width
        inside = (columns - column) * np.cos(angle) + (rows - row) * np.sin(angle) > 0
    else:
        row, column = float(rng.choice([0.0, 1.0])) * height, rng.uniform(0, 1) * width
        radius = rng.uniform(0.3, 0.7, 2) * (height, width)
        inside = ((rows - row) / radius[0]) ** 2 + ((columns - column) / radius[1]) ** 2 < 1
    light = np.where(inside, np.float32(rng.uniform(0.45, 0.8)), np.float32(1))
    edge = rng.uniform(0.6, 2) if kind == "hard" else rng.uniform(0.02, 0.08) * min(height, width)
    light = np.asarray(cv2.GaussianBlur(light, (0, 0), max(0.6, edge)), dtype=np.float64)
    return np.asarray(cv2.resize(light, shape[1::-1], interpolation=cv2.INTER_LINEAR))


def jpeg(picture: Picture, quality: int) -> Picture:
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.ascontiguousarray(decoded[..., ::-1])

"""The light on a scene: lamp, vignette, the hard shadow of a hand or phone, and its colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.training.camera.desks import Field
from hwocr.training.camera.stationery import Colour
from hwocr.training.paper import lamp, shadow

Generator = np.random.Generator

_COARSE = 8
"""A lamp's light has no fine detail: it is computed on a picture so many times smaller."""


@dataclass(frozen=True)
class Light:
    """How a scene is lit.

    Attributes:
        lamp: how much darker its darkest place is, 0 to 1.
        vignette: how much darker the picture's corners are, 0 to 1.
        shadow: "none", "hard", "soft" or "phone".
        tint: RGB factors of the light's colour.
        exposure: factor on everything.
        shine: brightness of a lamp's reflection, in grey levels; 0 for none.
    """

    lamp: float = 0.0
    vignette: float = 0.0
    shadow: str = "none"
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    exposure: float = 1.0
    shine: float = 0.0


def sample_light(rng: Generator, board: bool = False) -> Light:
    """A light; boards hang in lit rooms and mirror their lamps."""
    warmth = float(rng.choice([0.0, rng.uniform(0.2, 1.0), -0.25], p=[0.5, 0.38, 0.12]))
    return Light(
        lamp=float(rng.uniform(0, 0.35 if board else 0.55)),
        vignette=float(rng.uniform(0, 0.35)),
        shadow=str(rng.choice(["none", "hard", "soft", "phone"], p=[0.48, 0.2, 0.22, 0.1])),
        tint=(1 + 0.03 * warmth, 1 - 0.08 * warmth, 1 - 0.34 * warmth),
        exposure=float(rng.uniform(0.7, 1.04)),
        shine=float(rng.uniform(20, 70)) if board and rng.random() < 0.4 else 0.0,
    )


def illuminate(scene: Colour, light: Light, rng: Generator) -> None:
    """Light ``scene``, RGB float32 (H, W, 3), in place."""
    height, width = scene.shape[:2]
    small = max(2, height // _COARSE), max(2, width // _COARSE)
    coarse = (lamp(small, light.lamp, rng) * _vignette(small, light.vignette)).astype(np.float32)
    field = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR))
    if light.shadow == "phone":
        field = field * _phone((height, width), rng)
    elif light.shadow != "none":
        half = shadow((-(-height // 2), -(-width // 2)), light.shadow, rng).astype(np.float32)
        field = field * cv2.resize(half, (width, height), interpolation=cv2.INTER_LINEAR)
    scene *= field[..., None] * np.array(light.tint, np.float32) * np.float32(light.exposure)
    if light.shine:
        scene += _shine((height, width), rng)[..., None] * np.float32(light.shine)


def _vignette(shape: tuple[int, int], fall: float) -> Field:
    rows, columns = (np.linspace(-1, 1, n, dtype=np.float32) for n in shape)
    return np.asarray(1 - fall * (rows[:, None] ** 2 + columns[None] ** 2) / 2, np.float32)


def _phone(shape: tuple[int, int], rng: Generator) -> Field:
    """The shadow of a phone and the arm that holds it, coming in from below."""
    height, width = shape
    unit = min(shape)
    mask = np.zeros((-(-height // 2), -(-width // 2)), np.uint8)
    centre = np.array([rng.uniform(0.15, 0.85) * width, rng.uniform(0.35, 0.9) * height]) / 2
    size = unit * rng.uniform(0.3, 0.55) * np.array([0.5, 1.0]) / 2
    phone = cv2.boxPoints((centre.tolist(), size.tolist(), float(rng.uniform(-35, 35))))
    cv2.fillConvexPoly(mask, np.round(phone).astype(np.int32), 255)
    elbow = centre + np.array([rng.uniform(-0.4, 0.4) * width, height])
    ends = np.round(centre).astype(int).tolist(), np.round(elbow).astype(int).tolist()
    cv2.line(mask, *ends, 255, max(2, round(0.5 * float(size[0]))))
    edge = unit * rng.uniform(0.0015, 0.012)
    soft = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), max(0.6, edge))
    wide = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1 - np.float32(rng.uniform(0.2, 0.5)) * wide, np.float32)


def _shine(shape: tuple[int, int], rng: Generator) -> Field:
    """A lamp mirrored by a smooth board: a bright blob."""
    rows, columns = np.mgrid[0 : shape[0] : _COARSE, 0 : shape[1] : _COARSE].astype(np.float32)
    at, reach = rng.uniform(0.1, 0.9, 2) * shape, rng.uniform(0.05, 0.2, 2) * max(shape)
    blob = np.exp(-(((rows - at[0]) / reach[0]) ** 2) - ((columns - at[1]) / reach[1]) ** 2)
    return np.asarray(cv2.resize(blob, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)

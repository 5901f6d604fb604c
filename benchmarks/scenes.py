"""Photos of handwritten pages with known truth: real words on a sheet before a simulated phone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benchmarks.scenelayout import lay_out
from benchmarks.scenelines import Written
from benchmarks.viewpoint import aim, extent, sample_view
from hwocr.arrays import Picture
from hwocr.page import Box
from hwocr.training.camera import (
    Camera,
    Places,
    Shot,
    Stationery,
    View,
    photograph,
    sample_shot,
)
from hwocr.training.camera.stationery import RULINGS

Generator = np.random.Generator

_SMALLEST, _LARGEST = 0.25e6, 3e6
"""Pixels of a picture, about."""
_LEAST, _MOST = 9.0, 60.0
"""x-heights in pixels."""
_SMALL = 14.0
"""Writing with a smaller x-height is of the kind "small"."""


@dataclass(frozen=True)
class SceneWord:
    """A word on a scene: ``line`` counts from 0 in reading order."""

    text: str
    box: Box
    line: int


@dataclass(frozen=True)
class Scene:
    """A photo and everything that is to be found on it.

    Attributes:
        picture: RGB uint8 (H, W, 3).
        text: in reading order, column after column; words joined by spaces, lines by line breaks.
        words: in reading order; each box holds the word's ink, in pixels of the picture.
        corners: of the sheet, top left, top right, bottom right, bottom left as its writer sees
            them, float64 (4, 2) in pixels of the picture; ``None`` where not all are in view.
        kinds: what is special about the scene, such as "ruled", "shadow" or "columns"; one of
            "sheet", "cut" and "fills" tells how much of the sheet's edge is seen.
        camera: where every point of the sheet lies in the picture.
        x_height: of the writing in pixels, about.
    """

    picture: Picture = field(repr=False)
    text: str
    words: tuple[SceneWord, ...] = field(repr=False)
    corners: Places | None
    kinds: frozenset[str]
    seed: int
    writer: str
    x_height: float
    camera: Camera = field(repr=False)


def scene(seed: int) -> Scene:
    """The scene that ``seed`` stands for: always the same one for the same data.

    Raises:
        DataError: there is no data folder.
    """
    rng = np.random.default_rng([seed, 11])
    frame = str(rng.choice(["sheet", "cut", "fills"], p=[0.62, 0.13, 0.25]))
    ground = str(
        rng.choice(
            ["white", "cream", "coloured", "whiteboard", "blackboard"],
            p=[0.52, 0.16, 0.12, 0.12, 0.08],
        )
    )
    board = ground.endswith("board")
    ruling = "none" if board else str(rng.choice(RULINGS, p=[0.4, 0.34, 0.16, 0.1]))
    pixels = float(np.exp(rng.uniform(np.log(_SMALLEST), np.log(_LARGEST))))
    written = lay_out(ruling, board, pixels, (_LEAST, _MOST), rng)
    if frame != "fills":  # else the paper goes on beyond what is seen
        written = written.on_paper()
    view = sample_view(written.size, board, rng)
    camera = aim(view, written.text_area, frame, rng)

    paper = extent(camera, frame)
    low = np.floor(paper[0]).astype(int)
    width, height = (np.ceil(paper[1]).astype(int) - low).tolist()
    ink, form = written.drawn((width, height), (-int(low[0]), -int(low[1])))
    stationery = Stationery(
        ground,
        ruling,
        written.rule_pitch,
        written.first_rule - float(low[1]),
        written.margin_line - float(low[0]) if written.margin_line else 0.0,
        float(rng.uniform(0.3, 0.9)),
    )
    shot = sample_shot(stationery, frame == "fills", written.x_height, rng)
    picture = photograph(ink, (-float(low[0]), -float(low[1])), camera, shot, rng, form)
    words = tuple(_seen(word, camera) for word in written.words)
    kinds = {frame} | written.kinds | _kinds(view, shot, written.x_height)
    return Scene(
        picture=picture,
        text=written.text,
        words=words,
        corners=camera.corners() if frame == "sheet" else None,
        kinds=frozenset(kinds),
        seed=seed,
        writer=written.writer,
        x_height=written.x_height,
        camera=camera,
    )


def _kinds(view: View, shot: Shot, x_height: float) -> set[str]:
    """What is special about how a sheet lies and how it is taken."""
    stationery = shot.stationery
    has = {
        "curl": any(view.curl),
        "tilted": max(abs(view.tilt), abs(view.yaw)) > 15,
        "quarter": abs(view.turn) > 45,
        "turned": 8 < abs(view.turn) <= 45,
        "fingers": shot.fingers,
        "shadow": shot.light.shadow in {"hard", "phone"},
        "warm": shot.light.tint[2] < 0.9,
        "motion": shot.sensor.motion >= 1,
        "pencil": shot.pen == "pencil",
        "small": x_height < _SMALL,
    }
    named = {stationery.ground, stationery.ruling, shot.desk} - {"none", ""}
    return named | {name for name, is_so in has.items() if is_so}


def _seen(word: Written, camera: Camera) -> SceneWord:
    """Where a word's ink lies in the picture."""
    places = camera.to_picture(word.hull)
    low = np.floor(np.maximum(places.min(axis=0), 0)).astype(int)
    high = np.ceil(np.minimum(places.max(axis=0), camera.size)).astype(int)
    return SceneWord(word.text, Box(*low.tolist(), *(high - low).tolist()), word.line)

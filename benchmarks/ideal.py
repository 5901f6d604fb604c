"""Reading where segmentation makes no mistake: what recognition alone gets wrong."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

import cv2
import numpy as np

from benchmarks.compose import ComposedPage
from hwocr.arrays import Matrix, Picture
from hwocr.page import Page
from hwocr.prepare import Prepared, prepare
from hwocr.reader import Reader
from hwocr.segment import Component, Layout, LineRegion, WordRegion

_NOT_NEEDED = ("paper", "rules")
_MARGIN = 2
"""Pixels around a true character that its soft edge may fill."""


class IdealReader(Reader):
    """Reads composed pages by their true characters, words and lines; all else is as usual."""

    def read_composed(self, truth: ComposedPage) -> Page:
        self._truth = truth
        return self.using(without=_NOT_NEEDED).read(truth.picture)

    def _segment(self, picture: Picture, without: Collection[str]) -> tuple[Prepared, Layout]:
        prepared = prepare(picture, without)
        return prepared, true_layout(self._truth, prepared)


def true_layout(truth: ComposedPage, prepared: Prepared) -> Layout:
    """The page's true characters, each with its own ink as the cleaned page shows it."""
    components = _components(truth, prepared)
    lines = []
    for _, line in groupby(range(len(components)), key=lambda i: truth.characters[i].line):
        words = groupby(line, key=lambda i: truth.characters[i].word)
        regions = tuple(WordRegion(tuple(components[i] for i in word)) for _, word in words)
        lines.append(LineRegion(regions, (0.0, 0.0)))
    return Layout(tuple(lines), (), ())


def _components(truth: ComposedPage, prepared: Prepared) -> list[Component]:
    height, width = prepared.ink.shape
    to_work: Matrix = np.linalg.inv(prepared.matrix).astype(np.float64)
    owner = cv2.warpPerspective(
        truth.owner.astype(np.float32),
        to_work,
        (width, height),
        flags=cv2.INTER_NEAREST,
        borderValue=-1,
    )
    around = np.ones((2 * _MARGIN + 1, 2 * _MARGIN + 1), np.uint8)
    components = []
    for index, character in enumerate(truth.characters):
        box = character.box.mapped(to_work, (width, height))
        place = (slice(box.y, box.bottom), slice(box.x, box.right))
        own = (owner[place] == index).astype(np.uint8)
        others = (owner[place] >= 0) & (own == 0)
        near = (cv2.dilate(own, around) > 0) & ~others
        components.append(Component(box, np.where(near, prepared.ink[place], np.float32(0))))
    return components

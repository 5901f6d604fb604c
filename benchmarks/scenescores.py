"""Reading of simulated photos: words found, their order, the sheet, the text, beside others."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rich.progress import track

from benchmarks.engines import Read, installed
from benchmarks.report import Figure, Section
from benchmarks.scenes import Scene, scene
from benchmarks.scores import is_in_order, match
from hwocr.page import Box, Page
from hwocr.prepare import prepare
from hwocr.reader import Reader

_CORNERS_NEAR = 0.02
"""Corners are right if none is farther off than this share of the picture's diagonal."""
_FEWEST = 3
"""Scenes of a kind that are worth a row."""


@dataclass(frozen=True)
class SceneScore:
    """Counts for one scene.

    Attributes:
        kinds: of the scene.
        words, read, found: true words, words read, true words whose box was found.
        in_order: whether all that was read stands in reading order, at least half of the words
            among it.
        corners_off: by how much the worst corner of the sheet is off, in shares of the picture's
            diagonal; infinite where they are out of view, ``None`` where no sheet was found.
        length: characters of the text, spaces and line breaks included.
        edits: Levenshtein distance of each engine's text from it; ours is "hwocr".
        seconds: that each engine took.
    """

    kinds: frozenset[str]
    words: int
    read: int
    found: int
    in_order: bool
    corners_off: float | None
    length: int
    edits: Mapping[str, int]
    seconds: Mapping[str, float]

    @property
    def corners_right(self) -> bool:
        return self.corners_off is not None and self.corners_off <= _CORNERS_NEAR


def measure(count: int, first: int, peers: bool = False) -> Section:
    """Read ``count`` scenes from seed ``first`` on, with ``peers`` by other engines too."""
    reader = Reader()
    engines = installed() if peers else {}
    numbers = track(range(first, first + count), "Reading simulated photos")
    return summarise([score(scene(seed), reader, engines) for seed in numbers])


def score(truth: Scene, reader: Reader, engines: Mapping[str, Read]) -> SceneScore:
    """Read one scene and compare what was read with the truth."""
    begun = time.perf_counter()
    page = reader.read(truth.picture)
    seconds = {"hwocr": time.perf_counter() - begun}
    edits = {"hwocr": Levenshtein.distance(truth.text, page.text)}
    for name, read in engines.items():
        begun = time.perf_counter()
        text = read(truth.picture)
        seconds[name] = time.perf_counter() - begun
        edits[name] = Levenshtein.distance(truth.text, text)
    true, boxes = [word.box for word in truth.words], boxes_of(page)
    count = len(match(true, boxes))
    sheet = prepare(truth.picture).sheet
    diagonal = float(np.hypot(*truth.picture.shape[:2]))
    off = None
    if sheet is not None:
        off = np.inf if truth.corners is None else corners_off(truth.corners, sheet) / diagonal
    return SceneScore(
        kinds=truth.kinds,
        words=len(true),
        read=len(boxes),
        found=count,
        in_order=2 * count >= len(true) and is_in_order(true, boxes),
        corners_off=off,
        length=len(truth.text),
        edits=edits,
        seconds=seconds,
    )


def boxes_of(page: Page) -> list[Box]:
    """Boxes of the words that were read; crossed-out ones are not."""
    return [word.box for word in page.words if not word.crossed_out]


def corners_off(true: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """How far the worst corner is off, in pixels, whichever corner comes first."""
    return min(
        float(np.linalg.norm(np.roll(found, shift, axis=0) - true, axis=1).max())
        for shift in range(4)
    )


def summarise(scores: Sequence[SceneScore]) -> Section:
    """Shares over all scenes beside the targets, then what differs by kind of scene."""
    whole = [s for s in scores if "sheet" in s.kinds]
    bare = [s for s in scores if "fills" in s.kinds]
    figures = [
        Figure("words found (IoU ≥ .5), of the written", _recall(scores), at_least=0.97),
        Figure("words found, of the read", _precision(scores), at_least=0.97),
        Figure("lines in right order, share of photos", _mean(scores, _order), at_least=0.98),
        Figure(
            f"sheet's corners within 2 % of the diagonal ({len(whole)} photos)",
            _mean(whole, lambda s: s.corners_right),
            at_least=0.95,
        ),
        Figure(
            f"no sheet found where its edge is out of view ({len(bare)} photos)",
            _mean(bare, lambda s: s.corners_off is None),
            at_least=0.98,
        ),
    ]
    for name in scores[0].edits:
        figures += [
            Figure(f"character error rate, {name}", _cer(scores, name)),
            Figure(f"seconds a photo, median, {name}", median(s.seconds[name] for s in scores)),
        ]
    for kind in sorted(frozenset().union(*(s.kinds for s in scores))):
        some = [s for s in scores if kind in s.kinds]
        if len(some) >= _FEWEST:
            figures += _of_kind(f"{kind} ({len(some)})", some)
    notes = [
        f"{len(scores)} photos that `benchmarks/scenes.py` makes of real words by UNIPEN and "
        "copiste writers whom training never saw; case, spaces and line breaks count.",
        "By kind: words found of the written / found of the read / lines in order / error rate.",
    ]
    return Section.of("Simulated photos", figures, notes)


def _of_kind(name: str, scores: Sequence[SceneScore]) -> list[Figure]:
    return [
        Figure(f"{name}: words found", _recall(scores)),
        Figure(f"{name}: of the read", _precision(scores)),
        Figure(f"{name}: in order", _mean(scores, _order)),
        Figure(f"{name}: character error rate", _cer(scores, "hwocr")),
    ]


def _order(score: SceneScore) -> bool:
    return score.in_order


def _recall(scores: Sequence[SceneScore]) -> float:
    return sum(s.found for s in scores) / max(1, sum(s.words for s in scores))


def _precision(scores: Sequence[SceneScore]) -> float:
    return sum(s.found for s in scores) / max(1, sum(s.read for s in scores))


def _cer(scores: Sequence[SceneScore], engine: str) -> float:
    return sum(s.edits[engine] for s in scores) / sum(s.length for s in scores)


def _mean(scores: Sequence[SceneScore], holds: Callable[[SceneScore], bool]) -> float:
    return sum(map(holds, scores)) / max(1, len(scores))

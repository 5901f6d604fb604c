"""Reading of composed pages: right characters, in the right order, with their spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from rich.progress import track

from benchmarks.compose import ComposedPage, compose
from benchmarks.report import Figure, Section
from benchmarks.scores import PageScore, score
from hwocr.arrays import Grey
from hwocr.page import Page
from hwocr.prepare import prepare
from hwocr.reader import Reader

_MARGIN = 3
"""Pixels around a true character that its soft edge may fill."""


@dataclass(frozen=True)
class ReadPage:
    """A composed page, what was read on it and how good that is."""

    truth: ComposedPage
    page: Page
    score: PageScore


def read_pages(count: int, first_seed: int = 0, reader: Reader | None = None) -> list[ReadPage]:
    """Compose and read ``count`` pages."""
    reader = reader or Reader()
    results = []
    for seed in track(range(first_seed, first_seed + count), "Reading composed pages"):
        truth = compose(seed)
        page = reader.read(truth.picture)
        boxed = read_true_boxes(truth, reader)
        results.append(ReadPage(truth, page.without_pictures(), score(truth, page, boxed)))
    return results


def read_true_boxes(truth: ComposedPage, reader: Reader) -> str:
    """The text as the character network reads it where segmentation makes no mistake."""
    best = iter(reader.classify(true_crops(truth)))
    return "".join(c if c.isspace() else next(best)[0].text for c in truth.text)


def true_crops(truth: ComposedPage) -> list[Grey]:
    """Each true character's own ink, cut from the cleaned page: dark on white, uint8."""
    prepared = prepare(truth.picture)
    height, width = prepared.ink.shape
    to_work = np.linalg.inv(prepared.matrix)
    owner = cv2.warpPerspective(
        truth.owner.astype(np.float32),
        to_work,
        (width, height),
        flags=cv2.INTER_NEAREST,
        borderValue=-1,
    )
    paper = 1 - prepared.ink
    crops = []
    around = np.ones((2 * _MARGIN + 1, 2 * _MARGIN + 1), np.uint8)
    for index, character in enumerate(truth.characters):
        box = character.box.mapped(to_work, (width, height))
        rows = slice(max(0, box.y - _MARGIN), box.bottom + _MARGIN)
        columns = slice(max(0, box.x - _MARGIN), box.right + _MARGIN)
        own = (owner[rows, columns] == index).astype(np.uint8)
        others = (owner[rows, columns] >= 0) & (own == 0)
        near = (cv2.dilate(own, around) > 0) & ~others
        crops.append(np.round(255 * np.where(near, paper[rows, columns], 1)).astype(np.uint8))
    return crops


def summarise(results: Sequence[ReadPage]) -> Section:
    """Shares over all pages beside the targets."""
    scores = [result.score for result in results]

    def share(part: Callable[[PageScore], int], whole: Callable[[PageScore], int]) -> float:
        return sum(map(part, scores)) / max(1, sum(map(whole, scores)))

    figures = [
        Figure("character error rate", share(_edits, _length), at_most=0.10),
        Figure(
            "reading order right, share of pages",
            _mean([s.in_order for s in scores]),
            at_least=0.98,
        ),
        Figure("character error rate without case", share(lambda s: s.folded_edits, _length)),
        Figure(
            "… of the network alone, on the true boxes", share(lambda s: s.boxed_edits, _length)
        ),
        Figure("median page's character error rate", float(np.median([s.cer for s in scores]))),
        Figure("characters found (IoU ≥ .5)", share(lambda s: s.found, lambda s: s.characters)),
        Figure("words found, of the written", share(lambda s: s.words_found, lambda s: s.words)),
        Figure("words found, of the read", share(lambda s: s.words_found, lambda s: s.words_read)),
        Figure("words exactly right", share(lambda s: s.words_right, lambda s: s.words)),
        Figure("number of lines right, share of pages", _mean([s.lines_right for s in scores])),
    ]
    for name, chosen in _kinds(results).items():
        if chosen:
            length = sum(s.length for s in chosen)
            figures.append(
                Figure(
                    f"character error rate, {name} ({len(chosen)})",
                    sum(s.edits for s in chosen) / length,
                )
            )
    writers = len({result.truth.writer for result in results})
    notes = [
        f"{len(results)} pages of separate letters by {writers} UNIPEN writers whom training never "
        "saw, composed by `benchmarks/compose.py`; case, spaces and line breaks count.",
    ]
    return Section.of("Composed pages", figures, notes)


def _kinds(results: Sequence[ReadPage]) -> dict[str, list[PageScore]]:
    kinds: dict[str, Callable[[ComposedPage], bool]] = {
        "clean pages": lambda t: t.look.clean,
        "photographed pages": lambda t: not t.look.clean,
        "light on dark": lambda t: t.look.light_on_dark,
        "with a shadow": lambda t: not t.look.clean and t.look.shadow != "none",
        "lines slanted by more than 5°": lambda t: abs(t.slant) > 5,
        "x-height below 22 pixels": lambda t: t.x_height < 22,
    }
    return {name: [r.score for r in results if is_one(r.truth)] for name, is_one in kinds.items()}


def _edits(score: PageScore) -> int:
    return score.edits


def _length(score: PageScore) -> int:
    return score.length


def _mean(values: Sequence[bool]) -> float:
    return float(np.mean(values))

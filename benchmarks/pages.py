"""Reading of composed pages: right characters, in the right order, with their spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rich.progress import track

from benchmarks.compose import ComposedPage, compose
from benchmarks.ideal import IdealReader
from benchmarks.report import Figure, Section
from benchmarks.scores import PageScore, score
from hwocr.page import Page
from hwocr.reader import Reader


@dataclass(frozen=True)
class ReadPage:
    """A composed page, what was read on it and how good that is."""

    truth: ComposedPage
    page: Page
    score: PageScore


def read_pages(count: int, first_seed: int = 0) -> list[ReadPage]:
    """Compose and read ``count`` pages."""
    reader, ideal_reader = Reader(), IdealReader()
    results = []
    for seed in track(range(first_seed, first_seed + count), "Reading composed pages"):
        truth = compose(seed)
        page = reader.read(truth.picture)
        ideal = ideal_reader.read_composed(truth)
        results.append(ReadPage(truth, page.without_pictures(), score(truth, page, ideal)))
    return results


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
        Figure(
            "character error rate where segmentation makes no mistake",
            share(lambda s: s.ideal_edits, _length),
        ),
        Figure("character error rate without case", share(lambda s: s.folded_edits, _length)),
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

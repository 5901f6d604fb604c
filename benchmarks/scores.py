"""How well a read page agrees with the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from benchmarks.compose import ComposedPage
from hwocr.page import Box, Page

_SAME = 0.5
"""Boxes whose intersection over union is at least this stand for the same thing."""


@dataclass(frozen=True)
class PageScore:
    """Counts for one page; sums over pages give the shares.

    Attributes:
        length: characters of the true text, spaces and line breaks included.
        edits: Levenshtein distance of the read text from it; ``folded_edits`` without case.
        ideal_edits: the same where characters, words and lines are given as they truly are:
            what recognition alone gets wrong.
        in_order: whether what was found was found in reading order.
        lines_right: whether the number of lines is right.
        found, characters: true characters whose box was found, and all of them.
        words_found, words_read, words: words whose box was found, words read, true words.
        words_right: found words whose text is exactly right.
    """

    length: int
    edits: int
    folded_edits: int
    ideal_edits: int
    in_order: bool
    lines_right: bool
    found: int
    characters: int
    words_found: int
    words_read: int
    words: int
    words_right: int

    @property
    def cer(self) -> float:
        return self.edits / self.length


def score(truth: ComposedPage, page: Page, ideal: Page) -> PageScore:
    """Compare ``page`` with the truth; ``ideal`` was read from the true layout."""
    words = match([w.box for w in truth.words], [w.box for w in page.words])
    characters = match([c.box for c in truth.characters], [c.box for c in page.characters])
    return PageScore(
        length=len(truth.text),
        edits=Levenshtein.distance(truth.text, page.text),
        folded_edits=Levenshtein.distance(truth.text.lower(), page.text.lower()),
        ideal_edits=Levenshtein.distance(truth.text, ideal.text),
        in_order=is_in_order([c.box for c in truth.characters], [c.box for c in page.characters]),
        lines_right=len(page.lines) == truth.text.count("\n") + 1,
        found=len(characters),
        characters=len(truth.characters),
        words_found=len(words),
        words_read=len(page.words),
        words=len(truth.words),
        words_right=sum(truth.words[t].text == page.words[r].text for t, r in words.items()),
    )


def match(true: Sequence[Box], read: Sequence[Box]) -> dict[int, int]:
    """Pairs of true and read boxes that overlap enough, each used once, the best first."""
    pairs = sorted(
        ((t.iou(r), i, j) for i, t in enumerate(true) for j, r in enumerate(read)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for overlap, i, j in pairs:
        if overlap < _SAME:
            break
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def is_in_order(true: Sequence[Box], read: Sequence[Box]) -> bool:
    """Whether the read boxes, one by one, never step back in the true order.

    Each read box stands for the true box that it overlaps most; one true box may be read in
    parts. Boxes on bare paper stand for nothing. Nothing read is not in order.
    """
    places = []
    for box in read:
        overlap, index = max((box.iou(t), i) for i, t in enumerate(true))
        if overlap > 0:
            places.append(index)
    return bool(places) and all(a <= b for a, b in pairwise(places))

"""Back and forth through what was drawn."""

from __future__ import annotations

from dataclasses import replace

from hwocr.drawing import Drawing, Stroke
from hwocr.ui.history import LONGEST, History
from hwocr.ui.paper import Paper


def paper(strokes: int) -> Paper:
    drawn = tuple(Stroke(((float(n), 1.0),), 7.0) for n in range(strokes))
    return Paper(Drawing(drawn, 600, 240), 1, 80)


def test_undo_and_redo_walk_along_the_papers() -> None:
    history = History((paper(0),)).then(paper(1)).then(paper(2))
    assert not history.can_redo
    back = history.undone()
    assert back.current == paper(1)
    assert back.can_redo
    assert back.redone() == history
    start = back.undone()
    assert (start.current, start.can_undo) == (paper(0), False)
    assert start.undone() == start
    assert history.redone() == history


def test_a_change_forgets_what_was_undone() -> None:
    history = History((paper(0),)).then(paper(1)).undone().then(paper(3))
    assert history.papers == (paper(0), paper(3))
    assert not history.can_redo


def test_undo_leaves_the_canvas_its_height() -> None:
    history = History((paper(0),)).then(paper(1)).with_current(replace(paper(1), room=3))
    assert history.undone().current == replace(paper(0), room=3)


def test_very_old_papers_are_dropped() -> None:
    history = History((paper(0),))
    for _ in range(LONGEST + 5):
        history = history.then(paper(1))
    assert len(history.papers) == LONGEST
    assert history.current == paper(1)

"""The sheets as they were after each change, with a way back and forth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hwocr.ui.paper import Paper

LONGEST = 300
"""Most sheets that are kept; they share their strokes."""


@dataclass(frozen=True, slots=True)
class History:
    """``papers`` from the oldest to the newest, of which number ``at`` is shown."""

    papers: tuple[Paper, ...]
    at: int = 0

    @property
    def current(self) -> Paper:
        return self.papers[self.at]

    @property
    def can_undo(self) -> bool:
        return self.at > 0

    @property
    def can_redo(self) -> bool:
        return self.at + 1 < len(self.papers)

    def then(self, paper: Paper) -> History:
        """``paper`` follows on the one that is shown; what was undone is forgotten."""
        papers = (*self.papers[: self.at + 1], paper)[-LONGEST:]
        return History(papers, len(papers) - 1)

    def with_current(self, paper: Paper) -> History:
        """``paper`` instead of the one that is shown: not a change to be undone."""
        papers = (*self.papers[: self.at], paper, *self.papers[self.at + 1 :])
        return History(papers, self.at)

    def undone(self) -> History:
        return self._moved(max(0, self.at - 1))

    def redone(self) -> History:
        return self._moved(min(len(self.papers) - 1, self.at + 1))

    def _moved(self, at: int) -> History:
        # The canvas keeps its height: only strokes come and go.
        paper = self.papers[at]
        roomy = replace(paper, room=max(paper.room, self.current.room))
        return replace(self, at=at).with_current(roomy)

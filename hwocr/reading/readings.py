"""What was read of a page's lines, and the pictures of how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from hwocr.arrays import Grey
from hwocr.page import Stage, Word
from hwocr.reading.joined import Trace
from hwocr.reading.pictures import draw_glyphs, trace_stages


@dataclass(frozen=True, eq=False)
class Readings:
    """What was read of lines.

    Attributes:
        lines: each line's words in working pixels, crossed-out ones among them.
        glyphs: uint8 (SIZE, SIZE), what the character network saw; ``None`` where no word was to
            be read letter by letter.
        traces: of the words as the word network read them; ``None`` where none was to be read as
            a whole.
        seconds: what reading letter by letter and reading as a whole took.
    """

    lines: Sequence[Sequence[Word]]
    glyphs: Sequence[Grey | None] | None = field(repr=False)
    traces: Sequence[Trace] | None = field(repr=False)
    seconds: tuple[float, float]

    def stages(self) -> list[Stage]:
        """How they were read."""
        by_letters, as_whole = self.seconds
        stages = []
        if self.glyphs is not None:
            stages.append(Stage("glyphs", partial(draw_glyphs, self.glyphs), by_letters, _GLYPHS))
        if self.traces is not None:
            stages += trace_stages(self.traces, as_whole)
        return stages


_GLYPHS = "Each character, scaled and centred the way the network sees it, and then named."

"""What was read of a page's lines, and the pictures of how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hwocr.page import Character, Stage, Word
from hwocr.reading.joined import Trace
from hwocr.reading.pictures import glyph_stage, trace_stages
from hwocr.reading.regions import Source


@dataclass(frozen=True, eq=False)
class Readings:
    """What was read of lines.

    Attributes:
        lines: each line's words in working pixels, crossed-out ones among them.
        characters: of the words as the character network read them, in working pixels; ``None``
            where no word was to be read letter by letter.
        traces: of the words as the word network read them; ``None`` where none was to be read as
            a whole.
        seconds: what reading letter by letter and reading as a whole took.
    """

    lines: Sequence[Sequence[Word]]
    characters: Sequence[Character] | None = field(repr=False)
    traces: Sequence[Trace] | None = field(repr=False)
    seconds: tuple[float, float]

    def stages(self, source: Source) -> list[Stage]:
        """How they were read; ``source`` is where working pixels lead to."""
        by_letters, as_whole = self.seconds
        stages = []
        if self.characters is not None:
            stages.append(glyph_stage(self.characters, by_letters, source))
        if self.traces is not None:
            stages += trace_stages(self.traces, as_whole, source)
        return stages

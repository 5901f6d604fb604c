"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hwocr.export.sheet import Manner, Sheet, blocks
from hwocr.page import Line, Word


def text(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """The lines as they were written; of several sheets each has its name above it."""
    parts = [sheet.page.marked(manner.mark) + "\n" for sheet in sheets]
    if manner.several or len(sheets) > 1:
        parts = [f"==> {s.name} <==\n{part}" for s, part in zip(sheets, parts, strict=True)]
    return "\n".join(parts).encode()


def markdown(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """A paragraph for each block, its lines as they were written; unsure words are ``*word*(?)``.

    Of several sheets each has its name as a heading.
    """
    titled = manner.several or len(sheets) > 1
    parts = []
    for sheet in sheets:
        parts += [f"# {_escaped(sheet.name)}"] if titled else []
        parts += ["\\\n".join(map(_line, block)) for block in blocks(sheet.page)]
    return ("\n\n".join(parts) + "\n").encode()


def _line(line: Line) -> str:
    said = " ".join(map(_word, line.words))
    # What would begin a heading, a quotation or a list.
    said = re.sub(r"^([#>+=-])", r"\\\1", said)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", said)


def _word(word: Word) -> str:
    said = _escaped(word.text)
    return f"*{said}*(?)" if word.unsure else said


def _escaped(said: str) -> str:
    """``said`` such that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>~|&$])", r"\\\1", said)

"""Fits the weights of context to what the networks say, and puts them beside these."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hwocr.arrays import Picture, Points
from hwocr.decode.language import language_of
from hwocr.decode.weights import to_json
from hwocr.networks.registry import models_folder, write_entry
from hwocr.reader import Reader
from hwocr.training.context.fit import NOTHING, Example, fit_context
from hwocr.training.context.samples import composed, copied, photographed, written

VERSION = 2
_COMPOSED = 800
"""Words of single letters that are fitted to; their seeds lie below those that are measured."""
_WRITTEN, _PHOTOGRAPHED = (600, 1100), (1100, 1500)
"""Words of UNIPEN that are fitted to, behind those that are measured."""
_COPIED = 1600, 2000
"""Words of copiste, behind those that are measured."""
_ONE_TURNED = 6
"""One in so many words is looked at lying on its side or its head too: no reading is right then."""
_STAYS = 2
"""Turned words of so few letters may be others: an o, an 8."""


def release_context(
    folder: str | os.PathLike[str] | None = None, report: Callable[[str], None] = print
) -> Path:
    """Write ``context.json`` and its entry in the registry; takes some minutes.

    Args:
        folder: with the networks; the one that comes with hwocr if left out.
        report: called with lines that tell how it goes.

    Returns:
        The file's path.

    Raises:
        DataError: there is no data folder.
    """
    target = Path(folder) if folder else models_folder()
    reader = Reader(models=target)
    languages = {name: language_of(name) for name in ("english", "french")}
    known = {name: language for name, language in languages.items() if language is not None}
    examples = list(_examples(reader, report))
    context = fit_context(examples, known)
    path = target / "context.json"
    path.write_bytes(to_json(context))
    values = {"file": path.name, "version": VERSION, "classes": "", "input": [], "temperature": 1.0}
    write_entry("context", values, target)
    return path


def _examples(reader: Reader, report: Callable[[str], None]) -> Iterator[Example]:
    rng = np.random.default_rng(1)
    for number, word in enumerate(_words(rng)):
        if number % 100 == 0:
            report(f"looking at word {number + 1}")
        views = reader.using(lexicon=word.language).views(word.picture, word.strokes)
        if views is not None and views.whole and views.letters:
            yield Example(views, word.text, word.single, word.language)
        if number % _ONE_TURNED == 0 and len(word.text) > _STAYS:
            turned = word.turned(int(rng.integers(1, 4)))
            views = reader.views(turned.picture, turned.strokes)
            if views is not None and views.whole and views.letters:
                yield Example(views, NOTHING, word.single, word.language)


@dataclass(frozen=True, eq=False)
class _Word:
    picture: Picture
    text: str
    single: bool = False
    language: str = "english"
    strokes: tuple[Points, ...] = ()

    def turned(self, quarters: int) -> _Word:
        """Turned to the left by quarters."""
        width = self.picture.shape[1]
        turned = replace(
            self,
            picture=np.ascontiguousarray(np.rot90(self.picture)),
            strokes=tuple(np.stack([s[:, 1], width - s[:, 0]], axis=1) for s in self.strokes),
        )
        return turned.turned(quarters - 1) if quarters > 1 else turned


def _words(rng: np.random.Generator) -> Iterator[_Word]:
    """Words of single letters, joined ones, photographed ones, and scanned French ones.

    The first two kinds come once as pictures only, and once with their strokes.
    """
    for drawn in (False, True):
        for sample in map(composed, range(_COMPOSED)):
            strokes = sample.strokes if drawn else ()
            yield _Word(sample.picture, sample.text, single=True, strokes=strokes)
        for sample in written(*_WRITTEN):
            yield _Word(sample.picture, sample.text, strokes=sample.strokes if drawn else ())
    for sample in written(*_PHOTOGRAPHED):
        yield _Word(photographed(sample, rng), sample.text)
    for crop in copied(*_COPIED):
        yield _Word(crop.picture, crop.text, language="french")

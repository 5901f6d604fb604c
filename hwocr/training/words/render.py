"""Draws the samples that training uses: every source once or several times, in all looks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Points
from hwocr.training.words import sources, vocabulary
from hwocr.training.words.composed import Letters
from hwocr.training.words.looks import bend, draw, ink_of_picture, look
from hwocr.training.words.pasted import Pasted
from hwocr.training.words.phrases import Phrases
from hwocr.training.words.store import kept_image, measure, save
from hwocr.training.words.typefaces import Typefaces

Sample = tuple[Grey, str, str]
SOURCES = ("unipen", "copiste", "text", "lines", "composed", "fonts", "phrases", "pasted")
_INVENTED = 20_000
"""Composed, font, phrase and pasted samples of one pass, of each kind."""


def render(
    folder: Path,
    store: Path,
    passes: int,
    workers: int = 2,
    report: Callable[[str], None] = print,
    validation: bool = False,
) -> None:
    """Draw all shards that are not there yet: ``passes`` of each source, in two parts each.

    With ``validation`` the samples are those of the writers kept out of training.
    """
    store.mkdir(parents=True, exist_ok=True)
    jobs = [
        (source, number, part, str(folder), str(store), validation)
        for number in range(passes)
        for source in SOURCES
        for part in range(workers)
        if not (store / f"{_name(source, number, part)}.bin").exists()
    ]
    with get_context("spawn").Pool(min(workers, os.cpu_count() or 1)) as pool:
        for name, count in pool.imap_unordered(_job, [(*job, workers) for job in jobs]):
            report(f"drawn: {name}, {count:,} samples")
        pending = [p for p in store.glob("*.bin") if not p.with_suffix(".npy").exists()]
        for _ in pool.imap_unordered(measure, pending):
            pass


def _name(source: str, number: int, part: int) -> str:
    return f"{source}-{number}-{part}"


def _job(job: tuple[str, int, int, str, str, bool, int]) -> tuple[str, int]:
    source, number, part, folder, store, validation, parts = job
    cv2.setNumThreads(1)
    name = _name(source, number, part)
    seed = [SOURCES.index(source), number, part, validation]
    samples = _samples(source, Path(folder), part, parts, np.random.default_rng(seed), validation)
    return name, save(Path(store) / name, samples)


def _samples(
    source: str, folder: Path, part: int, parts: int, rng: np.random.Generator, validation: bool
) -> Iterator[Sample]:
    makers = {
        "unipen": lambda: _strokes(sources.unipen_words(folder, validation), part, parts, rng),
        "text": lambda: _strokes(sources.unipen_text(folder, validation), part, parts, rng),
        "copiste": lambda: _crops(folder, "words", part, parts, rng, validation),
        "lines": lambda: _crops(folder, "lines", part, parts, rng, validation),
        "composed": lambda: _composed(folder, _count(parts, validation), rng, validation),
        "fonts": lambda: _fonts(folder, _count(parts, validation), rng),
        "phrases": lambda: _phrases(folder, _count(parts, validation), rng, validation),
        "pasted": lambda: _pasted(folder, _count(parts, validation), rng, validation),
    }
    for ink, text, writer in makers[source]():
        image = kept_image(ink, text)
        if image is not None:
            yield image, text, writer


def _count(parts: int, validation: bool) -> int:
    return (_INVENTED // 20 if validation else _INVENTED) // parts


def _strokes(
    written: sources.Written, part: int, parts: int, rng: np.random.Generator
) -> Iterator[tuple[Ink, str, str]]:
    previous: Ink | None = None
    for index in range(part, len(written), parts):
        ink = draw(written.strokes(index), rng)
        yield look(ink, previous, rng), written.texts[index], written.writers[index]
        previous = ink


def _crops(
    folder: Path, kind: str, part: int, parts: int, rng: np.random.Generator, validation: bool
) -> Iterator[tuple[Ink, str, str]]:
    for index, crop in enumerate(sources.copiste(folder, kind, validation)):
        if index % parts == part:
            yield ink_of_picture(crop.picture, rng), crop.text, crop.writer


def _composed(
    folder: Path, count: int, rng: np.random.Generator, validation: bool
) -> Iterator[tuple[Ink, str, str]]:
    letters = Letters.load(folder, validation)

    def write() -> tuple[Sequence[Points], str] | None:
        text = vocabulary.text(rng)
        strokes = letters.write(text, rng)
        return None if strokes is None else (strokes, text)

    return _drawn(write, count, rng)


def _phrases(
    folder: Path, count: int, rng: np.random.Generator, validation: bool
) -> Iterator[tuple[Ink, str, str]]:
    return _drawn(partial(Phrases.load(folder, validation).write, rng), count, rng)


def _pasted(
    folder: Path, count: int, rng: np.random.Generator, validation: bool
) -> Iterator[tuple[Ink, str, str]]:
    return _looked_at(partial(Pasted.load(folder, validation).write, rng), count, rng)


def _fonts(folder: Path, count: int, rng: np.random.Generator) -> Iterator[tuple[Ink, str, str]]:
    typefaces = Typefaces.load(folder)

    def write() -> tuple[Ink, str] | None:
        written = typefaces.write(vocabulary.text(rng), rng)
        return None if written is None else (bend(written[0], rng), written[1])

    return _looked_at(write, count, rng)


def _drawn(
    write: Callable[[], tuple[Sequence[Points], str] | None], count: int, rng: np.random.Generator
) -> Iterator[tuple[Ink, str, str]]:
    """So many invented samples of strokes in x-heights."""

    def in_ink() -> tuple[Ink, str] | None:
        written = write()
        return None if written is None else (draw([s * 100 for s in written[0]], rng), written[1])

    return _looked_at(in_ink, count, rng)


def _looked_at(
    write: Callable[[], tuple[Ink, str] | None], count: int, rng: np.random.Generator
) -> Iterator[tuple[Ink, str, str]]:
    """So many invented samples, by nobody, each in a look of its own."""
    previous: Ink | None = None
    while count:
        written = write()
        if written is not None:
            ink, text = written
            yield look(ink, previous, rng), text, ""
            previous = ink
            count -= 1

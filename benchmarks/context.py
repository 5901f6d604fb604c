"""What language adds to ink: exact words with and without it, and how far confidence is right."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

from rich.progress import track

from benchmarks.report import Figure, Section
from benchmarks.wordsets import SETS
from hwocr.arrays import Picture
from hwocr.decode.evidence import Frames
from hwocr.decode.language import language_of
from hwocr.decode.rank import rank
from hwocr.metrics import (
    character_error_rate,
    expected_calibration_error,
    least_calibration_error,
)
from hwocr.page import Box, Word
from hwocr.reader import Reader
from hwocr.training.context.samples import Sample, composed

_COMPOSED = 400
_TIMED = 100
"""Words whose ranking is timed."""
_UNIPEN = "unipen-drawn"
_NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Result:
    """A word as it was read with and without language; ``kind`` as of a sample."""

    text: str
    kind: str
    touching: bool
    word: Word
    plain: Word

    @property
    def right(self) -> bool:
        return self.word.text == self.text

    @property
    def plainly_right(self) -> bool:
        return self.plain.text == self.text


def measure(first: int, limit: int | None = None) -> Section:
    """Read composed words and words of UNIPEN, each with English and without.

    Args:
        first: the first composed word's seed; weights are fitted to those below a thousand.
        limit: at most so many words of each set.
    """
    reader = Reader()
    plain = reader.using(lexicon="none")
    samples = [composed(seed) for seed in range(first, first + min(_COMPOSED, limit or _COMPOSED))]
    figures = []
    for name, drawn in (("from pixels", False), ("drawn", True)):
        results = [
            Result(s.text, s.kind, s.touching, _read(reader, s, drawn), _read(plain, s, drawn))
            for s in track(samples, f"Composed words, {name}")
        ]
        figures += _of_composed(results, name)
    words = SETS[_UNIPEN]
    results = [
        Result(e.text, "word", False, reader.read_word(e.picture), plain.read_word(e.picture))
        for e in track(words.examples(min(words.count, limit or words.count)), words.title)
    ]
    figures += _of_words(results, words.title)
    pictures = [sample.picture for sample in samples[:_TIMED]]
    figures.append(
        Figure("added time a word", _added(reader, pictures), "ms", at_most=10, digits=1)
    )
    notes = (
        f"{len(samples)} words of UNIPEN letters by writers whom training never saw, in every "
        "second of which some letters touch: four fifths English words drawn by the square root of "
        "their frequency, the rest codes, numbers and names that no list has; and words of UNIPEN. "
        'Without language: `lexicon="none"`. Drawn: the strokes are known.',
    )
    return Section.of("Context", figures, notes)


def _read(reader: Reader, sample: Sample, drawn: bool) -> Word:
    if not drawn:
        return reader.read_word(sample.picture)
    words = reader.read_strokes(sample.strokes, sample.size, sample.pen).words
    return words[0] if len(words) == 1 else Word(" ".join(w.text for w in words), _NOWHERE, 0.0)


def _of_composed(results: Sequence[Result], name: str) -> list[Figure]:
    listed = [result for result in results if result.kind == "word"]
    others = [result for result in results if result.kind != "word"]
    with_language, without = _exact(results), _exact(results, plain=True)
    cer, plain_cer = _cer(listed), _cer(listed, plain=True)
    of_kind = {k: [r for r in others if r.kind == k] for k in ("code", "number", "name")}
    kinds = {
        "touching": [r for r in results if r.touching],
        "apart": [r for r in results if not r.touching],
        **{f"{kind}s": some for kind, some in of_kind.items()},
    }
    return [
        Figure(f"composed words, {name}: exact", with_language, at_least=0.9),
        Figure("… more than without language", with_language - without, at_least=0.1),
        *(Figure(f"… {kind}", _exact(some)) for kind, some in kinds.items() if some),
        Figure("… words in no list", _exact(others), at_least=round(_exact(others, plain=True), 3)),
        Figure("… CER of listed words", cer, at_most=round(plain_cer / 2, 3)),
        *_of_confidence(results),
    ]


def _of_words(results: Sequence[Result], title: str) -> list[Figure]:
    return [
        Figure(f"{title}: exact", _exact(results)),
        Figure("… without language", _exact(results, plain=True)),
        *_of_confidence(results),
    ]


def _of_confidence(results: Sequence[Result]) -> list[Figure]:
    sure = [result for result in results if not result.word.unsure]
    right = [result.right for result in results]
    five = [r.text in [c.text for c in r.word.candidates] for r in results]
    confidences = [r.word.confidence for r in results]
    error = expected_calibration_error(confidences, right)
    return [
        Figure("… expected calibration error", error, at_most=0.03),
        Figure("… of confidences without fault, on so few", least_calibration_error(confidences)),
        Figure("… marked unsure", 1 - len(sure) / len(results)),
        Figure("… wrong among the others", 1 - _exact(sure) if sure else 0.0, at_most=0.02),
        Figure("… true among five candidates", mean(five), at_least=0.97),
    ]


def _exact(results: Sequence[Result], plain: bool = False) -> float:
    return mean(r.plainly_right if plain else r.right for r in results)


def _cer(results: Sequence[Result], plain: bool = False) -> float:
    return character_error_rate(((r.plain if plain else r.word).text, r.text) for r in results)


def _added(reader: Reader, pictures: Sequence[Picture]) -> float:
    """Milliseconds that ranking takes longer with language than without, in the mean."""
    language = language_of("english")
    seconds = {True: 0.0, False: 0.0}
    for picture in pictures:
        views = reader.views(picture)
        if views is None:
            continue
        for expected in (True, False):
            # What is seen is found out once, and kept: so each time begins with it afresh.
            whole = views.whole
            fresh = replace(views, whole=replace(whole) if isinstance(whole, Frames) else whole)
            begun = time.perf_counter()
            rank(fresh, language if expected else None)
            seconds[expected] += time.perf_counter() - begun
    return 1000 * (seconds[True] - seconds[False]) / len(pictures)

"""Reading of single words and lines beside other engines, on the same pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from rich.progress import track

from benchmarks.report import Section
from benchmarks.ways import Way, available, best
from benchmarks.wordscores import Reading, Score, score
from benchmarks.wordsets import SETS, Example, WordSet
from hwocr.reader import Reader

Use = Callable[[Example], tuple[str, float | None]]
"""A way to use a reader: from an example to the text read and its confidence, if it has one."""

_COLUMNS = (
    "set",
    "engine",
    "CER",
    "CER without case",
    "exact",
    "exact English",
    "calibration error",
    "ms",
    "aim",
    "reached",
)
_OURS, _RIVAL, _OTHER = "hwocr", "RapidOCR", "Tesseract"
_NOTES = (
    "By writers whom training never saw, balanced over them; `benchmarks/wordsets.py` says how "
    "the pictures are made. CER: edits per character, case counts. Exact: share of pictures read "
    "without any mistake; exact English: of those with one English word that is not rare, in sets "
    "that are mostly English. Times are medians.",
    "hwocr gets the pictures as they are: `Reader.read_word` for words, `Reader.read` for lines "
    "(`read_word` where the table says so).",
    "The others get the form of the picture, and RapidOCR that part of it, which made the fewest "
    "mistakes on the first 20 pictures of the set: as it is, trimmed to the ink, or framed with "
    "paper around that. Tesseract runs with `--psm 8` on words and 7 on lines. Their full-width "
    "characters and typographic quotes count as plain ones, and spaces in a word as none.",
)


def measure(limit: int | None = None) -> Section:
    """Read every set with every engine; ``limit`` takes so many examples of each at most."""
    reader = Reader()
    rows = []
    engines: set[str] = set()
    for words in SETS.values():
        examples = words.examples(words.count if limit is None else min(limit, words.count))
        title = f"{words.title} ({len(examples)})"
        ours = {
            name: score(read_all(use, examples, f"{words.title}: {name}"))
            for name, use in _uses(reader, words).items()
        }
        ways = {choice[0].engine: best(choice, examples) for choice in available(words.lines)}
        others = {name: score(_read_by(way, examples)) for name, way in ways.items()}
        engines |= others.keys()
        aim = _aim(words, ours[_OURS], others.get(_RIVAL))
        for name, found in ours.items():
            goal = aim if name == _OURS else ("", "")
            rows.append((title, name, *_cells(found, words), *goal))
        for name, found in others.items():
            rows.append((title, f"{name} ({ways[name].name})", *_cells(found, words), "", ""))
    missing = [f"{name} is not installed." for name in (_RIVAL, _OTHER) if name not in engines]
    return Section("Words", _COLUMNS, tuple(rows), (*_NOTES, *missing))


def as_word(reader: Reader) -> Use:
    """Take the picture for one word, or for a line of words as if it were one."""

    def use(example: Example) -> tuple[str, float | None]:
        word = reader.read_word(example.picture)
        return word.text, word.confidence

    return use


def as_page(reader: Reader) -> Use:
    """Find the words first, as on any picture."""
    return lambda example: (" ".join(reader.read(example.picture).text.split()), None)


def read_all(use: Use, examples: Sequence[Example], title: str = "Reading") -> list[Reading]:
    """Read the examples one by one and time each."""
    readings = []
    for example in track(examples, title):
        start = time.perf_counter()
        text, confidence = use(example)
        readings.append(Reading(example.text, text, time.perf_counter() - start, confidence))
    return readings


def _read_by(way: Way, examples: Sequence[Example]) -> list[Reading]:
    return read_all(lambda example: (way.read(example), None), examples, way.engine)


def _uses(reader: Reader, words: WordSet) -> Mapping[str, Use]:
    """Ours by its default settings, and what becomes of it by others."""
    lines = words.lines
    readers = {
        _OURS: reader,
        f"{_OURS}, no lexicon": reader.using(lexicon="none"),
        f"{_OURS}, joined": reader.using(mode="joined"),
    }
    if not words.english:
        readers[f"{_OURS}, {words.language}"] = reader.using(lexicon=words.language)
    if not lines:
        return {name: as_word(other) for name, other in readers.items()}
    pages = {name: as_page(other) for name, other in readers.items()}
    return {**pages, f"{_OURS}, `read_word`": as_word(reader)}


def _cells(found: Score, words: WordSet) -> tuple[str, ...]:
    known = words.english and not words.lines and found.exact_english is not None
    return (
        f"{found.cer:.3f}",
        f"{found.folded_cer:.3f}",
        f"{found.exact:.3f}",
        f"{found.exact_english:.3f}" if known else "–",
        "–" if found.calibration is None else f"{found.calibration:.3f}",
        f"{found.milliseconds:.0f}",
    )


def _aim(words: WordSet, ours: Score, rival: Score | None) -> tuple[str, str]:
    """What is aimed at on this set, in words, and whether it is reached."""
    aims: list[tuple[str, bool]] = []
    if words.cer_at_most is not None:
        aims.append((f"CER ≤ {words.cer_at_most:g}", ours.cer <= words.cer_at_most))
    if rival is not None:
        aims.append((f"CER < {_RIVAL}", ours.cer < rival.cer))
    if words.english_at_least is not None and ours.exact_english is not None:
        reached = ours.exact_english >= words.english_at_least
        aims.append((f"exact English ≥ {words.english_at_least:g}", reached))
    names, reached = ", ".join(name for name, _ in aims), all(met for _, met in aims)
    return names, "" if not aims else "yes" if reached else "no"

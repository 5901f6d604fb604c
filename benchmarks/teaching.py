"""Teaching a hand: held-out examples and usual characters before and after, and the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from benchmarks.hands import KINDS, LEARNT, LETTERS, Hand, folded, looks_like
from benchmarks.report import Figure, Section
from hwocr.glyph import SIZE, normalise
from hwocr.metrics import expected_calibration_error
from hwocr.networks.registry import ModelEntry, read_registry
from hwocr.networks.runtime import Network
from hwocr.prepare.crop import crop_ink
from hwocr.training import sources
from hwocr.training.data import data_folder
from hwocr.training.personal.lesson import Lesson
from hwocr.training.personal.measure import answers, rights
from hwocr.training.validation import draw_character

_NAMES = ("EMNIST", "UNIPEN")
_BASE = 6000
"""Characters of each set on which the network should stay as it is."""


@dataclass(frozen=True)
class Result:
    """One hand: shares read right, calibration errors, and seconds that teaching took.

    Those of the base are of EMNIST and of UNIPEN; ``errors``, afterwards, of both and the hand.
    ``apart`` is what the base lost, without the characters that the hand's look like.
    """

    before: float
    after: float
    base: tuple[float, ...]
    base_errors: tuple[float, ...]
    base_after: tuple[float, ...]
    errors: tuple[float, ...]
    apart: float
    seconds: float


@dataclass(frozen=True, eq=False)
class _Read:
    """Which answers are right, and the expected calibration error."""

    right: NDArray[np.bool_]
    error: float

    @property
    def share(self) -> float:
        return float(self.right.mean())


@dataclass(frozen=True, eq=False)
class _Set:
    glyphs: NDArray[np.float32]
    letters: list[str]


def measure(count: int, limit: int | None = None) -> Section:
    """Teach every hand in a process of its own, as the app does.

    Args:
        count: hands of each kind.
        limit: at most so many characters of each set on which nothing should change.
    """
    return summarise({kind: results(kind, count, limit) for kind in KINDS})


def results(kind: str, count: int, limit: int | None = None) -> list[Result]:
    """Teach the first ``count`` hands of one kind."""
    entry = read_registry()["characters"]
    base = Network(entry)
    sets = list(_sets(min(_BASE, limit or _BASE)))
    known = [_read(base, one) for one in sets]
    hands = track(KINDS[kind](base, count), f"Teaching, {kind}")
    return [_taught(base, entry, hand, sets, known) for hand in hands]


def summarise(found: Mapping[str, Sequence[Result]]) -> Section:
    """The table of all kinds' results."""
    rows = [figure for kind, some in found.items() for figure in figures(kind, some)]
    known = next(iter(found.values()))[0]
    for name, share, error in zip(_NAMES, known.base, known.base_errors, strict=True):
        rows.append(Figure(f"{name}, right before teaching", share, digits=4))
        rows.append(Figure("… calibration error", error))
    notes = (
        f"A hand is {LETTERS} characters, {LEARNT} examples of each, by writers of UNIPEN whom "
        "training never saw; the held-out ones are by the same writers. The network reads at most "
        "60 % of each character right. Signs: what a writer draws for signs such as ! or $ stands "
        "for a letter that chance chose. Mirrored: one writer's letters as in a mirror. In these "
        "two, shapes that look like another character are left out. Misread: characters as they "
        "were written; most look just like another one, so learning them must cost others.",
        "One in five examples is kept back at first, for the figures that the app shows; what is "
        "measured here has learnt all ten.",
        "Base: EMNIST ByClass test and validation writers of UNIPEN, 47 classes. A character looks "
        "like another if 30 % of its examples are read as that one before.",
        "Each hand is taught in a process of its own, as in the app; the time is until it is back.",
    )
    return Section.of("Teaching", rows, notes)


def _taught(
    base: Network,
    entry: ModelEntry,
    hand: Hand,
    sets: Sequence[_Set],
    known: Sequence[_Read],
) -> Result:
    held_out = _Set(hand.glyphs, list(hand.letters))
    lesson = Lesson(hand.examples)
    lesson.wait()
    if lesson.personal is None:
        raise RuntimeError(f"nothing was taught: {lesson.error}")
    taught = lesson.personal.network(entry)
    checks = [_read(taught, one) for one in (*sets, held_out)]
    others = [~np.isin(folded(one.letters), looks_like(base, hand)) for one in sets]
    lost = [
        float(then.right[other].mean() - now.right[other].mean())
        for then, now, other in zip(known, checks, others, strict=False)
    ]
    return Result(
        before=_read(base, held_out).share,
        after=checks[-1].share,
        base=tuple(one.share for one in known),
        base_errors=tuple(one.error for one in known),
        base_after=tuple(one.share for one in checks[:-1]),
        errors=tuple(one.error for one in checks),
        apart=mean(lost),
        seconds=lesson.seconds,
    )


def figures(kind: str, results: Sequence[Result]) -> Iterator[Figure]:
    lost = [100 * (mean(r.base) - mean(r.base_after)) for r in results]
    after = [r.after for r in results]
    yield Figure(
        f"{kind}, {len(results)} hands: held-out right before",
        mean(r.before for r in results),
        at_most=0.6,
    )
    yield Figure("… after, mean", mean(after), at_least=0.95)
    yield Figure("… the worst hand", min(after))
    if len(results) > 1:
        yield Figure("… standard deviation", stdev(after))
    yield Figure(
        "… base accuracy lost, mean of both sets and all hands",
        mean(lost),
        "points",
        at_most=0.3,
        digits=2,
    )
    for k, name in enumerate(_NAMES):
        alone = mean(100 * (r.base[k] - r.base_after[k]) for r in results)
        yield Figure(f"… of {name} alone", alone, "points", digits=2)
    yield Figure("… by the worst hand, both sets", max(lost), "points", digits=2)
    apart = mean(100 * r.apart for r in results)
    yield Figure("… without the characters that the hand's look like", apart, "points", digits=2)
    yield Figure(
        "… calibration error of the base sets after", mean(mean(r.errors[:-1]) for r in results)
    )
    yield Figure("… of the held-out after", mean(r.errors[-1] for r in results))
    yield Figure("… time, longest", max(r.seconds for r in results), "s", at_most=120, digits=0)


def _read(network: Network, of: _Set) -> _Read:
    best, sure = answers(network, of.glyphs)
    right = rights(best, of.letters)
    return _Read(right, expected_calibration_error(sure, right))


def _sets(limit: int) -> Iterator[_Set]:
    """EMNIST ByClass test and UNIPEN's validation writers, spread evenly."""
    folder = data_folder()
    with np.load(folder / "chars" / "emnist_byclass_test.npz") as test:
        pictures, letters = test["x"], test["y"].tolist()
    yield _set(pictures, letters, limit)
    drawings = sources.unipen(folder, validation=True)
    crops = [np.rint(255 * (1 - draw_character(s))).astype(np.uint8) for s in drawings.strokes]
    yield _set(crops, drawings.texts, limit)


def _set(crops: Sequence[NDArray[np.uint8]], letters: Sequence[str], limit: int) -> _Set:
    chosen = np.linspace(0, len(crops) - 1, min(limit, len(crops))).astype(int)
    glyphs = np.stack([normalise(crop_ink(crops[i])) for i in chosen])
    return _Set(glyphs.reshape(-1, SIZE, SIZE, 1), [letters[i] for i in chosen])

"""Single characters: the figures of ``hwocr evaluate characters`` beside their targets."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from benchmarks.report import Figure, Section
from hwocr.training.evaluate import Score, evaluate_characters

_ACCURACY = {
    ("EMNIST ByClass test", "digits", 10): 0.995,
    ("EMNIST ByClass test", "upper", 26): 0.975,
    ("EMNIST ByClass test", "letters", 26): 0.95,
    ("EMNIST ByClass test", "all", 47): 0.90,
    ("UNIPEN validation writers", "all", 47): 0.92,
    ("camera crops validation", "all", 47): 0.93,
}
_CALIBRATED = {test for test, _, classes in _ACCURACY if classes == 47}
_CALIBRATION = 0.02


def measure(limit: int | None = None) -> Section:
    """Read every test set; ``limit`` takes that many characters of each, for a quick look."""
    console = Console()
    scores = evaluate_characters(limit=limit, report=lambda text: console.print(text, style="dim"))
    figures = [figure for score in scores for figure in _figures(score)]
    notes = [
        "Accuracy: share of characters whose best answer is right, answers bound to the alphabet.",
        "Calibration: expected gap between probability and share of right answers, 15 bins.",
    ]
    if limit is not None:
        notes.append(f"A quick look at {limit} characters of each set.")
    return Section.of("Characters", figures, notes)


def _figures(score: Score) -> Iterator[Figure]:
    key = (score.test, score.alphabet, score.classes)
    name = f"{score.test}, alphabet {score.alphabet}, {score.classes} classes"
    yield Figure(f"{name} ({score.count:,})", score.accuracy, at_least=_ACCURACY.get(key), digits=4)
    if score.test in _CALIBRATED and score.classes == 47:
        error = score.calibration_error
        yield Figure(f"{name}, calibration error", error, at_most=_CALIBRATION, digits=4)

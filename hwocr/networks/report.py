"""What a network was measured to do, beside its weights: how often right, and what for what."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import ModelError

FORMAT = 1
CHARACTERS_REPORT = "characters-report.json"
"""The character network's report, beside ``registry.json``."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one probability.

    Attributes:
        count: how many.
        confidence: their mean probability.
        accuracy: share of them that was right.
    """

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How well one class is read.

    Attributes:
        count: how many characters were of it.
        precision: share of those named so that were.
        recall: share of those that were so that were named so.
        taken_for: the class that it is most often mistaken for, empty if it never is.
    """

    name: str
    count: int
    precision: float
    recall: float
    taken_for: str


@dataclass(frozen=True, slots=True)
class SetReport:
    """Answers to one set of characters that training never saw.

    Attributes:
        name: of the set.
        answers: how many characters of which truth (first key) were named what (second key): what
            is most probable of the 62 characters.
        reliability: bins by the probability of the answer, from the lowest, in the 47 classes of
            EMNIST, where the probabilities of one class's characters are added.
    """

    name: str
    answers: Mapping[str, Mapping[str, int]]
    reliability: tuple[Bin, ...]

    @property
    def count(self) -> int:
        return sum(sum(row.values()) for row in self.answers.values())

    def folded(self, fold: Callable[[str], str]) -> SetReport:
        """The same with classes folded together; their bins stay as they are."""
        together: dict[str, dict[str, int]] = {}
        for truth, row in self.answers.items():
            new = together.setdefault(fold(truth), {})
            for answer, count in row.items():
                new[fold(answer)] = new.get(fold(answer), 0) + count
        return SetReport(self.name, together, self.reliability)

    @property
    def accuracy(self) -> float:
        right = sum(row.get(truth, 0) for truth, row in self.answers.items())
        return right / max(self.count, 1)

    @property
    def merged_accuracy(self) -> float:
        """Share of right answers in the 47 classes of :attr:`reliability`."""
        total = max(sum(item.count for item in self.reliability), 1)
        return sum(item.count * item.accuracy for item in self.reliability) / total

    @property
    def calibration_error(self) -> float:
        """Mean gap between probability and share of right answers (Guo et al. 2017)."""
        total = max(sum(item.count for item in self.reliability), 1)
        gaps = (item.count * abs(item.confidence - item.accuracy) for item in self.reliability)
        return sum(gaps) / total

    def classes(self) -> list[ClassScore]:
        """One score for each class that occurs, in the order of the characters."""
        named: dict[str, int] = {}
        for row in self.answers.values():
            for answer, count in row.items():
                named[answer] = named.get(answer, 0) + count
        scores = []
        for truth, row in sorted(self.answers.items()):
            count, right = sum(row.values()), row.get(truth, 0)
            wrong = {answer: n for answer, n in row.items() if answer != truth and n}
            scores.append(
                ClassScore(
                    name=truth,
                    count=count,
                    precision=right / named[truth] if named.get(truth) else 0.0,
                    recall=right / count,
                    taken_for=max(wrong, key=lambda answer: wrong[answer]) if wrong else "",
                )
            )
        return scores


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured of one network, named by its file's SHA-256."""

    sha256: str
    sets: tuple[SetReport, ...]

    def save(self, path: Path) -> None:
        """Write it as JSON, one line for each true class."""
        head = {"format": FORMAT, "sha256": self.sha256}
        sets = ",\n".join(_set_to_json(item) for item in self.sets)
        path.write_text(f'{json.dumps(head)[:-1]}, "sets": [\n{sets}\n]}}\n', "utf-8")

    @classmethod
    def load(cls, path: Path) -> Report:
        """Read what :meth:`save` wrote.

        Raises:
            ModelError: it cannot be read, or its format is unknown.
        """
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"cannot read {path}: {error}; restore it") from error
        if data.get("format") != FORMAT:
            raise ModelError(f"{path} has format {data.get('format')!r}, known is {FORMAT}")
        return cls(
            data["sha256"],
            tuple(
                SetReport(
                    item["name"], item["answers"], tuple(Bin(*row) for row in item["reliability"])
                )
                for item in data["sets"]
            ),
        )


def reliability(
    confidences: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 15
) -> tuple[Bin, ...]:
    """Answers in bins of equal width by their probability; empty bins are left out.

    Args:
        confidences, right: shape (N,).
    """
    index = np.clip((confidences * bins).astype(int), 0, bins - 1)
    return tuple(
        Bin(
            int(inside.sum()),
            round(float(confidences[inside].mean()), 5),
            round(float(right[inside].mean()), 5),
        )
        for inside in (index == i for i in range(bins))
        if inside.any()
    )


def answers(truths: Sequence[str], named: Sequence[str]) -> dict[str, dict[str, int]]:
    """How often each truth was named what, in the order of the characters."""
    counts: dict[str, dict[str, int]] = {}
    for truth, name in sorted(zip(truths, named, strict=True)):
        row = counts.setdefault(truth, {})
        row[name] = row.get(name, 0) + 1
    return counts


def _set_to_json(item: SetReport) -> str:
    rows = ",\n".join(
        f"  {json.dumps(truth)}: {json.dumps(dict(row))}" for truth, row in item.answers.items()
    )
    bins = json.dumps([[b.count, b.confidence, b.accuracy] for b in item.reliability])
    name = json.dumps(item.name)
    return f'{{"name": {name}, "reliability": {bins},\n "answers": {{\n{rows}\n }}}}'

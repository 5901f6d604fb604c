from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hwocr.errors import ModelError
from hwocr.networks.classes import fold_to_36
from hwocr.networks.registry import models_folder, read_registry
from hwocr.networks.report import (
    CHARACTERS_REPORT,
    Bin,
    Report,
    SetReport,
    answers,
    reliability,
)

TRUTH, NAMED = "OOOO00o", "OOO000O"


def one_set() -> SetReport:
    right = np.array([a == b for a, b in zip(TRUTH, NAMED, strict=True)])
    confidences = np.array([0.9, 0.9, 0.9, 0.9, 0.3, 0.3, 0.3])
    return SetReport("seven", answers(TRUTH, NAMED), reliability(confidences, right, bins=10))


def test_answers_are_counted_by_truth() -> None:
    assert answers(TRUTH, NAMED) == {"0": {"0": 2}, "O": {"0": 1, "O": 3}, "o": {"O": 1}}


def test_each_class_has_its_precision_and_recall() -> None:
    zero, big, small = one_set().classes()
    assert (zero.name, zero.count, zero.recall, zero.precision) == ("0", 2, 1.0, 2 / 3)
    assert (big.count, big.recall, big.precision, big.taken_for) == (4, 0.75, 0.75, "0")
    assert (small.recall, small.precision, small.taken_for) == (0.0, 0.0, "O")


def test_folding_joins_rows_and_columns() -> None:
    folded = one_set().folded(fold_to_36)
    assert folded.answers == {"0": {"0": 2}, "O": {"0": 1, "O": 4}}
    assert (folded.count, folded.accuracy) == (7, 6 / 7)


def test_reliability_sets_probability_beside_truth() -> None:
    low, high = one_set().reliability
    assert low == Bin(3, 0.3, round(2 / 3, 5))
    assert high == Bin(4, 0.9, 0.75)
    expected = (3 * (2 / 3 - 0.3) + 4 * 0.15) / 7
    assert one_set().calibration_error == pytest.approx(expected, abs=1e-4)


def test_a_report_is_read_as_it_was_saved(tmp_path: Path) -> None:
    report = Report("abc", (one_set(),))
    report.save(tmp_path / "report.json")
    assert Report.load(tmp_path / "report.json") == report


@pytest.mark.parametrize("content", ["not JSON", '{"format": 99, "sha256": "", "sets": []}'])
def test_what_is_no_report_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content)
    with pytest.raises(ModelError, match=r"report\.json"):
        Report.load(path)


def test_the_report_is_of_the_network_that_is_listed() -> None:
    """Measure again after a release: ``hwocr evaluate characters --report models/…``."""
    report = Report.load(models_folder() / CHARACTERS_REPORT)
    assert report.sha256 == read_registry()["characters"].sha256
    assert [item.count for item in report.sets] == [116323, 10000, 6721, 464]

from __future__ import annotations

import numpy as np
import pytest

from hwocr.networks.classes import CHARACTERS, NOT_A_CHARACTER
from hwocr.training.targets import REJECT_LABEL, allowed_classes, mask, without_case


def text(label: str, known: str) -> str:
    return "".join(CHARACTERS[i] for i in sorted(allowed_classes(label, known)))


def test_a_label_allows_what_is_known_of_it() -> None:
    assert text("c", "case") == "c"
    assert text("C", "merged") == "Cc"
    assert text("a", "merged") == "a"
    assert text("A", "letter") == "Aa"
    assert text("7", "letter") == "7"


def test_what_is_no_character_is_a_class_of_its_own() -> None:
    assert allowed_classes(REJECT_LABEL) == {NOT_A_CHARACTER}


def test_a_mask_has_the_allowed_classes_alone() -> None:
    vector = mask("C", "merged")
    assert vector.sum() == 2
    assert vector[CHARACTERS.index("c")]


def test_an_unknown_kind_of_label_is_refused() -> None:
    with pytest.raises(ValueError, match="'guess'"):
        allowed_classes("a", "guess")


def test_without_case_both_cases_of_look_alikes_are_allowed() -> None:
    masks = without_case(np.stack([mask("c"), mask("a"), mask(REJECT_LABEL)]))
    found = [{(CHARACTERS + "~")[i] for i in np.flatnonzero(row)} for row in masks]
    assert found == [{"c", "C"}, {"a"}, {"~"}]

from __future__ import annotations

from hwocr.networks.classes import CHARACTERS, CLASS_COUNT, NOT_A_CHARACTER, fold_to_36, fold_to_47


def test_the_folds_have_the_number_of_classes_that_they_are_named_after() -> None:
    assert len(set(CHARACTERS)) == 62
    assert len({fold_to_47(c) for c in CHARACTERS}) == 47
    assert len({fold_to_36(c) for c in CHARACTERS}) == 36
    assert CLASS_COUNT == 63
    assert NOT_A_CHARACTER == 62


def test_only_letters_shaped_like_their_capitals_are_merged() -> None:
    assert fold_to_47("c") == "C"
    assert fold_to_47("a") == "a"
    assert fold_to_47("7") == "7"

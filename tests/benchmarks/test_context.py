from __future__ import annotations

from benchmarks.context import Result, _of_composed
from hwocr.page import Box, Candidate, Word

BOX = Box(0, 0, 1, 1)


def word(text: str, confidence: float) -> Word:
    return Word(text, BOX, confidence, (Candidate(text, confidence),))


def test_figures() -> None:
    results = [
        Result("house", "word", False, word("house", 0.99), word("hause", 0.5)),
        Result("mouse", "word", True, word("mouse", 0.99), word("mouse", 0.9)),
        Result("AB1", "code", False, word("ABl", 0.1), word("AB1", 0.5)),
        Result("12", "number", False, word("12", 0.99), word("12", 0.9)),
    ]
    figures = {figure.what: figure for figure in _of_composed(results, "drawn")}
    assert figures["composed words, drawn: exact"].value == 0.75
    assert figures["… more than without language"].value == 0.0
    assert figures["… touching"].value == 1
    assert figures["… words in no list"].value == 0.5
    assert figures["… words in no list"].met is False
    assert figures["… CER of listed words"].value == 0
    assert figures["… CER of listed words"].met
    assert figures["… marked unsure"].value == 0.25
    assert figures["… wrong among the others"].value == 0
    assert figures["… true among five candidates"].value == 0.75

from __future__ import annotations

from hwocr.decode.ctc import greedy
from hwocr.decode.spaces import between_spaces
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from tests.decode.frames import frames_of, random_frames


def words(*peaks: str | dict[str, float]) -> list[str]:
    frames = frames_of(*peaks)
    parts = between_spaces(frames, WORD_CHARACTERS)
    return [greedy(frames[start:end], WORD_CHARACTERS) for start, end in parts]


def test_sure_spaces_part_a_line() -> None:
    assert words(*"the quick fox") == ["the", "quick", "fox"]
    assert words(" ", *"word", " ") == ["", "word", ""]


def test_doubtful_spaces_stay_in_a_word() -> None:
    assert words(*"be", {" ": 0.6, "": 0.4}, *"cause") == ["be cause"]


def test_nothing_has_no_words() -> None:
    assert words() == [""]
    assert between_spaces(random_frames(0, BLANK + 1), WORD_CHARACTERS) == [(0, 0)]

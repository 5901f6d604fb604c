from __future__ import annotations

from dataclasses import replace
from math import prod

import numpy as np
import pytest

from hwocr.decode.alphabet import restrict_frames
from hwocr.decode.language import Language, language_of
from hwocr.decode.rank import WEIGHTS, Weights
from hwocr.decode.rescore import Part, read_parts
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from hwocr.page import Candidate
from tests.decode.frames import frames_of, random_frames

ENGLISH = language_of("english")
DOUBT = {"a": 0.55, "o": 0.45}
"""An o that looks a little more like an a."""


def parts_of(
    frames: np.ndarray, language: Language | None = ENGLISH, weights: Weights = WEIGHTS
) -> list[Part]:
    return read_parts(frames, WORD_CHARACTERS, language, weights)


def candidates_of(
    frames: np.ndarray, language: Language | None = ENGLISH, weights: Weights = WEIGHTS
) -> tuple[Candidate, ...]:
    """The readings of frames that hold one word."""
    (part,) = parts_of(frames, language, weights)
    return part.candidates


def read(frames: np.ndarray, language: Language | None = ENGLISH) -> str:
    return " ".join(part.candidates[0].text for part in parts_of(frames, language))


@pytest.mark.parametrize(
    "text",
    [
        *("house", "House", "HOUSE", "I'm", "a", "don't", "(hello)", "the quick brown fox"),
        *("Xyloq", "Brwn", "A4B7", "12.50", "10:30", "john@x.com", "Wir gehen nach Hause"),
    ],
)
def test_what_is_plain_is_read_as_it_stands(text: str) -> None:
    best = [part.candidates[0] for part in parts_of(frames_of(*text))]
    assert [candidate.text for candidate in best] == text.split()
    assert prod(candidate.probability for candidate in best) > 0.5


@pytest.mark.parametrize(
    ("peaks", "plainly", "word"),
    [
        (["h", DOUBT, *"use"], "hause", "house"),
        (["H", DOUBT, *"use,"], "Hause,", "House,"),
        (["H", {"A": 0.55, "O": 0.45}, *"USE"], "HAUSE", "HOUSE"),
        ([*"well-kn", DOUBT, *"wn"], "well-knawn", "well-known"),
        (["J", DOUBT, *"hn's"], "Jahn's", "John's"),
        ([{"l": 0.6, "I": 0.4}], "l", "I"),
        ([*"don", {'"': 0.6, "'": 0.4}, "t"], 'don"t', "don't"),
        (["1", {"O": 0.5, "0": 0.4}, "5"], "1O5", "105"),
        ([*"th", {"E": 0.6, "e": 0.4}], "thE", "the"),
        ([*"be", {" ": 0.6, "": 0.4}, *"cause"], "be cause", "because"),
        ([*"a b", DOUBT, *"ok of h", DOUBT, *"pes"], "a baok of hapes", "a book of hopes"),
    ],
)
def test_doubts_are_settled_by_what_people_write(
    peaks: list[str | dict[str, float]], plainly: str, word: str
) -> None:
    frames = frames_of(*peaks)
    assert read(frames, None) == plainly
    assert read(frames) == word


def test_a_word_that_the_beam_lacks_is_found_in_the_lexicon() -> None:
    # Two letters are wrong at once, each with the right one far behind.
    doubt = {"x": 0.97, "n": 0.02}
    frames = frames_of(*"i", doubt, *"ter", {"c": 0.97, "e": 0.02}, *"sti", doubt, "g", noise=1e-3)
    assert read(frames, None) == "ixtercstixg"
    assert "interesting" in [c.text for c in candidates_of(frames)]


def test_own_words_pull_harder_than_a_language() -> None:
    frames = frames_of("Z", {"c": 0.9, "o": 0.1}, {"c": 0.9, "ë": 0.1})
    assert read(frames) == "Zcc"
    assert read(frames, language_of(["Zoë", "Anna"])) == "Zoë"
    assert read(frames_of(*"Peter"), language_of(["Zoë", "Anna"])) == "Peter"
    code = frames_of("A", "B", {"l": 0.7, "1": 0.3}, "2")
    assert read(code, language_of(["AB12", "CD34"])) == "AB12"


@pytest.mark.parametrize("language", [ENGLISH, None])
@pytest.mark.parametrize("seed", range(3))
def test_probabilities_sum_to_at_most_one(language: Language | None, seed: int) -> None:
    candidates = candidates_of(random_frames(40, BLANK + 1, seed), language)
    shares = [c.probability for c in candidates]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1 + 1e-6
    assert len({c.text for c in candidates}) == len(candidates)


def test_without_a_lexicon_probabilities_are_the_network_s() -> None:
    frames = frames_of("h", {"a": 0.7, "o": 0.3}, "t", noise=1e-7)
    shares = {c.text: c.probability for c in candidates_of(frames, None)}
    assert shares["hat"] == pytest.approx(0.7, abs=1e-3)
    assert shares["hot"] == pytest.approx(0.3, abs=1e-3)


def test_weights() -> None:
    frames = frames_of("h", DOUBT, *"use")
    off = candidates_of(frames, weights=Weights(prior=0))
    assert off[0].text == "hause"
    flat = candidates_of(frames, weights=replace(Weights(), temperature=3))
    sharp = candidates_of(frames)
    assert flat[0].text == sharp[0].text == "house"
    assert flat[0].probability < sharp[0].probability


@pytest.mark.parametrize("alphabet", ["digits", "upper", "lower", "letters", "xyz0"])
def test_no_reading_leaves_the_alphabet(alphabet: str) -> None:
    frames = restrict_frames(frames_of(*"Hi 5!"), alphabet, WORD_CHARACTERS)
    allowed = {
        "digits": str.isdigit,
        "upper": str.isupper,
        "lower": str.islower,
        "letters": str.isalpha,
        "xyz0": "xyz0".__contains__,
    }[alphabet]
    parts = parts_of(frames)
    assert parts
    for candidate in (c for part in parts for c in part.candidates):
        assert candidate.text
        assert all(c == " " or allowed(c) for c in candidate.text)


def test_nothing_is_read_where_nothing_is_written() -> None:
    assert parts_of(frames_of()) == []
    assert parts_of(frames_of(" ")) == []
    assert parts_of(random_frames(0, BLANK + 1)) == []
    assert read(frames_of(" ", *"word", " ")) == "word"

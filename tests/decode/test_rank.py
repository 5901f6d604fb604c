from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.alphabet import restrict_frames
from hwocr.decode.evidence import Frames
from hwocr.decode.language import Language, language_of
from hwocr.decode.lattice import Lattice, Path
from hwocr.decode.rank import Ranking, rank
from hwocr.decode.views import Views
from hwocr.networks.classes import BLANK, CHARACTERS, WORD_CHARACTERS
from hwocr.page import Candidate
from tests.decode.frames import frames_of, random_frames

ENGLISH = language_of("english")
DOUBT = {"a": 0.55, "o": 0.45}
"""An o that looks a little more like an a."""


def whole(frames: np.ndarray, language: Language | None = ENGLISH) -> Ranking:
    return rank(Views(Frames(frames, WORD_CHARACTERS)), language)


def candidates_of(frames: np.ndarray, language: Language | None = ENGLISH) -> tuple[Candidate, ...]:
    return whole(frames, language).candidates


def read(frames: np.ndarray, language: Language | None = ENGLISH) -> str:
    return candidates_of(frames, language)[0].text


def lattice_of(*peaks: dict[str, float] | str) -> Lattice:
    """Letters that were cut one way; what is left of 1 is "not a character"."""
    rows = np.full((len(peaks), len(CHARACTERS) + 1), 1e-6, np.float32)
    for row, peak in zip(rows, peaks, strict=True):
        shares = {peak: 0.98} if isinstance(peak, str) else peak
        for character, share in shares.items():
            row[CHARACTERS.index(character)] = share
        row[-1] = max(1 - row[:-1].sum(), 0)
    return Lattice((Path(tuple(range(len(peaks))), -0.01),), (rows,))


@pytest.mark.parametrize(
    "text",
    [
        *("house", "House", "HOUSE", "I'm", "a", "don't", "(hello)"),
        *("Xyloq", "Brwn", "A4B7", "12.50", "10:30", "john@x.com"),
    ],
)
def test_what_is_plain_is_read_as_it_stands(text: str) -> None:
    best = candidates_of(frames_of(*text))[0]
    assert best.text == text
    assert best.probability > 0.3


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


def test_without_a_language_the_ink_decides() -> None:
    frames = frames_of("h", {"a": 0.7, "o": 0.3}, "t", noise=1e-7)
    best, second, *_ = candidates_of(frames, None)
    assert (best.text, second.text) == ("hat", "hot")
    assert best.probability > second.probability


def test_what_the_ink_alone_says_is_kept() -> None:
    frames = frames_of("h", DOUBT, *"use")
    assert whole(frames).raw == whole(frames, None).raw == "hause"
    assert whole(frames).candidates[0].text == "house"


def test_letters_are_checked_too() -> None:
    letters = lattice_of("h", {"o": 0.3, "0": 0.6}, "u", "s", "e")
    ranking = rank(Views(letters=letters), ENGLISH)
    assert ranking.candidates[0].text == "house"
    assert ranking.raw == "h0use"
    code = lattice_of("X", {"O": 0.4, "0": 0.6}, "7", "4")
    assert rank(Views(letters=code), ENGLISH).candidates[0].text == "X074"


def test_both_ways_count() -> None:
    # Each way alone is wrong in another letter.
    frames = frames_of("k", {"l": 0.6, "i": 0.4}, "w", "a", noise=1e-4)
    letters = lattice_of({"b": 0.55, "k": 0.4}, "i", "w", "a")
    ranking = rank(Views(Frames(frames, WORD_CHARACTERS), letters), None)
    assert ranking.candidates[0].text == "kiwa"
    assert ranking.trust > 0.5


def test_letters_that_were_cut_wrong_do_not_count() -> None:
    frames = frames_of(*"minimum")
    letters = lattice_of({"m": 0.2, "w": 0.1}, {"m": 0.3, "n": 0.2}, {"m": 0.2})
    ranking = rank(Views(Frames(frames, WORD_CHARACTERS), letters), ENGLISH)
    assert ranking.candidates[0].text == "minimum"
    assert ranking.trust < 0.5


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
    found = candidates_of(frames)
    assert found
    for candidate in found:
        assert candidate.text
        assert all(c == " " or allowed(c) for c in candidate.text)


def test_nothing_is_read_where_nothing_is_written() -> None:
    for frames in (frames_of(), frames_of(" "), random_frames(0, BLANK + 1)):
        assert candidates_of(frames) == ()

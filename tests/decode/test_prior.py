from __future__ import annotations

import pytest

from hwocr.decode.lexicon import Lexicon
from hwocr.decode.prior import Weights, log_prior, spellings, words_in

WEIGHTS = Weights()


def prior(text: str, *words: str) -> float:
    return log_prior(text, Lexicon.of(words) if words else Lexicon.english(), WEIGHTS)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("house", "hause"),
        ("house", "House"),
        ("House", "hOuse"),
        ("HOUSE", "HOuSE"),
        ("I", "i"),
        ("I'm", "i'm"),
        ("10", "l0"),
        ("2024", "2O24"),
        ("John's", "Jchn's"),
        ("well-known", "well-knawn"),
        ("because", "be cause"),
        ("the", "tho"),
        ("hello", "hello'"),
    ],
)
def test_what_people_write_is_likelier(likely: str, unlikely: str) -> None:
    assert prior(likely) > prior(unlikely)


def test_costs_add_up() -> None:
    assert prior("in the") == pytest.approx(prior("in") + prior("the"))
    assert prior("house,") == pytest.approx(prior("house") + WEIGHTS.mark)
    assert prior("xqzwv") == WEIGHTS.unknown + 5 * WEIGHTS.letter
    assert prior("12.5") == 2 * WEIGHTS.number + 3 * WEIGHTS.digit + WEIGHTS.mark
    assert prior("") == 0


def test_own_words_may_hold_anything() -> None:
    assert prior("AB-12", "AB-12", "CD-34") == pytest.approx(-0.693, abs=1e-3)
    assert prior("(AB-12)", "AB-12", "CD-34") == pytest.approx(-0.693 + 2 * WEIGHTS.mark, abs=1e-3)
    assert prior("McDONALD", "McDonald") < prior("MCDONALD", "McDonald") < 0


def test_words_in_a_text() -> None:
    def cut(text: str) -> list[str]:
        return [text[begin:end] for begin, end in words_in(text)]

    assert cut('"Hello,"') == ["Hello"]
    assert cut("John's") == ["John's", "John"]
    assert cut("well-known?") == ["well", "known", "well-known"]
    assert cut("to AB12") == ["to", "AB", "AB12"]
    assert cut("?!") == []


def test_spellings() -> None:
    assert spellings("house") == ("house", "House", "HOUSE")
    assert spellings("McDonald") == ("McDonald", "McDonald", "MCDONALD")

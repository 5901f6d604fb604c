from __future__ import annotations

import pytest

from hwocr.decode.language import LEXICONS, Language, language_of
from hwocr.decode.lexicon import Lexicon


@pytest.fixture(scope="module")
def english() -> Language:
    language = language_of("english")
    assert language is not None
    return language


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
        ("Hendersen", "Hcndersen"),
    ],
)
def test_what_people_write_is_likelier(english: Language, likely: str, unlikely: str) -> None:
    one, other = english.log_priors([likely, unlikely])
    assert one > other


def test_spaces_cost_nothing(english: Language) -> None:
    both, first, second, nothing = english.log_priors(["in the", "in", "the", ""])
    assert both == pytest.approx(first + second)
    assert nothing == 0


def test_settings() -> None:
    assert language_of("none") is None
    own = language_of("none", ["Zoë"])
    assert own is not None
    assert own.find("ZOË") is not None
    assert language_of([]) is not None
    french = language_of("french", ["Zoë"])
    assert french is not None
    assert french.find("été") is not None
    assert (french.find("zoë") or [None])[0] == "Zoë"
    with pytest.raises(ValueError, match="klingon"):
        language_of("klingon")


@pytest.mark.parametrize("name", [name for name in LEXICONS if name != "none"])
def test_every_language_has_words(name: str) -> None:
    lexicon = Lexicon.of_language(name)
    assert len(lexicon) == 80_000
    assert lexicon.only_letters


def test_texts_with_digits_are_near_to_words_with_digits_only() -> None:
    language = language_of("english", ["AB12"])
    assert language is not None
    assert language.near("A812") == ["AB12"]
    assert {"house", "AB12"} <= set(language.near("hause"))

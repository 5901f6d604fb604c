from __future__ import annotations

import string
from pathlib import Path

import pytest

from hwocr.ui import texts
from hwocr.ui.texts import LANGUAGES, says, strings

PARTS = sorted(path.stem for path in Path(texts.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("part", PARTS)
def test_every_string_is_there_in_every_language(part: str) -> None:
    for name, translations in strings(part).items():
        assert list(translations) == list(LANGUAGES), name
        assert all(translation.strip() for translation in translations.values()), name


@pytest.mark.parametrize("part", PARTS)
def test_all_languages_fill_in_the_same_values(part: str) -> None:
    for name, translations in strings(part).items():
        english, *others = map(_filled_in, translations.values())
        assert others == [english] * len(others), name


@pytest.mark.parametrize("part", PARTS)
def test_all_languages_have_as_many_forms(part: str) -> None:
    for name, translations in strings(part).items():
        assert len({translation.count("|") for translation in translations.values()}) == 1, name


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [("en", 0, "0 words"), ("en", 1, "1 word"), ("fr", 0, "0 mot"), ("de", 2, "2 Wörter")],
)
def test_the_number_chooses_the_form(
    monkeypatch: pytest.MonkeyPatch, code: str, number: int, expected: str
) -> None:
    monkeypatch.setattr(texts, "language", lambda: code)
    assert says("numbers.words", n=number) == expected


def test_an_unknown_string_is_an_error() -> None:
    with pytest.raises(KeyError):
        says("numbers.no such string")


def _filled_in(translation: str) -> set[str]:
    """The names of the values, whether in one form or in both."""
    return {name for _, name, _, _ in string.Formatter().parse(translation) if name}

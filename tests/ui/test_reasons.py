"""The page has its own words, in each language, for whatever the library raises."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import hwocr
from hwocr import corrections, errors
from hwocr.errors import HwocrError, ImageTooLargeError, ModelError, NotAnImageError
from hwocr.ui import texts
from hwocr.ui.messages import plain
from hwocr.ui.reading import Failure, attempt
from hwocr.ui.reasons import told
from hwocr.ui.texts import strings

PACKAGE = Path(hwocr.__file__).parent


def raised() -> Iterator[tuple[str, set[str]]]:
    """Code and names of the values of each error that the library makes."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            kind = _kind(node.func) if isinstance(node, ast.Call) else None
            if kind is not None and isinstance(node, ast.Call):
                given = {word.arg: word.value for word in node.keywords}
                code = given.pop("code", ast.Constant(kind.code))
                if isinstance(code, ast.Constant):  # Others pass an error on.
                    yield str(code.value), {name for name in given if name}


def _kind(name: ast.expr) -> type[HwocrError] | None:
    found = getattr(errors, name.id, None) if isinstance(name, ast.Name) else None
    if isinstance(name, ast.Name) and name.id == "NotThereError":
        found = corrections.NotThereError
    return found if isinstance(found, type) and issubclass(found, HwocrError) else None


def test_the_page_has_words_for_every_code_and_no_others() -> None:
    assert {code for code, _ in raised()} == set(strings("errors"))


def test_every_error_has_the_values_that_the_words_mention() -> None:
    for code, given in raised():
        english = strings("errors")[code]["en"]
        wanted = {name for _, name, _, _ in string.Formatter().parse(english) if name}
        assert wanted <= given, code


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "The picture is too large. Scale it down to at most 50 megapixels."),
        ("de", "Das Bild ist zu groß. Bitte auf höchstens 50 Megapixel verkleinern."),
    ],
)
def test_an_error_is_told_in_the_pages_language(
    monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    monkeypatch.setattr(texts, "language", lambda: language)
    assert told(ImageTooLargeError("the picture is too large", limit=50)) == expected


def test_what_the_page_has_no_words_for_is_told_in_the_librarys() -> None:
    assert told(HwocrError("too odd: send less")) == "Too odd: send less."
    assert told(HwocrError("Really?", code="not in the list")) == "Really?"


def test_a_failure_changes_its_words_with_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> None:
        raise NotAnImageError("no picture")

    failure = attempt("x", read)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert failure.reason is not None
    for language, start in (("fr", "Ce n’est pas une image"), ("es", "No es una imagen")):
        monkeypatch.setattr(texts, "language", lambda code=language: code)
        assert failure.reason.told().startswith(start)


def test_what_only_the_servers_owner_can_put_right_is_in_its_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def read() -> None:
        raise ModelError("words.onnx is damaged")

    failure = attempt("x", read)  # type: ignore[arg-type]
    assert "words.onnx is damaged" in caplog.text
    assert isinstance(failure, Failure)
    assert failure.reason is not None
    assert "log" in failure.reason.told()


def test_markdown_in_names_is_shown_as_it_is() -> None:
    assert plain("a_b*c[1].png") == r"a\_b\*c\[1\].png"

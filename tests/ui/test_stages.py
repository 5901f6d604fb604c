"""Every step that the library takes has its name and its sentence in every language."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr import Page, Reader
from hwocr.page import Stage
from hwocr.segment import contours
from hwocr.ui import texts
from hwocr.ui.stages import title, told
from hwocr.ui.texts import LANGUAGES, strings
from tests.conftest import Draw, Write


def speak(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(texts, "language", lambda: code)


@pytest.fixture(scope="module")
def pages(drawn: Draw, written: Write) -> list[Page]:
    """Level and askew, dark and light, ruled and not."""
    reader = Reader()
    ruled = written("Hello there").copy()
    ruled[110:113] = 90
    askew = drawn("HELLO HELLO")
    rows = np.arange(askew.shape[1])
    sheared = np.full((askew.shape[0] + 120, *askew.shape[1:]), 255, np.uint8)
    for x in rows:
        top = round(0.12 * x) if 0.12 * x < 120 else 119
        sheared[top : top + askew.shape[0], x] = askew[:, x]
    return [reader.read(p) for p in (drawn("HI"), 255 - written("Hello"), ruled, sheared)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_step_falls_back_on_the_librarys_english(
    monkeypatch: pytest.MonkeyPatch, pages: list[Page], code: str
) -> None:
    speak(monkeypatch, code)
    seen = {stage.name: stage for page in pages for stage in page.stages}
    assert len(seen) >= 12
    for page in pages:
        for stage in page.stages:
            assert f"{stage.name.replace(' ', '_')}" in strings("stages")
            if code != "en":
                assert told(stage) != stage.description
            assert told(stage).endswith(".")


def test_numbers_and_outcomes_are_kept(monkeypatch: pytest.MonkeyPatch, pages: list[Page]) -> None:
    speak(monkeypatch, "de")
    level, light, _, askew = pages
    assert f"{level.width}×{level.height}" in told(level.stage("original"))
    assert "helle Schrift wird dunkel" in told(light.stage("cleaned"))
    assert told(level.stage("straightened")) == "Die Zeilen laufen waagerecht."
    turn = askew.stage("straightened").facts
    assert f"um {turn['degrees']:.1f}° nach" in told(askew.stage("straightened"))
    assert told(level.stage("contours")).startswith("2 Umrisse bleiben")


def test_every_reason_for_leaving_a_contour_out_is_translated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak(monkeypatch, "fr")
    reasons = [
        value
        for name, value in vars(contours).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, str)
    ]
    assert len(reasons) == 10
    for reason in reasons:
        stage = Stage("contours", None, 0.1, facts={"kept": 1, "dropped": {reason: 3}})
        assert reason not in told(stage)
        assert "3 × " in told(stage)


def test_a_step_that_the_page_does_not_know_speaks_for_itself() -> None:
    stage = Stage("new step", None, 0.1, "It did something.")
    assert (title(stage), told(stage)) == ("New step", "It did something.")


def test_facts_outlast_being_written(pages: list[Page]) -> None:
    again = Page.from_dict(pages[3].to_dict())
    for before, after in zip(pages[3].stages, again.stages, strict=True):
        assert after.facts == before.facts

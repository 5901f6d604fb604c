from __future__ import annotations

import pytest

from hwocr.ui.address import FORMER, Choice, Value
from hwocr.ui.settings import CHOICES

ONE = Choice("mode", "auto", ("auto", "joined"))
SEVERAL = Choice("prepare", ["paper", "light"], ("paper", "light"))
TEXT = Choice("words", "", longest=5)
SWITCH = Choice("steps", True)


@pytest.mark.parametrize(
    ("choice", "value", "written"),
    [
        (ONE, "auto", []),
        (ONE, None, []),
        (ONE, "joined", ["joined"]),
        (SEVERAL, ["paper", "light"], []),
        (SEVERAL, ["light"], ["light"]),
        (SEVERAL, [], [""]),
        (TEXT, "Ely", ["Ely"]),
        (SWITCH, False, ["false"]),
    ],
)
def test_what_is_written_is_parsed_again(choice: Choice, value: Value, written: list[str]) -> None:
    assert choice.written(value) == written
    if written:
        assert choice.parsed(written) == value


def test_a_long_text_stays_out_of_the_address() -> None:
    assert TEXT.written("Peterborough") == []


@pytest.mark.parametrize(
    ("choice", "given", "value"),
    [
        (ONE, ["Joined writing"], "joined"),
        (ONE, ["JOINED"], "joined"),
        (ONE, ["nonsense"], "auto"),
        (ONE, [], "auto"),
        (SEVERAL, [], ["paper", "light"]),
        (ONE, ["joined", "nonsense"], "joined"),
        (SEVERAL, ["Shadows", "nonsense"], ["light"]),
        (SEVERAL, ["nonsense"], ["paper", "light"]),
        (SWITCH, ["FALSE"], False),
        (SWITCH, ["perhaps"], True),
    ],
)
def test_older_links_open_and_nonsense_does_no_harm(
    choice: Choice, given: list[str], value: Value
) -> None:
    assert choice.parsed(given) == value


def test_a_default_is_never_shared() -> None:
    for given in (["nonsense"], []):
        value = SEVERAL.parsed(given)
        assert isinstance(value, list)
        value.clear()
    assert SEVERAL.default == ["paper", "light"]


def test_every_former_label_means_a_code_of_today() -> None:
    codes = {code for choice in CHOICES for code in choice.codes}
    assert set(FORMER.values()) <= codes
    assert set(FORMER) & codes == set()

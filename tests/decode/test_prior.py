from __future__ import annotations

import pytest

from hwocr.decode.lexicon import Lexicon
from hwocr.decode.prior import MARK, log_known, spellings, words_in


def prior(text: str, *words: str) -> float | None:
    lexicon = Lexicon.of(words) if words else Lexicon.of_language("english")
    return log_known(text, lexicon.find)


def test_costs_add_up() -> None:
    house, known = prior("house"), prior("known")
    assert house is not None
    assert known is not None
    assert prior("house,") == pytest.approx(house + MARK)
    assert prior("known's") == pytest.approx(known + MARK)
    assert prior("(house)") == pytest.approx(house + 2 * MARK)
    assert prior("house/known") == pytest.approx(house + known + MARK)
    assert -10 < house < -5


@pytest.mark.parametrize("text", ["xqzwv", "12.5", "hOuse", "i", "house7", "?!", ""])
def test_what_is_no_word_is_not_known(text: str) -> None:
    assert prior(text) is None


def test_capitals_cost_little() -> None:
    costs = [prior(text) for text in ("house", "House", "HOUSE")]
    assert costs == sorted(costs, key=lambda cost: -(cost or 0))
    assert (costs[0] or 0) - (costs[2] or 0) < 2


def test_own_words_may_hold_anything() -> None:
    assert prior("AB-12", "AB-12", "CD-34") == pytest.approx(-0.693, abs=1e-3)
    assert prior("(AB-12)", "AB-12", "CD-34") == pytest.approx(-0.693 + 2 * MARK, abs=1e-3)
    assert prior("MCDONALD", "McDonald") is not None
    assert prior("McDONALD", "McDonald") is None


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

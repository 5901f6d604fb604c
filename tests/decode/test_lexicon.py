from __future__ import annotations

import random
import string

import pytest
from rapidfuzz.distance import Levenshtein

from hwocr.decode.lexicon import Lexicon


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return Lexicon.of_language("english")


@pytest.mark.parametrize("word", ["the", "a", "I", "I'm", "don't", "it's", "London", "neighbor"])
def test_english_knows(english: Lexicon, word: str) -> None:
    assert english.find(word) is not None
    assert english.find(word.upper()) == english.find(word)


def test_english_knows_how_words_are_written_and_how_often(english: Lexicon) -> None:
    the, i, rare = english.find("THE"), english.find("i"), english.find("quagmire")
    assert the is not None
    assert i is not None
    assert rare is not None
    assert (the[0], i[0]) == ("the", "I")
    assert rare[1] < the[1] - 10 < 0
    assert english.find("xqzwv") is None
    assert len(english) == 80_000
    assert Lexicon.of_language("english") is english


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hause", "house"),
        ("recieve", "receive"),
        ("dont", "don't"),
        ("MEETlNG", "meeting"),
        ("Im", "I'm"),
        ("l", "I"),
        ("tlie", "the"),
        ("commnication", "communication"),
    ],
)
def test_near_words(english: Lexicon, text: str, word: str) -> None:
    assert word in [near for near, _ in english.near(text)]


def test_near_and_frequent_words_come_first(english: Lexicon) -> None:
    words = [word for word, _ in english.near("hause")]
    assert words[:2] == ["house", "cause"]
    assert words.index("have") < words.index("haase")
    assert max(Levenshtein.distance("hause", word) for word in words) == 2
    assert len(english.near("hause", limit=5)) == 5
    assert english.near("xqzwvkj") == []


def test_no_word_within_the_edits_is_missed() -> None:
    rng = random.Random(0)
    words = {"".join(rng.choices("abcdeé1'", k=rng.randint(1, 7))) for _ in range(3000)}
    lexicon = Lexicon.of(words)
    for text in rng.sample(sorted(words), 20):
        changed = text[::-1] + rng.choice(string.ascii_lowercase)
        for edits in (0, 1, 2):
            found = {word for word, _ in lexicon.near(changed, edits, limit=2000)}
            assert found == {w for w in words if Levenshtein.distance(changed, w) <= edits}


def test_own_words_keep_their_spelling() -> None:
    lexicon = Lexicon.of(["Zoë", "McDonald", "AB12", "New York", "", "york"])
    found = [lexicon.find(word) for word in ("zoë", "YORK")]
    assert [word and word[0] for word in found] == ["Zoë", "york"]
    assert [word and word[1] for word in found] == pytest.approx([-1.609] * 2, abs=1e-3)
    assert len(lexicon) == 5
    assert not lexicon.only_letters
    # So few words are all worth a look.
    assert len(lexicon.near("anything")) == 5

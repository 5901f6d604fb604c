from __future__ import annotations

from collections import Counter

import numpy as np

from hwocr.decode.lexicon import Lexicon
from hwocr.training.context.texts import LISTED, sample_text
from hwocr.training.language import is_held_out


def test_words_and_what_is_in_no_list() -> None:
    rng = np.random.default_rng(0)
    drawn = [sample_text(rng) for _ in range(600)]
    kinds = Counter(kind for kind, _ in drawn)
    assert abs(kinds["word"] / len(drawn) - LISTED) < 0.06
    assert set(kinds) == {"word", "code", "number", "name"}
    english = Lexicon.of_language("english")
    for kind, text in drawn:
        assert text.isascii()
        assert text.isalnum()
        assert kind != "number" or text.isdigit()
        assert kind != "word" or english.find(text) is not None
        assert kind != "name" or (is_held_out(text.lower()) and english.find(text) is None)


def test_a_seed_gives_the_same_texts() -> None:
    texts = [[sample_text(np.random.default_rng(5)) for _ in range(3)] for _ in range(2)]
    assert texts[0] == texts[1]

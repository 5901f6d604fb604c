from __future__ import annotations

import numpy as np

from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.training.words import vocabulary


def test_texts_can_be_learnt_and_vary() -> None:
    rng = np.random.default_rng(0)
    texts = [vocabulary.text(rng) for _ in range(3000)]
    assert all(set(text) <= set(WORD_CHARACTERS) for text in texts)
    assert not any(text != text.strip() for text in texts)
    assert len(set(texts)) > 2300
    seen = set("".join(texts))
    assert set("0123456789.,:;!?'\"-()/&%+=@#$€ ") <= seen
    assert any(text.isupper() for text in texts)
    assert any(text.istitle() for text in texts)


def test_the_same_seed_gives_the_same_texts() -> None:
    first, again = (np.random.default_rng(5) for _ in range(2))
    assert [vocabulary.text(first) for _ in range(50)] == [
        vocabulary.text(again) for _ in range(50)
    ]

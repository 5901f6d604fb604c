from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwocr.decode.evidence import Frames
from hwocr.decode.language import Language, language_of
from hwocr.decode.lattice import Lattice, Path
from hwocr.decode.rank import rank
from hwocr.decode.views import Views
from hwocr.decode.weights import Context, from_json, to_json
from hwocr.networks.classes import CHARACTERS, WORD_CHARACTERS
from hwocr.training.context.fit import NOTHING, Example, fit_context
from tests.decode.frames import frames_of

WORDS = ("house", "mouse", "horse", "table", "cable", "fable", "light", "night", "right", "sight")


def letters_of(text: str, rng: np.random.Generator) -> Lattice:
    """Letters whose network knows them well."""
    rows = rng.dirichlet(np.full(len(CHARACTERS) + 1, 0.05), len(text)).astype(np.float32) * 0.1
    rows[np.arange(len(text)), [CHARACTERS.index(c) for c in text]] += 0.9
    return Lattice((Path(tuple(range(len(text))), -0.01),), (rows,))


def example(text: str, rng: np.random.Generator) -> Example:
    """A word of which the word network takes every other first letter for another."""
    wrong = rng.choice(list("abcdefghlmnrst"))
    share = float(rng.choice([0.3, 0.7]))
    first = {text[0]: share, str(wrong): 1 - share} if wrong != text[0] else text[0]
    frames = frames_of(first, *text[1:], noise=1e-4)
    return Example(Views(Frames(frames, WORD_CHARACTERS), letters_of(text, rng)), text)


@pytest.fixture(scope="module")
def language() -> Language:
    known = language_of(WORDS)
    assert known is not None
    return known


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    rng = np.random.default_rng(0)
    found = [example(str(rng.choice(WORDS)), rng) for _ in range(60)]
    seen = [*found, *(Example(e.views, NOTHING) for e in found[:5])]
    drawn = [replace(e, views=replace(e.views, drawn=True)) for e in seen]
    return seen + drawn


@pytest.fixture(scope="module")
def context(examples: list[Example], language: Language) -> Context:
    return fit_context(examples, {"english": language})


def test_fitted_weights_read_what_they_were_fitted_to(
    context: Context, examples: list[Example], language: Language
) -> None:
    real = [e for e in examples if e.text != NOTHING]
    for expected in (language, None):
        best = [rank(e.views, expected, context).candidates[0] for e in real]
        right = [c.text == e.text for c, e in zip(best, real, strict=True)]
        assert np.mean(right) > 0.9
        # Five of sixty-five are never right, of either kind.
        assert np.mean([c.probability for c in best]) == pytest.approx(0.92, abs=0.05)


def test_the_word_network_alone_is_less_sure(context: Context, examples: list[Example]) -> None:
    real = [e for e in examples if e.text != NOTHING]
    alone = [rank(e.only("whole").views, None, context).candidates[0] for e in real]
    both = [rank(e.views, None, context).candidates[0] for e in real]
    assert np.mean([c.probability for c in alone]) < np.mean([c.probability for c in both])


def test_drawn_words_have_weights_of_their_own(language: Language) -> None:
    rng = np.random.default_rng(1)
    seen = [example(str(rng.choice(WORDS)), rng) for _ in range(40)]
    # The letters of those that are not drawn say something else than what is written.
    misread = [
        replace(e, views=replace(e.views, letters=letters_of(str(rng.choice(WORDS)), rng)))
        for e in seen
    ]
    drawn = [replace(e, views=replace(e.views, drawn=True)) for e in seen]
    weights = fit_context([*misread, *drawn], {"english": language}).weights
    assert weights["drawn"].ranking[1] > weights["both"].ranking[1]


def test_a_file_holds_all_weights(context: Context) -> None:
    again = from_json(to_json(context))
    assert again.weights.keys() == context.weights.keys()
    assert again.gate["both"] == pytest.approx(context.gate["both"], abs=1e-3)
    for kind, weights in context.weights.items():
        assert again.weights[kind].ranking == pytest.approx(weights.ranking, abs=1e-3)
        assert again.weights[kind].sureness == pytest.approx(weights.sureness, abs=1e-3)

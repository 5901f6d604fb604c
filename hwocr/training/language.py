"""What the model of spelling learns from: words of six languages, and shapes of tokens."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from pathlib import Path

import numpy as np

from hwocr.decode.spelling import LETTERS, Spelling, save, shape_of
from hwocr.decode.wordlist import LANGUAGES, frequencies
from hwocr.networks.classes import ACCENTED, PUNCTUATION
from hwocr.networks.registry import models_folder, write_entry
from hwocr.training.ngrams import fit
from hwocr.training.words.vocabulary import code, number, punctuated, word

VERSION = 1
_SHARE = 10
"""One in so many words is kept out of training, to measure with."""
_WORDS = {"english": 200_000}
_OTHER_WORDS = 60_000
"""Words of each language, the most frequent ones; names are among them."""
_SHAPES = 100_000
_SIZES = {"shapes": 30_000, "letters": 250_000}
"""n-grams that are kept."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz" + "".join(filter(str.islower, ACCENTED))
_ENDINGS = ("com", "org", "net", "de", "fr", "co.uk", "info", "eu")


def is_held_out(word: str) -> bool:
    """Whether a word is kept out of training, to measure with; depends on the word alone."""
    return zlib.crc32(word.encode()) % _SHARE == 0


def train_language(folder: str | os.PathLike[str] | None = None, seed: int = 1) -> Path:
    """Write ``language.npz`` and its entry in the registry; takes half a minute.

    Args:
        folder: where to write; the folder that comes with hwocr if left out.
        seed: where chance starts.

    Returns:
        The file's path.
    """
    target = Path(folder) if folder else models_folder()
    known, held_out = _words()
    shapes = _shapes(np.random.default_rng(seed))
    spelling = Spelling(
        shapes=fit(shapes, "Aa0" + PUNCTUATION, _SIZES["shapes"]),
        letters=fit(dict.fromkeys(known, 1.0), _LETTERS, _SIZES["letters"]),
    )
    path = target / "language.npz"
    save(spelling, path)
    costs = -spelling.letters.log_probabilities(held_out)
    values = {
        "file": path.name,
        "version": VERSION,
        "classes": _LETTERS,
        "input": [],
        "temperature": 1.0,
        "metrics": {
            "held_out_nats_per_letter": round(float(costs.sum()) / sum(map(len, held_out)), 4)
        },
    }
    write_entry("language", values, target)
    return path


def _words() -> tuple[list[str], list[str]]:
    """Runs of letters to learn from, and English ones that are held out."""
    known: dict[str, None] = {}
    held_out: dict[str, None] = {}
    for language in LANGUAGES:
        for text in frequencies(language, _WORDS.get(language, _OTHER_WORDS)):
            kept = held_out if language == "english" and is_held_out(text) else known
            runs = (run for run in LETTERS.findall(text.lower()) if set(run) <= set(_LETTERS))
            kept.update(dict.fromkeys(runs))
    return [text for text in known if text not in held_out], list(held_out)


def _shapes(rng: np.random.Generator) -> dict[str, float]:
    """Shapes of words, numbers, codes and addresses, and how often each is written."""
    shapes: Counter[str] = Counter()
    kinds = (word, punctuated, _digits, number, code, _reference, _address)
    for kind in rng.choice(len(kinds), _SHAPES, p=(0.57, 0.1, 0.1, 0.08, 0.06, 0.07, 0.02)):
        shapes.update(map(shape_of, kinds[kind](rng).split()))
    return {shape: float(count) for shape, count in shapes.items()}


def _digits(rng: np.random.Generator) -> str:
    """A number without marks; most are short."""
    return "0" * min(int(rng.geometric(0.3)), 12)


def _reference(rng: np.random.Generator) -> str:
    """A number with letters before or behind it, as on tickets, plates, seats and shelves."""
    letters, digits = "A" * int(rng.integers(1, 4)), "0" * int(rng.integers(1, 6))
    return letters + digits if rng.random() < 0.75 else digits + letters[:2]


def _address(rng: np.random.Generator) -> str:
    """An e-mail or web address."""
    first, second, host = (word(rng).lower() for _ in range(3))
    ending = _ENDINGS[int(rng.integers(len(_ENDINGS)))]
    forms = (
        f"{first}@{host}.{ending}",
        f"{first}.{second}@{host}.{ending}",
        f"{first[0]}.{second}@{host}.{ending}",
        f"{first}{rng.integers(1, 100)}@{host}.{ending}",
        f"www.{host}.{ending}",
    )
    return forms[int(rng.integers(len(forms)))]

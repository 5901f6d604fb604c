"""Words with their frequencies, and those that are spelled much like a given text."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from hwocr.errors import DataError

NEIGHBOURS = 32
"""Words that :meth:`Lexicon.near` returns at most."""
_EDIT = 8.0
"""One edit outweighs a difference of so many in log frequency when words are ranked."""

_PACKAGE, _FILE = "symspellpy", "frequency_dictionary_en_82_765.txt"
_EVERYDAY = 1e-4
"""Relative frequency of everyday words that the file has no count for."""
_ABSENT = """
ah aluminum armor centered ceo colored colors dr dvd eu favorite favorites ha harbor haha
honored humor jewelry jr labor math mom mr ms neighbor neighborhood neighbors oh ok phd rumor rumors
sr theater traveled traveler traveling tumor tv uk usa usb vs
"""
"""Everyday words that are not in the file: American spellings, forms of address, short forms."""
_CAPITAL_I = ("I", "I'm", "I'd", "I'll", "I've")


class Lexicon:
    """A set of words; looking up does not mind case.

    Args:
        frequencies: word → relative frequency. A word with capitals is written with them: "Paris"
            may be found as "Paris" or "PARIS", "house" as "house", "House" or "HOUSE".

    Attributes:
        only_letters: no word has digits.
    """

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        self._logs: dict[str, float] = {}
        self._capitals: dict[str, str] = {}
        for word, frequency in frequencies.items():
            key = word if word.islower() else word.lower()
            if key not in frequencies:
                self._capitals[key] = word
            self._logs[key] = math.log(frequency)
        self.only_letters = not any(map(re.compile(r"\d").search, self._logs))
        self._keys: defaultdict[int, list[str]] = defaultdict(list)
        for key in self._logs:
            self._keys[len(key)].append(key)
        self._letters = {length: _letters(keys) for length, keys in self._keys.items()}

    @classmethod
    @lru_cache(maxsize=1)
    def english(cls) -> Lexicon:
        """82,800 English words from SymSpell's frequency dictionary, loaded once.

        Raises:
            hwocr.errors.DataError: the package ``symspellpy``, which holds the file, is missing.
        """
        spec = find_spec(_PACKAGE)
        path = Path(spec.origin).with_name(_FILE) if spec and spec.origin else None
        if path is None or not path.is_file():
            raise DataError(f"the English word list is missing; pip install {_PACKAGE}")
        fields = path.read_text("utf-8-sig").split()
        counts = dict(zip(fields[::2], map(int, fields[1::2]), strict=True))
        total = sum(counts.values())
        frequencies = {word: count / total for word, count in counts.items()}
        # The file has one and the same small number for all contractions.
        for word in (*_ABSENT.split(), *(word for word in counts if "'" in word)):
            frequencies[word] = _EVERYDAY
        for word in _CAPITAL_I:
            frequencies[word] = frequencies.pop(word.lower())
        return cls(frequencies)

    @classmethod
    def of(cls, words: Iterable[str]) -> Lexicon:
        """A lexicon of the given words, all equally frequent; empty ones are left out."""
        distinct = dict.fromkeys(word for line in words for word in line.split())
        count = len({word.lower() for word in distinct})
        return cls(dict.fromkeys(distinct, 1 / max(1, count)))

    def __len__(self) -> int:
        return len(self._logs)

    def find(self, text: str) -> tuple[str, float] | None:
        """The word as it is usually written and the logarithm of its frequency, if it is there."""
        key = text.lower()
        log = self._logs.get(key)
        return None if log is None else (self._capitals.get(key, key), log)

    def near(
        self, text: str, edits: int | None = None, limit: int = NEIGHBOURS
    ) -> list[tuple[str, float]]:
        """Words within a few edits of a text (Levenshtein), whatever its case.

        Args:
            text: one word.
            edits: how many at most; more for longer texts if left out.
            limit: how many words at most. A lexicon of no more words than this is near to
                everything.

        Returns:
            Words as they are usually written and the logarithms of their frequencies; those with
            few edits and frequent ones first.
        """
        key = text.lower()
        if len(self) <= limit:
            return [(self._capitals.get(key, key), log) for key, log in self._logs.items()]
        edits = _edits(len(key)) if edits is None else edits
        keys = self._similar(key, edits)
        if not keys:
            return []
        distances = cdist([key], keys, scorer=Levenshtein.distance, score_cutoff=edits)[0]
        found = [keys[i] for i in np.flatnonzero(distances <= edits).tolist()]
        logs = np.array([self._logs[key] for key in found])
        order = np.argsort(_EDIT * distances[distances <= edits] - logs, kind="stable")[:limit]
        return [(self._capitals.get(found[i], found[i]), float(logs[i])) for i in order.tolist()]

    def _similar(self, key: str, edits: int) -> list[str]:
        """All words within the edits, and some others: those of nearly the same letters.

        Replacing a letter changes at most two bits, adding or removing one at most one. This
        leaves few words to compare in full.
        """
        own = _letters([key])[0] if key else np.uint64(0)
        keys: list[str] = []
        for length in range(max(1, len(key) - edits), len(key) + edits + 1):
            if length in self._letters:
                changes = np.bitwise_count(self._letters[length] ^ own)
                alike = np.flatnonzero(changes <= 2 * edits - abs(length - len(key)))
                words = self._keys[length]
                keys += [words[i] for i in alike.tolist()]
        return keys


def lexicon_of(setting: str | Sequence[str]) -> Lexicon | None:
    """The lexicon for a reader's setting: ``"english"``, ``"none"`` or a list of words.

    Raises:
        ValueError: the setting is another string.
    """
    if setting == "none":
        return None
    if setting == "english":
        return Lexicon.english()
    if isinstance(setting, str):
        raise ValueError(f"lexicon is english, none or a list of words, not {setting!r}")
    return Lexicon.of(setting)


def _edits(length: int) -> int:
    """How many slips of the pen, or of the network, a word of this length may have."""
    return 1 if length < 3 else 2 if length < 8 else 3


def _letters(keys: list[str]) -> NDArray[np.uint64]:
    """The letters of words of equal length, uint64 (N,): two bits each, for one and for more.

    Letters may share their bits: then words look more alike than they are, never less.
    """
    codes = np.array(keys).view(np.uint32).reshape(len(keys), -1) & np.uint32(31)
    codes.sort(axis=1)
    codes[:, 1:] += np.uint32(32) * (codes[:, 1:] == codes[:, :-1])
    return np.asarray(np.bitwise_or.reduce(np.uint64(1) << codes.astype(np.uint64), axis=1))

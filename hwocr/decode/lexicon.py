"""Words with their frequencies, and those that are spelled much like a given text."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from hwocr.decode.wordlist import frequencies

NEIGHBOURS = 32
"""Words that :meth:`Lexicon.near` returns at most."""
_EDIT = 8.0
"""One edit outweighs a difference of so many in log frequency when words are ranked."""
_COUNT = 80_000
"""Words of a language: what is rarer is as often a slip as a word."""
_CAPITAL_I = ("I", "I'm", "I'd", "I'll", "I've")


class Lexicon:
    """A set of words; looking up does not mind case.

    Words are held in arrays, those of one length together: a tenth of what a dictionary takes.

    Args:
        frequencies: word → relative frequency. A word with capitals is written with them: "Paris"
            may be found as "Paris" or "PARIS", "house" as "house", "House" or "HOUSE".

    Attributes:
        only_letters: no word has digits.
    """

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        self._capitals: dict[str, str] = {}
        own: defaultdict[int, dict[str, float]] = defaultdict(dict)
        for word, frequency in frequencies.items():
            key = word if word.islower() else word.lower()
            if key != word and key not in frequencies:
                self._capitals[key] = word
            own[len(key)][key] = math.log(frequency)
        self._keys: dict[int, NDArray[np.str_]] = {}
        self._logs: dict[int, NDArray[np.float32]] = {}
        for length, logs in own.items():
            keys = sorted(logs)
            self._keys[length] = np.array(keys)
            self._logs[length] = np.array([logs[key] for key in keys], np.float32)
        self._letters = {length: _letters(keys) for length, keys in self._keys.items()}
        self._count = sum(map(len, self._keys.values()))
        self.only_letters = not any(re.search(r"\d", word) for word in frequencies)

    @classmethod
    @lru_cache(maxsize=2)
    def of_language(cls, language: str) -> Lexicon:
        """The 80,000 most frequent words of a language, loaded once.

        Args:
            language: a key of :data:`~hwocr.decode.wordlist.LANGUAGES`.

        Raises:
            hwocr.errors.DataError: the package ``wordfreq``, which holds the lists, is missing.
        """
        known = frequencies(language, _COUNT)
        if language == "english":
            for word in _CAPITAL_I:
                known[word] = known.pop(word.lower())
        return cls(known)

    @classmethod
    def of(cls, words: Iterable[str], share: float = 1.0) -> Lexicon:
        """A lexicon of the given words, all equally frequent; empty ones are left out.

        Args:
            words: some may be several words with spaces between.
            share: of everything that is written, what these words make up.
        """
        distinct = dict.fromkeys(word for line in words for word in line.split())
        count = len({word.lower() for word in distinct})
        return cls(dict.fromkeys(distinct, share / max(1, count)))

    def __len__(self) -> int:
        return self._count

    def find(self, text: str) -> tuple[str, float] | None:
        """The word as it is usually written and the logarithm of its frequency, if it is there."""
        key = text.lower()
        keys = self._keys.get(len(key))
        if keys is None:
            return None
        at = int(np.searchsorted(keys, key))
        if at == len(keys) or keys[at] != key:
            return None
        return self._capitals.get(key, key), float(self._logs[len(key)][at])

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
            found, logs = self._everything()
        else:
            edits = _edits(len(key)) if edits is None else edits
            found, logs = self._similar(key, edits)
            if not found:
                return []
            distances = cdist([key], found, scorer=Levenshtein.distance, score_cutoff=edits)[0]
            near = np.flatnonzero(distances <= edits)
            order = np.argsort(_EDIT * distances[near] - logs[near], kind="stable")[:limit]
            found, logs = [found[i] for i in near[order].tolist()], logs[near[order]]
        words = (self._capitals.get(word, word) for word in found)
        return list(zip(words, logs.tolist(), strict=True))

    def _everything(self) -> tuple[list[str], NDArray[np.float32]]:
        keys = [key for own in self._keys.values() for key in own.tolist()]
        return keys, np.concatenate([np.zeros(0, np.float32), *self._logs.values()])

    def _similar(self, key: str, edits: int) -> tuple[list[str], NDArray[np.float32]]:
        """All words within the edits, and some others: those of nearly the same letters.

        Replacing a letter changes at most two bits, adding or removing one at most one. This
        leaves few words to compare in full.
        """
        own = _letters_of(key)
        keys: list[str] = []
        logs = [np.zeros(0, np.float32)]
        for length in range(max(1, len(key) - edits), len(key) + edits + 1):
            if length in self._letters:
                changes = np.bitwise_count(self._letters[length] ^ own)
                alike = np.flatnonzero(changes <= 2 * edits - abs(length - len(key)))
                keys += self._keys[length][alike].tolist()
                logs.append(self._logs[length][alike])
        return keys, np.concatenate(logs)


def _edits(length: int) -> int:
    """How many slips of the pen, or of the network, a word of this length may have."""
    return 1 if length < 3 else 2 if length < 8 else 3


def _letters_of(key: str) -> np.uint64:
    """As :func:`_letters`, of one word."""
    bits = 0
    for letter in key:
        bit = 1 << (ord(letter) & 31)
        bits |= bit << 32 if bits & bit else bit
    return np.uint64(bits)


def _letters(keys: NDArray[Any]) -> NDArray[np.uint64]:
    """The letters of words of equal length, uint64 (N,): two bits each, for one and for more.

    Letters may share their bits: then words look more alike than they are, never less.
    """
    codes = keys.view(np.uint32).reshape(len(keys), -1) & np.uint32(31)
    codes.sort(axis=1)
    codes[:, 1:] += np.uint32(32) * (codes[:, 1:] == codes[:, :-1])
    return np.asarray(np.bitwise_or.reduce(np.uint64(1) << codes.astype(np.uint64), axis=1))

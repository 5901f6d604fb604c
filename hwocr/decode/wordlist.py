"""Words of a language and how frequent they are."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgpack

from hwocr.errors import DataError

LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
}
"""Languages by the names that settings give them."""
_LETTERS = {
    "french": "éàèêçïûôâîùœëÉÀÈÊÇÎ",
    "german": "äöüÄ",
    "spanish": "áéíóúñüÉÓ",
    "italian": "àèéìòùóÀÈÉ",
    "dutch": "éëèïöüóáíÉ",
}
_PACKAGE, _FILE = "wordfreq", "large_{}.msgpack.gz"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CENTIBELS = 100


def frequencies(language: str, count: int) -> dict[str, float]:
    """The most frequent words of a language, in small letters, and their relative frequencies.

    The package ``wordfreq`` (Speer 2022) brings them in lists, each of words that are equally
    frequent; it is not imported, since that takes five times the memory.

    Args:
        language: a key of :data:`LANGUAGES`.
        count: how many words at most; what has digits is no word.

    Raises:
        hwocr.errors.DataError: the package is missing.
    """
    spec = find_spec(_PACKAGE)
    name = _FILE.format(LANGUAGES[language])
    path = Path(spec.origin).parent / "data" / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise DataError(
            f"the list of {language} words is missing; pip install {_PACKAGE}", code="no_words"
        )
    found: dict[str, float] = {}
    with gzip.open(path) as file:
        lists = msgpack.Unpacker(file)
        length = lists.read_array_header()
        lists.skip()
        for centibels in range(length - 1):
            for word in filter(_WORD.fullmatch, lists.unpack()):
                found[word] = 10 ** (-centibels / _CENTIBELS)
                if len(found) == count:
                    return found
    return found


def letters_of(lexicon: str | Sequence[str]) -> str:
    """The letters beyond A to Z that a language is written with, or a list of words.

    Args:
        lexicon: a name, of a language or another one; or words.
    """
    return _LETTERS.get(lexicon, "") if isinstance(lexicon, str) else "".join(lexicon)

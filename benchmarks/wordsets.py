"""Pictures of single words and lines with their texts, by writers whom training never saw."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

import numpy as np

from benchmarks.canvas import black_on_white, draw
from hwocr.arrays import Picture
from hwocr.image import load
from hwocr.page import Box
from hwocr.training.data import data_folder
from hwocr.training.paper import sample_look, take
from hwocr.training.words.sources import Written, copiste, unipen_text, unipen_words

_X_HEIGHT = 0.5
"""Of a word's height, about."""
_CONSENT = (
    "J'ai lu les conditions de participation et j'y consens. Je comprends que mon manuscrit sera "
    "anonymisé et utilisé par BAnQ pour des activités de recherche et développement et qu'il "
    "pourra aussi être publié et partagé sous licence CC-BY pour être utilisé librement à des "
    "fins non commerciales."
)
"""What most volunteers of copiste wrote: a line of it is known by heart after training."""


@dataclass(frozen=True, eq=False)
class Example:
    """A picture, RGB uint8, the text on it, and the box that holds all ink."""

    picture: Picture = field(repr=False)
    text: str
    ink: Box


@dataclass(frozen=True)
class WordSet:
    """A named set.

    Attributes:
        examples: loads at most so many examples, always the same ones and in the same order; any
            first few are balanced over the writers.
        count: how many examples are measured.
        lines: whether an example holds several words.
        language: of most of the words, as ``Reader`` takes it.
        cer_at_most, english_at_least: aims for the error rate and for exact English words.
    """

    title: str
    examples: Callable[[int], list[Example]]
    count: int
    lines: bool = False
    language: str = "english"
    cer_at_most: float | None = None
    english_at_least: float | None = None

    @property
    def english(self) -> bool:
        return self.language == "english"


def balanced(texts: Sequence[str], writers: Sequence[str], count: int) -> list[int]:
    """Indices of at most ``count`` texts, in rounds: one of every writer, then a second one, ….

    The order within is random, but always the same. Nobody gives the same text twice, and a text
    has a letter or a digit: a full stop alone, as large as a word, is nothing to read.
    """
    own: dict[str, dict[str, int]] = {}
    for index in np.random.default_rng(0).permutation(len(texts)).tolist():
        if any(map(str.isalnum, texts[index])):
            own.setdefault(writers[index], {}).setdefault(texts[index], index)
    rounds = zip_longest(*(indices.values() for indices in own.values()))
    return [index for index in chain.from_iterable(rounds) if index is not None][:count]


def _unipen_drawn(count: int) -> list[Example]:
    words = unipen_words(data_folder(), validation=True)
    return [_drawn(words, index) for index in balanced(words.texts, words.writers, count)]


def _unipen_photographed(count: int) -> list[Example]:
    words = unipen_words(data_folder(), validation=True)
    return [_photographed(words, index) for index in balanced(words.texts, words.writers, count)]


def _unipen_text(count: int) -> list[Example]:
    lines = unipen_text(data_folder(), validation=True)
    several = [text if 2 <= len(text.split()) <= 8 else "" for text in lines.texts]
    return [_drawn(lines, index) for index in balanced(several, lines.writers, count)]


def _drawn(written: Written, index: int) -> Example:
    ink, box = draw(written.strokes(index), np.random.default_rng([index, 21]))
    return Example(black_on_white(ink), written.texts[index], box)


def _photographed(written: Written, index: int) -> Example:
    """The same ink as :func:`_drawn`, on paper and before a camera."""
    ink, box = draw(written.strokes(index), np.random.default_rng([index, 21]))
    rng = np.random.default_rng([index, 22])
    look = replace(sample_look(_X_HEIGHT * box.height, rng), clean=False)
    return Example(take(ink, look, rng), written.texts[index], box)


def _copiste(kind: str, count: int) -> list[Example]:
    crops = list(copiste(data_folder(), kind, validation=True))
    fits = _is_one_word if kind == "words" else _is_no_consent
    texts = [crop.text if fits(crop.text) and _is_plain(crop.text) else "" for crop in crops]
    chosen = balanced(texts, [crop.writer for crop in crops], count)
    return [_whole(crops[index].picture, crops[index].text) for index in chosen]


def _is_plain(text: str) -> bool:
    """ASCII; no quotes, of which French ones were written where the label has plain ones."""
    return text.isascii() and '"' not in text


def _is_one_word(text: str) -> bool:
    return " " not in text


def _is_no_consent(line: str) -> bool:
    words, consent = line.split(), frozenset(_CONSENT.split())
    return len(words) > 1 and sum(word in consent for word in words) < 0.6 * len(words)


def _drawn_words(count: int) -> list[Example]:
    with zipfile.ZipFile(data_folder() / "words" / "drawn_words.zip") as archive:
        table = io.StringIO(archive.read("labels.tsv").decode())
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
        order = np.random.default_rng(0).permutation(len(rows))[:count]
        chosen = [rows[index] for index in order]
        return [_whole(load(archive.read(row["file"])), row["text"]) for row in chosen]


def _whole(picture: Picture, text: str) -> Example:
    return Example(picture, text, Box(0, 0, picture.shape[1], picture.shape[0]))


SETS = {
    "unipen-drawn": WordSet("UNIPEN words, drawn", _unipen_drawn, 400, english_at_least=0.85),
    "unipen-photographed": WordSet("UNIPEN words, photographed", _unipen_photographed, 400),
    "unipen-text": WordSet("UNIPEN text, drawn", _unipen_text, 80, lines=True),
    "copiste-words": WordSet(
        "copiste words",
        lambda count: _copiste("words", count),
        500,
        language="french",
        cer_at_most=0.09,
    ),
    "copiste-lines": WordSet(
        "copiste lines",
        lambda count: _copiste("lines", count),
        50,
        lines=True,
        language="french",
    ),
    "drawn-words": WordSet("drawn_words", _drawn_words, 153, cer_at_most=0.10),
}
"""All sets by the names that they have on the command line."""

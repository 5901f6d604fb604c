"""Batches for the word network: every source in its share, samples of like width together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.training.words.augment import Shape, plain, vary
from hwocr.training.words.store import WIDEST, Shard
from hwocr.wordimage import HEIGHT, STEP

CORRECTIONS = "corrections.json"
"""In the store: for each shard, by the samples' numbers, the text to learn, or null for none."""
SHARES = {
    "unipen": 0.44,
    "copiste": 0.18,
    "text": 0.03,
    "lines": 0.03,
    "composed": 0.10,
    "fonts": 0.05,
    "phrases": 0.09,
    "pasted": 0.08,
}
"""How much of the samples each source gives; lines take several times as long as words."""
_COARSE = 64
"""Widths above _FINE are multiples of this: new shapes of batches take long to prepare for."""
_FINE = 256
_INDEX = {character: index for index, character in enumerate(WORD_CHARACTERS)}


@dataclass(frozen=True)
class Choice:
    """A sample to train on: its shard, its number there, and the shape that it is to take."""

    shard: int
    index: int
    shape: Shape


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step learns from.

    Attributes:
        images: float32 (B, HEIGHT, W, 1).
        labels: int32 (B, L), classes; -1 beyond the end of a text.
        texts: the same as text.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True, eq=False)
class Mixture:
    """All shards of a store, by source."""

    names: list[str]
    shards: list[Shard]
    members: dict[str, list[int]]
    corrections: list[dict[str, str | None]]

    @classmethod
    def open(cls, store: Path, corrected: bool = True) -> Mixture:
        """Map every shard; with ``corrected``, heed what is known of wrong labels."""
        path = store / CORRECTIONS
        listed = json.loads(path.read_text("utf-8")) if corrected and path.exists() else {}
        names = [file.stem for file in sorted(store.glob("*.bin"))]
        members: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            members.setdefault(name.split("-")[0], []).append(number)
        shards = [Shard.open(store / name) for name in names]
        return cls(names, shards, members, [listed.get(name, {}) for name in names])

    def __len__(self) -> int:
        return sum(len(shard) for shard in self.shards)

    def plan(
        self, columns: int, workers: int, rng: np.random.Generator
    ) -> Iterator[tuple[int, list[Choice]]]:
        """Endlessly, the width of the next batch and the samples that make it up.

        Samples gather by width; each width has a fixed number of them, a multiple of
        ``workers``, so that a batch has about ``columns`` in all.
        """
        names = [name for name in SHARES if name in self.members]
        shares = np.array([SHARES[name] for name in names])
        shares /= shares.sum()
        waiting: defaultdict[int, list[Choice]] = defaultdict(list)
        while True:
            choice = self._choice(names[int(rng.choice(len(names), p=shares))], rng)
            width = self.width(choice)
            waiting[width].append(choice)
            if len(waiting[width]) == workers * max(1, columns // (width * workers)):
                yield width, waiting.pop(width)

    def _choice(self, name: str, rng: np.random.Generator) -> Choice:
        while True:
            members, shares = self.members[name], self._shares[name]
            shard = members[int(rng.choice(len(members), p=shares))]
            choice = self.plain(shard, int(rng.integers(len(self.shards[shard]))))
            text = self.text(shard, choice.index)
            varied = replace(choice, shape=choice.shape.varied(rng))
            if text is not None and self.width(varied) <= WIDEST:
                return varied

    @cached_property
    def _shares(self) -> dict[str, NDArray[np.float64]]:
        """For each source, the share of its samples that each of its shards holds."""
        sizes = {
            name: np.array([len(self.shards[number]) for number in members])
            for name, members in self.members.items()
        }
        return {name: size / size.sum() for name, size in sizes.items()}

    def in_batches(
        self, choices: Iterable[Choice], size: int
    ) -> Iterator[tuple[int, list[Choice]]]:
        """Samples of one width together, at most ``size`` in a batch; widths ascend."""
        alike: defaultdict[int, list[Choice]] = defaultdict(list)
        for choice in choices:
            alike[self.width(choice)].append(choice)
        for width, several in sorted(alike.items()):
            for start in range(0, len(several), size):
                yield width, several[start : start + size]

    def plain(self, shard: int, index: int) -> Choice:
        """A sample in the shape in which reading would see it."""
        return Choice(shard, index, Shape(*self.shards[shard].shapes[index].tolist()))

    def width(self, choice: Choice) -> int:
        """Width of the batch that a sample belongs to."""
        columns = int(self.shards[choice.shard].widths[choice.index])
        return round_width(choice.shape.width(columns))

    def text(self, shard: int, index: int) -> str | None:
        """What a sample says; ``None`` if its label is wrong."""
        return self.corrections[shard].get(str(index), self.shards[shard].texts[index])

    def batch(
        self, width: int, choices: Sequence[Choice], rng: np.random.Generator | None
    ) -> Batch:
        """The samples, changed at random, or as they are where ``rng`` is ``None``."""
        images = []
        for choice in choices:
            kept = self.shards[choice.shard].image(choice.index)
            shape = choice.shape
            images.append(plain(kept, shape) if rng is None else vary(kept, shape, rng))
        texts = [self.text(choice.shard, choice.index) or "" for choice in choices]
        return Batch(stack(images, width), labels_of(texts), texts)


def round_width(width: int) -> int:
    """The next width in columns that images are padded to."""
    step = STEP if width <= _FINE else _COARSE
    return max(2 * STEP, -(-width // step) * step)


def stack(images: Sequence[Ink], width: int) -> NDArray[np.float32]:
    """Images float32 (HEIGHT, W_i) in one array (N, HEIGHT, width, 1), blank beyond each."""
    out = np.zeros((len(images), HEIGHT, width, 1), np.float32)
    for row, image in zip(out, images, strict=True):
        row[:, : image.shape[1], 0] = image
    return out


def labels_of(texts: Sequence[str]) -> NDArray[np.int32]:
    """Classes of texts, int32 (N, L), -1 beyond each end."""
    out = np.full((len(texts), max(len(text) for text in texts)), -1, np.int32)
    for row, text in zip(out, texts, strict=True):
        row[: len(text)] = [_INDEX[character] for character in text]
    return out

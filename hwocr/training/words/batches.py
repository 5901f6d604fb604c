"""Batches for the word network: every source in its share, samples of like width together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.training.words.augment import plain, vary
from hwocr.training.words.store import RESOLUTION, Shard
from hwocr.wordimage import HEIGHT, STEP

SHARES = {
    "unipen": 0.42,
    "copiste": 0.18,
    "text": 0.07,
    "lines": 0.04,
    "composed": 0.14,
    "fonts": 0.15,
}
"""How much of the samples each source gives; real writing is 71 %."""
_POOL = 2048
"""Samples that are sorted by width before they are cut into batches."""
_COARSE = 64
"""Widths above _FINE are multiples of this: few different shapes compute quicker."""
_FINE = 256
_INDEX = {character: index for index, character in enumerate(WORD_CHARACTERS)}

Choice = tuple[int, int]
"""A sample: number of its shard and its number there."""


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

    shards: list[Shard]
    members: dict[str, list[int]]
    dropped: dict[str, frozenset[int]]

    @classmethod
    def open(cls, store: Path) -> Mixture:
        """Map every shard; ``dropped.json`` names samples whose labels are wrong."""
        shards: list[Shard] = []
        members: dict[str, list[int]] = {}
        dropped = {}
        path = store / "dropped.json"
        listed = json.loads(path.read_text()) if path.exists() else {}
        for file in sorted(store.glob("*.bin")):
            members.setdefault(file.stem.split("-")[0], []).append(len(shards))
            dropped[str(len(shards))] = frozenset(listed.get(file.stem, ()))
            shards.append(Shard.open(file))
        return cls(shards, members, dropped)

    def __len__(self) -> int:
        return sum(len(shard) for shard in self.shards)

    def plan(self, columns: int, rng: np.random.Generator) -> Iterator[list[Choice]]:
        """Endlessly, which samples make up the next batch: of about ``columns`` in all."""
        names = [name for name in SHARES if name in self.members]
        shares = np.array([SHARES[name] for name in names])
        while True:
            choices = [
                self._choice(names[k], rng)
                for k in rng.choice(len(names), _POOL, p=shares / shares.sum())
            ]
            widths = [self.shards[s].widths[i] * np.exp(rng.normal(0, 0.05)) for s, i in choices]
            ordered = [choices[k] for k in np.argsort(widths)]
            groups = list(_cut(ordered, sorted(widths), columns))
            for k in rng.permutation(len(groups)):
                yield groups[k]

    def _choice(self, name: str, rng: np.random.Generator) -> Choice:
        while True:
            members = self.members[name]
            sizes = np.array([len(self.shards[k]) for k in members])
            shard = members[int(rng.choice(len(members), p=sizes / sizes.sum()))]
            index = int(rng.integers(len(self.shards[shard])))
            if index not in self.dropped[str(shard)]:
                return shard, index

    def batch(self, choices: Sequence[Choice], rng: np.random.Generator | None) -> Batch:
        """The samples, changed at random, or as they are where ``rng`` is ``None``."""
        kept = [self.shards[s].image(i) for s, i in choices]
        images = [plain(image) if rng is None else vary(image, rng) for image in kept]
        texts = [self.shards[s].texts[i] for s, i in choices]
        return Batch(stack(images), labels_of(texts), texts)


def _cut(
    ordered: Sequence[Choice], widths: Sequence[float], columns: int
) -> Iterator[list[Choice]]:
    group: list[Choice] = []
    for choice, width in zip(ordered, widths, strict=True):
        if group and (len(group) + 1) * round_width(round(width / RESOLUTION)) > columns:
            yield group
            group = []
        group.append(choice)
    if group:
        yield group


def round_width(width: int) -> int:
    """The next width in columns that images are padded to."""
    step = STEP if width <= _FINE else _COARSE
    return max(2 * STEP, -(-width // step) * step)


def stack(images: Sequence[Ink]) -> NDArray[np.float32]:
    """Images float32 (HEIGHT, W_i) side by side in one array (N, HEIGHT, W, 1), blank beyond."""
    width = round_width(max(image.shape[1] for image in images))
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

"""Error rates on writers whom training never saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hwocr.decode.ctc import greedy
from hwocr.metrics import character_error_rate
from hwocr.networks.classes import ACCENTED, WORD_CHARACTERS
from hwocr.training.words.batches import Batch, Choice, Mixture

LIMITS = {
    "unipen": 500,
    "copiste": 500,
    "text": 80,
    "composed": 250,
    "phrases": 120,
    "pasted": 120,
}
"""Samples of each source that are looked at."""
_BATCH = 32


@dataclass(frozen=True, eq=False)
class Check:
    """The samples of one source that are looked at, in batches of one width each."""

    mixture: Mixture
    batches: list[tuple[int, list[Choice]]]

    def read(self) -> Iterator[Batch]:
        """The batches, the same ones each time."""
        for width, choices in self.batches:
            yield self.mixture.batch(width, choices, None)


def load_checks(store: Path) -> dict[str, Check]:
    """Choose the samples of each source: the same ones each time."""
    mixture = Mixture.open(store)
    rng = np.random.default_rng(0)
    checks = {}
    for name, limit in LIMITS.items():
        every = [
            mixture.plain(shard, index)
            for shard in mixture.members.get(name, ())
            for index, text in enumerate(mixture.shards[shard].texts)
            if not set(text) & set(ACCENTED)
        ]
        chosen = (every[k] for k in rng.permutation(len(every))[:limit])
        checks[name] = Check(mixture, list(mixture.in_batches(chosen, _BATCH)))
    return checks


def error_rates(network: Any, checks: dict[str, Check]) -> dict[str, float]:
    """Character error rate of the best path for each source, and their mean."""
    rates = {}
    for name, check in checks.items():
        pairs: list[tuple[str, str]] = []
        for batch in check.read():
            logits = np.asarray(network(batch.images, training=False))
            readings = [greedy(frames, WORD_CHARACTERS) for frames in logits]
            pairs += zip(readings, batch.texts, strict=True)
        rates[name] = round(character_error_rate(pairs), 4)
    rates["mean"] = round(float(np.mean(list(rates.values()))), 4)
    return rates

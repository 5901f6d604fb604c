"""Error rates on writers whom training never saw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from hwocr.metrics import character_error_rate
from hwocr.networks.classes import ACCENTED, WORD_CHARACTERS
from hwocr.training.words.batches import Mixture

LIMITS = {"unipen": 500, "copiste": 500, "text": 80, "composed": 250}
"""Samples of each source that are looked at."""
_BATCH = 32


def load_checks(store: Path) -> dict[str, tuple[Mixture, list[tuple[int, int]]]]:
    """Choose the samples of each source: the same ones each time, narrow ones first."""
    mixture = Mixture.open(store)
    rng = np.random.default_rng(0)
    checks = {}
    for name, limit in LIMITS.items():
        every = [
            (shard, index)
            for shard in mixture.members.get(name, ())
            for index, text in enumerate(mixture.shards[shard].texts)
            if not set(text) & set(ACCENTED)
        ]
        chosen = [every[k] for k in rng.permutation(len(every))[:limit]]
        chosen.sort(key=lambda at: int(mixture.shards[at[0]].widths[at[1]]))
        checks[name] = (mixture, chosen)
    return checks


def error_rates(network: Any, checks: dict[str, Any]) -> dict[str, float]:
    """Character error rate of the best path for each source, and their mean."""
    rates = {}
    for name, (mixture, chosen) in checks.items():
        pairs: list[tuple[str, str]] = []
        for start in range(0, len(chosen), _BATCH):
            batch = mixture.batch(chosen[start : start + _BATCH], None)
            logits = np.asarray(network(batch.images, training=False))
            pairs += zip(map(best_path, logits), batch.texts, strict=True)
        rates[name] = round(character_error_rate(pairs), 4)
    rates["mean"] = round(float(np.mean(list(rates.values()))), 4)
    return rates


def best_path(logits: np.ndarray[Any, np.dtype[np.float32]]) -> str:
    """The text of the most probable class of every frame, float32 (T, classes)."""
    path = logits.argmax(axis=1)
    kept = path[np.concatenate([[True], path[1:] != path[:-1]])]
    return "".join(WORD_CHARACTERS[k] for k in kept if k < len(WORD_CHARACTERS))

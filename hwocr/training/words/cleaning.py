"""Finds wrong labels: samples of which a trained network is sure that they say something else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import greedy, log_likelihoods
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.training.words.batches import Choice, Mixture

CORRECTIONS = "corrections.json"
"""In the store: for each shard, by the samples' numbers, the text to learn, or null for none."""
_REAL = ("unipen", "copiste", "text", "lines")
_SURE, _EACH = 8.0, 1.0
"""A label is wrong if its log likelihood lies by so much, and so much for each of its characters,
behind that of what the network reads."""
_SURE_OF_CASE = 6.0
"""The same for a label that differs from the reading in nothing but case."""
_BATCH = 64


def correct(network: Any, store: Path, report: Callable[[str], None] = print) -> Path:
    """Look through all real samples and write :data:`CORRECTIONS`.

    Where label and reading differ in case alone, the reading becomes the label; what differs
    otherwise is left out of training. Run it with a network that has seen each sample a few times
    at most: later it knows the mistakes by heart.

    Args:
        network: a trained word network in Keras.
        store: the samples drawn ahead.
        report: called with a line for each shard.
    """
    mixture = Mixture.open(store, corrected=False)
    found: dict[str, dict[str, str | None]] = {}
    for source in _REAL:
        for number in mixture.members.get(source, ()):
            shard = mixture.shards[number]
            alike: defaultdict[int, list[Choice]] = defaultdict(list)
            for index in range(len(shard)):
                choice = mixture.plain(number, index)
                alike[mixture.width(choice)].append(choice)
            changes: dict[str, str | None] = {}
            for width, choices in alike.items():
                for start in range(0, len(choices), _BATCH):
                    some = choices[start : start + _BATCH]
                    batch = mixture.batch(width, some, None)
                    frames = np.asarray(network(batch.images, training=False))
                    for choice, text, logits in zip(some, batch.texts, frames, strict=True):
                        better = correction(logits, text)
                        if better != text:
                            changes[str(choice.index)] = better
            name = mixture.names[number]
            found[name] = changes
            dropped = sum(text is None for text in changes.values())
            report(
                f"{name}: of {len(shard):,} labels {dropped:,} wrong, "
                f"{len(changes) - dropped:,} in the wrong case"
            )
    path = store / CORRECTIONS
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path


def correction(logits: NDArray[np.float32], text: str) -> str | None:
    """The label to learn in place of ``text``: itself, another case of it, or none.

    Args:
        logits: float32 (T, classes), the blank last.
        text: the label.
    """
    logs = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    reading = greedy(logs, WORD_CHARACTERS)
    if not reading or reading == text:
        return text
    label, read = log_likelihoods(logs, [text, reading], WORD_CHARACTERS)
    if reading.lower() == text.lower():
        return reading if read - label > _SURE_OF_CASE else text
    return None if read - label > _SURE + _EACH * len(text) else text

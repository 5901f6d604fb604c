"""Finds wrong labels: samples of which a trained network is sure that they say something else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import greedy, log_likelihoods
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.networks.runtime import log_softmax
from hwocr.training.parallel import start_tensorflow
from hwocr.training.words.batches import CORRECTIONS, Mixture
from hwocr.wordimage import HEIGHT

Changes = dict[str, str | None]
"""By the number of a sample: the text to learn, ``None`` for none."""
_REAL = ("unipen", "copiste", "text", "lines", "phrases", "pasted")
_SURE, _EACH = 8.0, 1.0
"""A label is wrong if its log likelihood lies by so much, and so much for each of its characters,
behind that of what the network reads."""
_SURE_OF_CASE = 6.0
"""The same for a label that differs from the reading in nothing but case."""
_BATCH = 64


def correct(
    weights: str | os.PathLike[str],
    store: Path,
    workers: int = 2,
    report: Callable[[str], None] = print,
) -> Path:
    """Look through all real samples and write :data:`~hwocr.training.words.batches.CORRECTIONS`.

    Where label and reading differ in case alone, the reading becomes the label; what differs
    otherwise is left out of training. Run it with a network that has seen each sample a few times
    at most: later it knows the mistakes by heart.

    Args:
        weights: of a trained word network (``.keras``).
        store: the samples drawn ahead.
        workers: processes that look, one thread each.
        report: called with a line for each shard.

    Returns:
        The path of what was written.
    """
    mixture = Mixture.open(store, corrected=False)
    numbers = [number for source in _REAL for number in mixture.members.get(source, ())]
    found: dict[str, Changes] = {}
    jobs = [(str(weights), store, number) for number in numbers]
    # TensorFlow takes its number of threads when it starts, so every worker is a fresh process.
    with get_context("spawn").Pool(workers) as pool:
        for number, changes in zip(numbers, pool.imap(_look_through, jobs, 1), strict=True):
            found[mixture.names[number]] = changes
            dropped = sum(text is None for text in changes.values())
            report(
                f"{mixture.names[number]}: of {len(mixture.shards[number]):,} labels "
                f"{dropped:,} wrong, {len(changes) - dropped:,} in the wrong case"
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
    logs = log_softmax(logits)
    reading = greedy(logs, WORD_CHARACTERS)
    if not reading or reading == text:
        return text
    label, read = log_likelihoods(logs, [text, reading], WORD_CHARACTERS)
    if reading.lower() == text.lower():
        return reading if read - label > _SURE_OF_CASE else text
    return None if read - label > _SURE + _EACH * len(text) else text


def _look_through(job: tuple[str, Path, int]) -> Changes:
    """The changes to one shard's labels."""
    weights, store, number = job
    mixture, frames = Mixture.open(store, corrected=False), _frames(weights)
    choices = [mixture.plain(number, index) for index in range(len(mixture.shards[number]))]
    changes: Changes = {}
    for width, some in mixture.in_batches(choices, _BATCH):
        batch = mixture.batch(width, some, None)
        logits = frames(batch.images)
        for choice, text, seen in zip(some, batch.texts, logits, strict=True):
            better = correction(seen, text)
            if better != text:
                changes[str(choice.index)] = better
    return changes


@lru_cache(maxsize=1)
def _frames(weights: str) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """The network as a function from images (N, HEIGHT, W, 1) to logits (N, T, classes).

    It takes some seconds to build, so that a process builds it once for all of its shards.
    """
    start_tensorflow(one_thread=True)
    import keras
    import tensorflow as tf

    from hwocr.networks.words import word_network

    # bfloat16 halves the time on processors that know it.
    keras.config.set_dtype_policy("mixed_bfloat16")
    network = word_network()
    network.load_weights(weights)
    run = tf.function(
        lambda images: network(images, training=False),
        input_signature=[tf.TensorSpec((None, HEIGHT, None, 1), tf.float32)],
    )

    def frames(images: NDArray[np.float32]) -> NDArray[np.float32]:
        # Every size of batch would be prepared for by itself: one for each width is enough.
        filled = np.zeros((_BATCH, *images.shape[1:]), np.float32)
        filled[: len(images)] = images
        return np.asarray(run(tf.constant(filled)), np.float32)[: len(images)]

    return frames

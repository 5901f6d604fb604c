"""Training of the character network: ``hwocr train characters``."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.training.data import data_folder
from hwocr.training.parallel import Team

_CAPACITY = 4_000_000
"""Most parameters that workers can exchange."""


@dataclass(frozen=True)
class Settings:
    """How to train. The learning rate rises, then falls by a cosine to 0 at the run's end.

    Attributes:
        data: folder of the training data, ``None`` for the usual one.
        output: folder for the run's state and log.
        minutes: how long to train, the reading of the data not counted.
        batch: samples of one step, all workers together.
        rate: the highest learning rate.
        workers: processes that train together, one thread each.
        seed: where chance starts.
        start: weights to start from (``.keras``), ``None`` for a fresh network.
        check_every: steps between two looks at the validation sets.
    """

    data: str | None = None
    output: str = "runs/characters"
    minutes: float = 90.0
    batch: int = 128
    rate: float = 1.5e-3
    weight_decay: float = 0.02
    workers: int = 2
    seed: int = 1
    start: str | None = None
    check_every: int = 1000


def train(settings: Settings, report: Callable[[str], None] = print) -> Path:
    """Train and return the path of the averaged weights (``.keras``).

    The run's folder holds ``weights.keras`` (the moving average, what reading should use), and
    ``log.jsonl``, one line for each look at the validation sets.

    Raises:
        hwocr.errors.DataError: the data is missing.
    """
    data_folder(settings.data)
    Path(settings.output).mkdir(parents=True, exist_ok=True)
    team = Team.of(settings.workers, _CAPACITY)
    context = get_context("spawn")
    # TensorFlow takes its number of threads when it starts, so every worker is a fresh process.
    workers = [
        context.Process(target=_work, args=(rank, team, settings, report), daemon=True)
        for rank in range(settings.workers)
    ]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
        if process.exitcode:
            team.barrier.abort()
    if any(process.exitcode for process in workers):
        raise RuntimeError("training stopped early: a worker failed, see its message above")
    return Path(settings.output) / "weights.keras"


def learning_rate(progress: float, highest: float) -> float:
    """Rate at ``progress`` in [0, 1]: 4 % of the run up, then a cosine down to 0."""
    warm_up = 0.04
    if progress < warm_up:
        return highest * max(progress / warm_up, 0.02)
    return highest * 0.5 * (1 + float(np.cos(np.pi * (progress - warm_up) / (1 - warm_up))))


def _work(rank: int, team: Team, settings: Settings, report: Callable[[str], None]) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import cv2
    import keras
    import tensorflow as tf

    if team.size > 1:
        cv2.setNumThreads(1)
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)

    from hwocr.networks.characters import character_network
    from hwocr.training.mixture import Mixture
    from hwocr.training.validation import load_validation

    folder, output = data_folder(settings.data), Path(settings.output)
    keras.utils.set_random_seed(settings.seed)
    # bfloat16 halves the time on processors that know it; the weights stay float32.
    keras.config.set_dtype_policy("mixed_bfloat16")
    network = character_network()
    keras.config.set_dtype_policy("float32")
    average = character_network()
    if settings.start:
        average.load_weights(settings.start)
        network.set_weights(average.get_weights())
    optimizer = keras.optimizers.AdamW(settings.rate, weight_decay=settings.weight_decay)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    optimizer.build(network.trainable_variables)
    variables = network.trainable_variables
    shapes = [v.shape for v in variables]
    sizes = [int(np.prod(shape)) for shape in shapes]

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def gradient(glyphs: Any, masks: Any) -> Any:
        with tf.GradientTape() as tape:
            logits = network(glyphs, training=True)
            loss = partial_label_loss(masks, logits)
        gradients = tape.gradient(loss, variables)
        return loss, tf.concat([tf.reshape(g, [-1]) for g in gradients], axis=0)

    @tf.function  # type: ignore[untyped-decorator]
    def update(flat: Any) -> None:
        flat, _ = tf.clip_by_global_norm([flat], 2.0)
        parts = tf.split(flat[0], sizes)
        gradients = [tf.reshape(p, s) for p, s in zip(parts, shapes, strict=True)]
        optimizer.apply_gradients(zip(gradients, variables, strict=True))

    mixture = Mixture.load(folder)
    batches = mixture.batches(settings.batch // team.size, settings.seed * 1000 + rank)
    checks = load_validation(folder, limit=1000) if rank == 0 else {}
    moving = [np.array(w, np.float32) for w in network.get_weights()]
    if rank == 0:
        report(
            f"{sum(sizes):,} parameters; sources loaded; training for {settings.minutes:g} minutes"
        )
    # All start the clock together, and rank 0's clock decides for all.
    clock = np.zeros(1, np.float32)
    team.mean(rank, clock)
    begun, step, progress, losses = time.monotonic(), 0, 0.0, []
    log = (output / "log.jsonl").open("a") if rank == 0 else None
    if log:
        log.write(json.dumps({"settings": asdict(settings)}) + "\n")
    while progress < 1.0:
        optimizer.learning_rate.assign(learning_rate(progress, settings.rate))
        glyphs, masks = next(batches)
        loss, flat = gradient(tf.constant(glyphs), tf.constant(masks))
        update(tf.constant(team.mean(rank, flat.numpy())))
        losses.append(float(loss))
        step += 1
        if step % 10 == 0:
            clock[0] = (time.monotonic() - begun) / (60 * settings.minutes)
            progress = float(team.mean(rank, clock)[0])
            decay = min(0.985, step / (step + 100))
            for mean, now in zip(moving, network.get_weights(), strict=True):
                mean += (1 - decay) * (now - mean)
        if rank == 0 and log and (step % settings.check_every == 0 or progress >= 1.0):
            average.set_weights(moving)
            line = {
                "step": step,
                "samples": step * settings.batch,
                "minutes": round((time.monotonic() - begun) / 60, 2),
                "loss": round(float(np.mean(losses)), 4),
                **{name: scores(average, check) for name, check in checks.items()},
            }
            losses = []
            log.write(json.dumps(line) + "\n")
            log.flush()
            report(json.dumps(line))
            save_network(average, output / "weights.keras")


def partial_label_loss(masks: Any, logits: Any) -> Any:
    """Mean over the batch of −log of the probability of all allowed classes together.

    Args:
        masks: bool (B, classes), the classes that the label allows.
        logits: float (B, classes).
    """
    import tensorflow as tf

    logits = tf.cast(logits, tf.float32)
    allowed = tf.where(masks, logits, tf.constant(-1e9, tf.float32))
    return tf.reduce_mean(tf.reduce_logsumexp(logits, 1) - tf.reduce_logsumexp(allowed, 1))


def scores(network: Any, check: Any) -> float:
    """Share of validation glyphs whose best class is one that the label allows."""
    logits = predict(network, check.glyphs)
    return round(float(check.masks[np.arange(len(logits)), logits.argmax(axis=1)].mean()), 4)


def predict(network: Any, glyphs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits float32 (N, CLASS_COUNT), computed in chunks."""
    parts = [
        np.asarray(network(glyphs[i : i + 500], training=False)) for i in range(0, len(glyphs), 500)
    ]
    return np.concatenate(parts)


def save_network(network: Any, path: Path) -> None:
    """Save as ``.keras``; an interrupted save leaves the earlier file whole."""
    partial = path.with_name("partial-" + path.name)
    network.save(partial)
    partial.replace(path)

"""Training of the character network: ``hwocr train characters``."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.training.data import data_folder
from hwocr.training.learner import Learner, save_network
from hwocr.training.learner import Settings as LearnerSettings
from hwocr.training.parallel import Team, start_tensorflow, work_together

_CAPACITY = 4_000_000
"""Most parameters that workers can exchange."""
_PACE = 100
"""Steps after which the moving average of the weights keeps half of itself."""


@dataclass(frozen=True)
class Settings(LearnerSettings):
    """How to train. The learning rate rises, then falls by a cosine to 0 at the run's end.

    Attributes:
        batch: samples of one step, all workers together.
        check_every: steps between two looks at the validation sets.
    """

    output: str = "runs/characters"
    minutes: float = 90.0
    rate: float = 1.5e-3
    batch: int = 128
    check_every: int = 1000


def train(settings: Settings, report: Callable[[str], None] = print) -> Path:
    """Train and return the path of the averaged weights (``.keras``).

    The run's folder holds ``weights.keras`` (the moving average, what reading should use), and
    ``log.jsonl``, one line for each look at the validation sets.

    Raises:
        hwocr.errors.DataError: the data is missing.
        RuntimeError: a worker failed.
    """
    data_folder(settings.data)
    output = Path(settings.output)
    output.mkdir(parents=True, exist_ok=True)
    work_together(_work, settings.workers, _CAPACITY, settings, report)
    return output / "weights.keras"


def learning_rate(progress: float, highest: float) -> float:
    """Rate at ``progress`` in [0, 1]: 4 % of the run up, then a cosine down to 0."""
    warm_up = 0.04
    if progress < warm_up:
        return highest * max(progress / warm_up, 0.02)
    return highest * 0.5 * (1 + float(np.cos(np.pi * (progress - warm_up) / (1 - warm_up))))


def _work(rank: int, team: Team, settings: Settings, report: Callable[[str], None]) -> None:
    start_tensorflow(one_thread=team.size > 1)
    import tensorflow as tf

    from hwocr.networks.characters import character_network
    from hwocr.training.mixture import Mixture
    from hwocr.training.validation import load_validation

    folder, output = data_folder(settings.data), Path(settings.output)
    learner = Learner(character_network, partial_label_loss, settings, _PACE)
    mixture = Mixture.load(folder)
    batches = mixture.batches(settings.batch // team.size, settings.seed * 1000 + rank)
    checks = load_validation(folder, limit=1000) if rank == 0 else {}
    if rank == 0:
        report(
            f"{learner.network.count_params():,} parameters; sources loaded; "
            f"training for {settings.minutes:g} minutes"
        )
    # All start the clock together, and rank 0's clock decides for all.
    clock = np.zeros(1, np.float32)
    team.mean(rank, clock)
    begun, progress, losses = time.monotonic(), 0.0, []
    log = (output / "log.jsonl").open("a") if rank == 0 else None
    if log:
        log.write(json.dumps({"settings": asdict(settings)}) + "\n")
    while progress < 1.0:
        learner.optimizer.learning_rate.assign(learning_rate(progress, settings.rate))
        glyphs, masks = next(batches)
        loss, flat = learner.gradient(tf.constant(glyphs), tf.constant(masks))
        learner.update(tf.constant(team.mean(rank, flat.numpy())))
        losses.append(float(loss))
        learner.step += 1
        if learner.step % 10 == 0:
            clock[0] = (time.monotonic() - begun) / (60 * settings.minutes)
            progress = float(team.mean(rank, clock)[0])
            learner.follow()
        if log and (learner.step % settings.check_every == 0 or progress >= 1.0):
            learner.average.set_weights(learner.moving)
            line = {
                "step": learner.step,
                "samples": learner.step * settings.batch,
                "minutes": round((time.monotonic() - begun) / 60, 2),
                "loss": round(float(np.mean(losses)), 4),
                **{name: scores(learner.average, check) for name, check in checks.items()},
            }
            losses = []
            log.write(json.dumps(line) + "\n")
            log.flush()
            report(json.dumps(line))
            save_network(learner.average, output / "weights.keras")


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

"""Training of the word network: ``hwocr train words``."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from hwocr.training.data import data_folder
from hwocr.training.learner import Learner, save_network
from hwocr.training.learner import Settings as LearnerSettings
from hwocr.training.parallel import Team, start_tensorflow, work_together
from hwocr.training.words.loss import ctc_loss

_CAPACITY = 8_000_000
"""Most parameters that workers can exchange."""
_PACE = 300
"""Steps after which the moving average of the weights keeps half of itself."""
_WARM_UP = 400
"""Steps over which the rate rises, at the start and after each resumption."""
_FALL = 0.6
"""Share of a run, at its end, over which the rate falls to 0."""


@dataclass(frozen=True)
class Settings(LearnerSettings):
    """How to train. The learning rate rises, stays, and falls in the last part of the run.

    The output folder holds the samples drawn ahead too. ``start`` counts where there is no state
    to resume.

    Attributes:
        steps: how many steps to train instead of the minutes: then one seed gives one result.
        passes: how often each source is drawn ahead, each time with another look.
        columns: columns of the word images of one step, all workers together.
        check_every: minutes between two looks at the validation sets.
    """

    output: str = "runs/words"
    minutes: float = 120.0
    rate: float = 1.2e-3
    steps: int | None = None
    passes: int = 2
    columns: int = 7680
    check_every: float = 5.0


def train(settings: Settings, report: Callable[[str], None] = print) -> Path:
    """Train and return the path of the averaged weights (``.keras``).

    The run's folder holds ``weights.keras`` (the moving average, what reading should use),
    ``best.keras`` (the one with the lowest validation error), ``state.npz`` (weights, average and
    optimiser as they were before the rate fell: the next run goes on from there) and ``log.jsonl``.

    Raises:
        hwocr.errors.DataError: the data is missing.
        RuntimeError: a worker failed.
    """
    from hwocr.training.words.render import render

    folder, output = data_folder(settings.data), Path(settings.output)
    output.mkdir(parents=True, exist_ok=True)
    render(folder, output / "store", settings.passes, settings.workers, report)
    render(folder, output / "validation", 1, settings.workers, report, validation=True)
    work_together(_work, settings.workers, _CAPACITY, settings, report)
    return output / "weights.keras"


def learning_rate(progress: float, step: int, highest: float) -> float:
    """Rate at ``progress`` in [0, 1] of the run and ``step`` since its start."""
    rising = min(1.0, (step + 1) / _WARM_UP)
    falling = min(1.0, max(0.0, (1 - progress) / _FALL))
    return highest * rising * falling


def word_learner(settings: Settings) -> Learner:
    """The word network in training, for batches of images and labels of any width."""
    import tensorflow as tf

    from hwocr.networks.words import word_network

    images = tf.TensorSpec((None, None, None, 1), tf.float32)
    labels = tf.TensorSpec((None, None), tf.int32)
    return Learner(word_network, ctc_loss, settings, _PACE, [images, labels])


def _work(rank: int, team: Team, settings: Settings, report: Callable[[str], None]) -> None:
    start_tensorflow(one_thread=team.size > 1)
    import tensorflow as tf

    from hwocr.training.words.batches import Mixture
    from hwocr.training.words.validation import error_rates, load_checks

    output, parent = Path(settings.output), os.getppid()
    learner = word_learner(settings)
    state = output / "state.npz"
    if state.exists():
        learner.load_state(state)
    begun_at = learner.step
    mixture = Mixture.open(output / "store")
    # The plan is common to all workers, so that their batches are equally wide.
    planning = np.random.default_rng([settings.seed, begun_at])
    plan = mixture.plan(settings.columns, team.size, planning)
    chance = np.random.default_rng([settings.seed, begun_at, rank + 1])
    checks = load_checks(output / "validation") if rank == 0 else {}
    if rank == 0:
        report(
            f"{learner.network.count_params():,} parameters; {len(mixture):,} samples drawn; "
            f"training from step {begun_at}"
        )
    log = (output / "log.jsonl").open("a") if rank == 0 else None
    if log:
        log.write(json.dumps({"settings": asdict(settings), "step": begun_at}) + "\n")
    best = float("inf")
    # All start the clock together, and rank 0's clock decides for all.
    clock = np.zeros(1, np.float32)
    team.mean(rank, clock)
    begun = checked = time.monotonic()
    progress, samples, losses = 0.0, 0, []
    while progress < 1.0:
        done = learner.step - begun_at
        learner.optimizer.learning_rate.assign(learning_rate(progress, done, settings.rate))
        width, choices = next(plan)
        batch = mixture.batch(width, choices[rank :: team.size], chance)
        loss, flat = learner.gradient(tf.constant(batch.images), tf.constant(batch.labels))
        learner.update(tf.constant(team.mean(rank, flat.numpy())))
        losses.append(float(loss))
        samples += len(choices)
        learner.step += 1
        if learner.step % 10 == 0:
            learner.follow()
            passed = (time.monotonic() - begun) / (60 * settings.minutes)
            clock[0] = (done + 1) / settings.steps if settings.steps else passed
            progress = float(team.mean(rank, clock)[0])
            if os.getppid() != parent:
                return  # whoever started this run was stopped
        due = time.monotonic() - checked > 60 * settings.check_every
        if log and (due or progress >= 1.0):
            learner.average.set_weights(learner.moving)
            rates = error_rates(learner.average, checks)
            line = {
                "step": learner.step,
                "samples": samples,
                "minutes": round((time.monotonic() - begun) / 60, 1),
                "loss": round(float(np.mean(losses)), 4),
                **rates,
            }
            losses, checked = [], time.monotonic()
            log.write(json.dumps(line) + "\n")
            log.flush()
            report(json.dumps(line))
            save_network(learner.average, output / "weights.keras")
            if rates["mean"] < best:
                best = rates["mean"]
                save_network(learner.average, output / "best.keras")
            if progress < 1 - _FALL:
                learner.save_state(state)

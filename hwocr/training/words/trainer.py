"""Training of the word network: ``hwocr train words``."""

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

_CAPACITY = 8_000_000
"""Most parameters that workers can exchange."""
_WARM_UP = 400
"""Steps over which the rate rises, at the start and after each resumption."""
_FALL = 0.6
"""Share of a run, at its end, over which the rate falls to 0."""


@dataclass(frozen=True)
class Settings:
    """How to train. The learning rate rises, stays, and falls in the last part of the run.

    Attributes:
        data: folder of the training data, ``None`` for the usual one.
        output: folder for the samples drawn ahead, the run's state and its log.
        minutes: how long to train, the drawing of samples not counted.
        steps: how many steps to train instead: then one seed gives one result.
        passes: how often each source is drawn ahead, each time with another look.
        columns: columns of the word images of one step, all workers together.
        rate: the highest learning rate.
        workers: processes that train together, one thread each.
        seed: where chance starts.
        start: weights to start from (``.keras``) if there is no state to resume.
        check_every: minutes between two looks at the validation sets.
    """

    data: str | None = None
    output: str = "runs/words"
    minutes: float = 120.0
    steps: int | None = None
    passes: int = 2
    columns: int = 7680
    rate: float = 1.2e-3
    weight_decay: float = 0.02
    workers: int = 2
    seed: int = 1
    start: str | None = None
    check_every: float = 5.0


def train(settings: Settings, report: Callable[[str], None] = print) -> Path:
    """Train and return the path of the averaged weights (``.keras``).

    The run's folder holds ``weights.keras`` (the moving average, what reading should use),
    ``best.keras`` (the one with the lowest validation error), ``state.npz`` (weights, average and
    optimiser as they were before the rate fell: the next run goes on from there) and ``log.jsonl``.

    Raises:
        hwocr.errors.DataError: the data is missing.
    """
    from hwocr.training.words.render import render

    folder, output = data_folder(settings.data), Path(settings.output)
    output.mkdir(parents=True, exist_ok=True)
    render(folder, output / "store", settings.passes, settings.workers, report)
    render(folder, output / "validation", 1, settings.workers, report, validation=True)
    team = Team.of(settings.workers, _CAPACITY)
    # TensorFlow takes its number of threads when it starts, so every worker is a fresh process.
    workers = [
        get_context("spawn").Process(target=_work, args=(rank, team, settings, report), daemon=True)
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
    return output / "weights.keras"


def learning_rate(progress: float, step: int, highest: float) -> float:
    """Rate at ``progress`` in [0, 1] of the run and ``step`` since its start."""
    rising = min(1.0, (step + 1) / _WARM_UP)
    falling = min(1.0, max(0.0, (1 - progress) / _FALL))
    return highest * rising * falling


class Trainer:
    """One worker's network, optimiser and moving average."""

    def __init__(self, settings: Settings, start: Path | None) -> None:
        import keras
        import tensorflow as tf

        from hwocr.networks.words import word_network

        keras.utils.set_random_seed(settings.seed)
        # bfloat16 halves the time on processors that know it; the weights stay float32.
        keras.config.set_dtype_policy("mixed_bfloat16")
        self.network = word_network()
        keras.config.set_dtype_policy("float32")
        self.average = word_network()
        if start is not None:
            self.average.load_weights(start)
            self.network.set_weights(self.average.get_weights())
        self.optimizer = keras.optimizers.AdamW(settings.rate, weight_decay=settings.weight_decay)
        self.optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
        variables = self.network.trainable_variables
        self.optimizer.build(variables)
        self.moving = [np.array(w, np.float32) for w in self.network.get_weights()]
        self.step = 0
        shapes = [v.shape for v in variables]
        sizes = [int(np.prod(shape)) for shape in shapes]
        network, optimizer = self.network, self.optimizer

        @tf.function(  # type: ignore[untyped-decorator]
            input_signature=[
                tf.TensorSpec((None, None, None, 1), tf.float32),
                tf.TensorSpec((None, None), tf.int32),
            ]
        )
        def gradient(images: Any, labels: Any) -> Any:
            with tf.GradientTape() as tape:
                loss = ctc_loss(labels, network(images, training=True))
            gradients = tape.gradient(loss, variables)
            flat = tf.concat([tf.reshape(g, [-1]) for g in gradients], axis=0)
            # Processors need a hundred times as long to add numbers next to nothing.
            return loss, tf.where(tf.abs(flat) < 1e-20, 0.0, flat)

        @tf.function  # type: ignore[untyped-decorator]
        def update(flat: Any) -> None:
            flat, _ = tf.clip_by_global_norm([flat], 2.0)
            parts = tf.split(flat[0], sizes)
            gradients = [tf.reshape(p, s) for p, s in zip(parts, shapes, strict=True)]
            optimizer.apply_gradients(zip(gradients, variables, strict=True))

        self.gradient, self.update = gradient, update

    def follow(self) -> None:
        """Let the moving average follow the weights; call every tenth step."""
        decay = min(0.985, self.step / (self.step + 300))
        for mean, now in zip(self.moving, self.network.get_weights(), strict=True):
            mean += np.float32(1 - decay) * (now - mean)

    def save_state(self, path: Path) -> None:
        """Save all that training goes on from; an interrupted save leaves the earlier file."""
        arrays = {f"weight{i}": w for i, w in enumerate(self.network.get_weights())}
        arrays |= {f"average{i}": w for i, w in enumerate(self.moving)}
        arrays |= {f"slot{i}": np.asarray(v) for i, v in enumerate(self.optimizer.variables)}
        partial = path.with_name("partial-" + path.name)
        np.savez(partial, step=self.step, **arrays)
        partial.replace(path)

    def load_state(self, path: Path) -> None:
        """Go on from what :meth:`save_state` saved."""
        with np.load(path) as file:
            data = dict(file)
        self.step = int(data["step"])
        count = len(self.moving)
        self.network.set_weights([data[f"weight{i}"] for i in range(count)])
        self.moving = [data[f"average{i}"] for i in range(count)]
        for i, variable in enumerate(self.optimizer.variables):
            variable.assign(data[f"slot{i}"])


def _work(rank: int, team: Team, settings: Settings, report: Callable[[str], None]) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Each width of batches needs some dozens of prepared operations; 1024 would not hold them.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")
    import cv2
    import tensorflow as tf

    if team.size > 1:
        cv2.setNumThreads(1)
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)

    from hwocr.training.characters import save_network
    from hwocr.training.words.batches import Mixture
    from hwocr.training.words.validation import error_rates, load_checks

    output, parent = Path(settings.output), os.getppid()
    trainer = Trainer(settings, Path(settings.start) if settings.start else None)
    state = output / "state.npz"
    if state.exists():
        trainer.load_state(state)
    begun_at = trainer.step
    mixture = Mixture.open(output / "store")
    # The plan is common to all workers, so that their batches are equally wide.
    planning = np.random.default_rng([settings.seed, begun_at])
    plan = mixture.plan(settings.columns, team.size, planning)
    chance = np.random.default_rng([settings.seed, begun_at, rank + 1])
    checks = load_checks(output / "validation") if rank == 0 else {}
    if rank == 0:
        report(
            f"{trainer.network.count_params():,} parameters; {len(mixture):,} samples drawn; "
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
        done = trainer.step - begun_at
        trainer.optimizer.learning_rate.assign(learning_rate(progress, done, settings.rate))
        width, choices = next(plan)
        batch = mixture.batch(width, choices[rank :: team.size], chance)
        loss, flat = trainer.gradient(tf.constant(batch.images), tf.constant(batch.labels))
        trainer.update(tf.constant(team.mean(rank, flat.numpy())))
        losses.append(float(loss))
        samples += len(choices)
        trainer.step += 1
        if trainer.step % 10 == 0:
            trainer.follow()
            passed = (time.monotonic() - begun) / (60 * settings.minutes)
            clock[0] = (done + 1) / settings.steps if settings.steps else passed
            progress = float(team.mean(rank, clock)[0])
            if os.getppid() != parent:
                return  # whoever started this run was stopped
        due = time.monotonic() - checked > 60 * settings.check_every
        if rank == 0 and log and (due or progress >= 1.0):
            trainer.average.set_weights(trainer.moving)
            rates = error_rates(trainer.average, checks)
            line = {
                "step": trainer.step,
                "samples": samples,
                "minutes": round((time.monotonic() - begun) / 60, 1),
                "loss": round(float(np.mean(losses)), 4),
                **rates,
            }
            losses, checked = [], time.monotonic()
            log.write(json.dumps(line) + "\n")
            log.flush()
            report(json.dumps(line))
            save_network(trainer.average, output / "weights.keras")
            if rates["mean"] < best:
                best = rates["mean"]
                save_network(trainer.average, output / "best.keras")
            if progress < 1 - _FALL:
                trainer.save_state(state)


def ctc_loss(labels: Any, logits: Any) -> Any:
    """Mean −log likelihood for each character of the texts (Graves et al. 2006).

    Args:
        labels: int32 (B, L), -1 beyond the end of a text.
        logits: float32 (B, T, classes), the blank last.
    """
    import tensorflow as tf

    where = tf.where(labels >= 0)
    sparse = tf.SparseTensor(
        where, tf.gather_nd(labels, where), tf.shape(labels, out_type=tf.int64)
    )
    shape = tf.shape(logits)
    losses = tf.compat.v1.nn.ctc_loss(
        sparse,
        tf.cast(logits, tf.float32),
        tf.fill([shape[0]], shape[1]),
        time_major=False,
        ignore_longer_outputs_than_inputs=True,
    )
    # Infinite where a text is too long for its frames.
    losses = tf.where(tf.math.is_finite(losses), losses, 0.0)
    return tf.reduce_sum(losses) / tf.cast(tf.size(where) // 2, tf.float32)


def frames(network: Any, images: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits float32 (N, T, classes) of a batch of word images."""
    return np.asarray(network(images, training=False))

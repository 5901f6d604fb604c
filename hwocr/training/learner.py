"""A network in training: its weights, the optimiser that changes them, and their moving average."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_LONGEST = 0.985
"""What the moving average keeps of itself each time that it follows the weights, at most."""
_LARGEST = 2.0
"""Longer gradients are shortened to this length."""
_NOTHING = 1e-20
"""Processors need a hundred times as long to add numbers next to nothing."""


@dataclass(frozen=True)
class Settings:
    """What every training is told.

    Attributes:
        data: folder of the training data, ``None`` for the usual one.
        output: folder for the run's state and log.
        minutes: how long to train, the preparation of the data not counted.
        rate: the highest learning rate.
        weight_decay: share of the weights that a step takes away, times the learning rate.
        workers: processes that train together, one thread each.
        seed: where chance starts.
        start: weights to start from (``.keras``), ``None`` for a fresh network.
    """

    data: str | None = None
    output: str = "runs"
    minutes: float = 90.0
    rate: float = 1e-3
    weight_decay: float = 0.02
    workers: int = 2
    seed: int = 1
    start: str | None = None


class Learner:
    """One worker's network, optimiser (AdamW, Loshchilov & Hutter 2019) and moving average.

    ``gradient(inputs, targets)`` gives the loss and the gradient, float32 (parameters,);
    ``update(gradient)`` takes a step along it.
    """

    def __init__(
        self,
        build: Callable[[], Any],
        loss: Callable[[Any, Any], Any],
        settings: Settings,
        pace: int,
        signature: Sequence[Any] | None = None,
    ) -> None:
        """Build the network.

        Args:
            build: makes the untrained Keras network.
            loss: of targets and logits.
            settings: rate, weight decay, seed and start.
            pace: steps after which the moving average keeps half of itself; later it keeps more.
            signature: ``tf.TensorSpec`` of inputs and targets, if their shapes vary.
        """
        import keras
        import tensorflow as tf

        keras.utils.set_random_seed(settings.seed)
        # bfloat16 halves the time on processors that know it; the weights stay float32.
        keras.config.set_dtype_policy("mixed_bfloat16")
        self.network = build()
        keras.config.set_dtype_policy("float32")
        self.average = build()
        if settings.start:
            self.average.load_weights(settings.start)
            self.network.set_weights(self.average.get_weights())
        self.optimizer = keras.optimizers.AdamW(settings.rate, weight_decay=settings.weight_decay)
        self.optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
        self.moving = [np.array(w, np.float32) for w in self.network.get_weights()]
        self.step = 0
        self._pace = pace
        network, optimizer = self.network, self.optimizer
        variables = network.trainable_variables
        optimizer.build(variables)
        shapes = [v.shape for v in variables]
        sizes = [int(np.prod(shape)) for shape in shapes]

        @tf.function(  # type: ignore[untyped-decorator]
            input_signature=signature, reduce_retracing=True
        )
        def gradient(inputs: Any, targets: Any) -> Any:
            with tf.GradientTape() as tape:
                value = loss(targets, network(inputs, training=True))
            gradients = tape.gradient(value, variables)
            flat = tf.concat([tf.reshape(g, [-1]) for g in gradients], axis=0)
            return value, tf.where(tf.abs(flat) < _NOTHING, 0.0, flat)

        @tf.function  # type: ignore[untyped-decorator]
        def update(flat: Any) -> None:
            flat, _ = tf.clip_by_global_norm([flat], _LARGEST)
            parts = tf.split(flat[0], sizes)
            gradients = [tf.reshape(p, s) for p, s in zip(parts, shapes, strict=True)]
            optimizer.apply_gradients(zip(gradients, variables, strict=True))

        self.gradient, self.update = gradient, update

    def follow(self) -> None:
        """Let the moving average follow the weights; call every tenth step."""
        decay = min(_LONGEST, self.step / (self.step + self._pace))
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


def save_network(network: Any, path: Path) -> None:
    """Save as ``.keras``; an interrupted save leaves the earlier file whole."""
    partial = path.with_name("partial-" + path.name)
    network.save(partial)
    partial.replace(path)

"""The head of the character network in Keras, taught by one hand's examples.

The head is the last residual block and the layer that names, as
:mod:`hwocr.networks.head` takes it out of the exported graph; what comes before it stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.head import CHANNELS, CLASSES, SIDE, Arrays

Features = NDArray[np.float16]
"""What the layers before the head make of glyphs, float16 (N, SIDE, SIDE, CHANNELS)."""


_LEAST_STEPS, _MOST_STEPS = 50, 300
_LAST = 4
"""One more step in this many, with all examples."""


@dataclass(frozen=True)
class Pace:
    """How a head is taught; chosen on hands of training's writers.

    Attributes:
        own_glyphs: bent glyphs of the hand, drawn once.
        usual_glyphs: bent usual letters, drawn once.
        steps: how many.
        rate: the highest learning rate; it falls by a cosine to 0.
        own, usual: examples of the hand and usual letters in one step.
        enough: loss of an example below which it is learnt well enough, and left alone.
        keep: how much it counts that usual letters are read as before.
    """

    own_glyphs: int
    usual_glyphs: int
    steps: int
    rate: float = 8e-4
    own: int = 24
    usual: int = 232
    enough: float = 0.05
    keep: float = 6.0

    @classmethod
    def for_examples(cls, count: int) -> Pace:
        """As many steps as a hand of ``count`` examples needs: half a minute for fifty."""
        steps = min(_MOST_STEPS, _LEAST_STEPS + 5 * count)
        return cls(own_glyphs=10 * steps, usual_glyphs=54 * steps, steps=steps)

    @property
    def last(self) -> Pace:
        """For what was held out, when the effect on it is known: it is learnt with all the rest."""
        return replace(self, own_glyphs=self.own_glyphs // _LAST, steps=self.steps // _LAST)


def teach_head(
    before: Arrays,
    own: tuple[Features, NDArray[np.bool_]],
    usual: tuple[Features, NDArray[np.float32]],
    pace: Pace,
    seed: int,
    report: Callable[[int], None],
) -> dict[str, NDArray[Any]]:
    """Teach.

    The loss is the partial-label likelihood of the hand's examples, plus the divergence of the
    answers to usual letters from those before (learning without forgetting, Li & Hoiem 2016).

    Args:
        before: the head's arrays, see :data:`hwocr.networks.head.SHAPES`.
        own: the hand's examples, and the classes that each one's letter allows, (N, CLASSES).
        usual: usual letters, and the logits that the head gave for them before, (M, CLASSES).
        pace: how.
        seed: where chance starts.
        report: called with the number of steps done, now and then.

    Returns:
        The head's arrays afterwards, of the same shapes and dtypes.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    network = _network(before)
    weights = network.trainable_variables
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(pace.rate, pace.steps))
    optimizer.build(weights)

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def step(mine: Any, allowed: Any, others: Any, answers: Any) -> None:
        with tf.GradientTape() as tape:
            features = tf.cast(tf.concat([mine, others], axis=0), tf.float32)
            logits = network(features, training=True)
            new, kept = tf.split(logits, [pace.own, pace.usual])
            loss = tf.reduce_mean(tf.nn.relu(_losses(allowed, new) - pace.enough))
            loss += pace.keep * tf.reduce_mean(
                tf.nn.softmax_cross_entropy_with_logits(tf.nn.softmax(answers), kept)
            )
        gradients = tape.gradient(loss, weights)
        optimizer.apply_gradients(zip(gradients, weights, strict=True))

    rng = np.random.default_rng(seed)
    for number in range(pace.steps):
        i = rng.integers(len(own[0]), size=pace.own)
        j = rng.integers(len(usual[0]), size=pace.usual)
        step(own[0][i], own[1][i], usual[0][j], usual[1][j])
        if number % 5 == 4:
            report(number + 1)
    return _arrays(network)


def _losses(allowed: Any, logits: Any) -> Any:
    """−log of the probability of all allowed classes together, for each example."""
    import tensorflow as tf

    possible = tf.where(allowed, logits, tf.constant(-1e9, tf.float32))
    return tf.reduce_logsumexp(logits, 1) - tf.reduce_logsumexp(possible, 1)


def _network(head: Arrays) -> Any:
    import keras
    from keras import layers

    features = keras.Input((SIDE, SIDE, CHANNELS))
    x = layers.Conv2D(CHANNELS, 3, padding="same", activation="relu", name="first")(features)
    x = layers.Conv2D(CHANNELS, 3, padding="same", name="second")(x)
    x = layers.ReLU()(layers.Add()([features, x]))
    x = layers.GlobalAveragePooling2D()(x)
    network = keras.Model(features, layers.Dense(CLASSES, name="naming")(x))
    for name in ("first", "second", "naming"):
        kernel = np.asarray(head[f"{name}.kernel"], np.float32)
        # ONNX has (out, in, rows, columns), Keras (rows, columns, in, out).
        turned = kernel.transpose(2, 3, 1, 0) if kernel.ndim == 4 else kernel
        network.get_layer(name).set_weights([turned, head[f"{name}.bias"]])
    return network


def _arrays(network: Any) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for name in ("first", "second", "naming"):
        kernel, bias = network.get_layer(name).get_weights()
        turned = kernel.transpose(3, 2, 0, 1) if kernel.ndim == 4 else kernel
        arrays[f"{name}.kernel"] = np.ascontiguousarray(turned, np.float16)
        arrays[f"{name}.bias"] = np.asarray(bias, np.float32)
    return arrays

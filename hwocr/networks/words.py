"""The word network in Keras: convolutions, two bidirectional LSTMs, CTC (Graves et al. 2009,
Shi et al. 2017).

Used for training and export only; reading runs the exported graph.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from hwocr.networks.classes import BLANK
from hwocr.wordimage import HEIGHT

STAGES = ((32, 1, (2, 2)), (64, 1, (2, 2)), (128, 1, (2, 1)))
"""Channels, residual blocks and strides (rows, columns) of each stage."""
COLUMNS_PER_FRAME = 4
"""Columns of the word image for each frame of the output."""
_COLUMN_FEATURES = 256
_UNITS = 192


def word_network(dropout: float = 0.15) -> keras.Model:
    """Build the untrained network.

    Input: float32 (batch, HEIGHT, W, 1), images of :func:`hwocr.wordimage.normalise`.
    Output: float32 (batch, W / COLUMNS_PER_FRAME, BLANK + 1), logits in the order of
    ``WORD_CHARACTERS``, the CTC blank last.
    """
    image = keras.Input((HEIGHT, None, 1), name="words")
    x: Any = image
    for number, (channels, blocks, strides) in enumerate(STAGES):
        x = _convolution(x, channels, kernel=5 if number == 0 else 3, strides=strides)
        for _ in range(blocks):
            x = _residual(x, channels)
    # What is left of the rows becomes one feature vector for each frame.
    x = _convolution(x, _COLUMN_FEATURES, kernel=(HEIGHT // 8, 1), padding="valid")
    x = layers.Reshape((-1, _COLUMN_FEATURES))(x)
    x = layers.Dropout(dropout)(x)
    for _ in range(2):
        # On processors the recurrent steps are quicker in 32 bits than in bfloat16.
        lstm = layers.LSTM(_UNITS, return_sequences=True, dtype="float32")
        x = layers.Bidirectional(lstm, dtype="float32")(x)
        x = layers.Dropout(dropout, dtype="float32")(x)
    logits = layers.Dense(BLANK + 1, dtype="float32", name="logits")(x)
    return keras.Model(image, logits, name="words")


def _convolution(
    x: Any,
    channels: int,
    kernel: int | tuple[int, int],
    strides: tuple[int, int] = (1, 1),
    padding: str = "same",
    gamma: str = "ones",
) -> Any:
    x = layers.Conv2D(
        channels,
        kernel,
        strides=strides,
        padding=padding,
        use_bias=False,
        kernel_initializer="he_normal",
    )(x)
    x = layers.BatchNormalization(momentum=0.98, gamma_initializer=gamma)(x)
    return x if gamma == "zeros" else layers.ReLU()(x)


def _residual(x: Any, channels: int) -> Any:
    y = _convolution(x, channels, kernel=3)
    # Starting at zero, each block begins as the identity, which steadies early training.
    y = _convolution(y, channels, kernel=3, gamma="zeros")
    return layers.ReLU()(layers.Add()([x, y]))

"""The word network in Keras: convolutions, two bidirectional LSTMs, CTC (Graves et al. 2009,
Shi et al. 2017).

Used for training and export only; reading runs the exported graph.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from hwocr.networks.blocks import convolution, residual
from hwocr.networks.classes import BLANK
from hwocr.wordimage import HEIGHT

STAGES = ((32, 1, (2, 2)), (64, 1, (2, 2)), (128, 1, (2, 1)))
"""Channels, residual blocks and strides (rows, columns) of each stage."""
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
        x = convolution(x, channels, kernel=5 if number == 0 else 3, strides=strides)
        for _ in range(blocks):
            x = residual(x, channels)
    # What is left of the rows becomes one feature vector for each frame.
    x = convolution(x, _COLUMN_FEATURES, kernel=(HEIGHT // 8, 1), padding="valid")
    x = layers.Reshape((-1, _COLUMN_FEATURES))(x)
    x = layers.Dropout(dropout)(x)
    for _ in range(2):
        # On processors the recurrent steps are quicker in 32 bits than in bfloat16.
        lstm = layers.LSTM(_UNITS, return_sequences=True, dtype="float32")
        x = layers.Bidirectional(lstm, dtype="float32")(x)
        x = layers.Dropout(dropout, dtype="float32")(x)
    logits = layers.Dense(BLANK + 1, dtype="float32", name="logits")(x)
    return keras.Model(image, logits, name="words")

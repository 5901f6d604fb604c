"""The character network: a small residual CNN (He et al. 2016) in Keras.

Used for training and export only; reading runs the exported graph.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from hwocr.glyph import SIZE
from hwocr.networks.blocks import convolution, residual
from hwocr.networks.classes import CLASS_COUNT

STAGES = ((48, 2), (96, 2), (160, 2))
"""Channels and residual blocks of each stage; every stage halves the picture's side."""


def character_network(dropout: float = 0.3) -> keras.Model:
    """Build the untrained network.

    Input: float32 (batch, SIZE, SIZE, 1), glyphs of :func:`hwocr.glyph.normalise`.
    Output: float32 (batch, CLASS_COUNT), logits in the order of ``hwocr.networks.classes``.
    """
    glyphs = keras.Input((SIZE, SIZE, 1), name="glyphs")
    x: Any = glyphs
    for number, (channels, blocks) in enumerate(STAGES):
        x = convolution(x, channels, kernel=5 if number == 0 else 3, strides=2)
        for _ in range(blocks):
            x = residual(x, channels)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(dropout)(x)
    logits = layers.Dense(CLASS_COUNT, dtype="float32", name="logits")(x)
    return keras.Model(glyphs, logits, name="characters")

"""The layers that both networks are built of (He et al. 2016)."""

from __future__ import annotations

from typing import Any

from keras import layers


def convolution(
    x: Any,
    channels: int,
    kernel: int | tuple[int, int],
    strides: int | tuple[int, int] = 1,
    padding: str = "same",
    gamma: str = "ones",
) -> Any:
    """A convolution without bias and its batch normalisation; then ReLU, unless gamma is zeros.

    Args:
        x: Keras tensor (batch, H, W, any).
        channels: of the output.
        kernel: its sides, one number for a square.
        strides: rows and columns, one number for both.
        padding: "same" or "valid".
        gamma: what the normalisation's factor starts as, "ones" or "zeros".
    """
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


def residual(x: Any, channels: int) -> Any:
    """Two 3×3 convolutions beside the identity; ``x`` has ``channels`` channels."""
    y = convolution(x, channels, kernel=3)
    # Starting at zero, each block begins as the identity, which steadies early training.
    y = convolution(y, channels, kernel=3, gamma="zeros")
    return layers.ReLU()(layers.Add()([x, y]))

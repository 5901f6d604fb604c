"""What training on whole words minimises."""

from __future__ import annotations

from typing import Any


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

"""Probabilities and times, as the page writes them."""

from __future__ import annotations


def percent(probability: float) -> str:
    """``0.973`` → ``97 %``; never a certainty that was rounded up."""
    if probability >= 0.995:
        return "> 99 %"
    if probability < 0.001:
        return "< 0.1 %"
    return f"{100 * probability:.1f} %" if probability < 0.0995 else f"{100 * probability:.0f} %"


def duration(seconds: float) -> str:
    """``0.0382`` → ``38 ms``, ``1.52`` → ``1.5 s``."""
    if seconds >= 0.9995:
        return f"{seconds:.1f} s"
    milliseconds = 1000 * seconds
    return f"{milliseconds:.1f} ms" if milliseconds < 9.95 else f"{milliseconds:.0f} ms"

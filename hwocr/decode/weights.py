"""How much ink, language and length count, and what makes a reading sure: fitted, not chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.registry import read_registry, verified_bytes


@dataclass(frozen=True)
class Weights:
    """For one way of looking at a word, with or without a language.

    Attributes:
        ranking: of the columns that :meth:`~hwocr.decode.views.Views.columns` gives, and of the
            prior.
        sureness: of what tells how sure the best reading is.
    """

    ranking: tuple[float, ...]
    sureness: tuple[float, ...]


@dataclass(frozen=True)
class Context:
    """All weights.

    Attributes:
        gate: of what tells whether letters were cut apart right, for words seen both ways and
            for letters alone.
        weights: by the kind of view, "both", "drawn", "whole" or "letters", and whether a language
            is expected: "both, none" is without.
    """

    gate: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, Weights]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Context:
        """The weights that come with hwocr, loaded once.

        Raises:
            hwocr.errors.ModelError: the file is missing or damaged.
        """
        return from_json(verified_bytes(read_registry()["context"]))

    def of(self, kind: str, with_language: bool) -> Weights:
        """The weights for a kind of view."""
        return self.weights[kind if with_language else f"{kind}, none"]

    def trust(self, kind: str, values: NDArray[np.float64]) -> float:
        """Probability that letters were cut apart right."""
        return logistic(values, self.gate[kind]) if kind in self.gate else 0.0


def logistic(values: NDArray[np.float64], weights: tuple[float, ...]) -> float:
    """The logistic function of the weighted sum."""
    return float(1 / (1 + np.exp(-np.clip(values @ np.array(weights), -30, 30))))


def from_json(data: bytes) -> Context:
    """The context that :func:`to_json` wrote."""
    fields: dict[str, Any] = json.loads(data)
    return Context(
        {kind: tuple(gate) for kind, gate in fields["gate"].items()},
        {
            kind: Weights(tuple(values["ranking"]), tuple(values["sureness"]))
            for kind, values in fields["weights"].items()
        },
    )


def to_json(context: Context) -> bytes:
    """The context as a file; numbers with four places."""

    def rounded(values: tuple[float, ...]) -> list[float]:
        return [round(value, 4) for value in values]

    fields = {
        "gate": {kind: rounded(gate) for kind, gate in context.gate.items()},
        "weights": {
            kind: {"ranking": rounded(w.ranking), "sureness": rounded(w.sureness)}
            for kind, w in context.weights.items()
        },
    }
    return (json.dumps(fields, indent=2) + "\n").encode()

"""A gate that is open to all ink, so that a taught head alone is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.taught import COMPONENTS, GATE


def open_gate() -> dict[str, NDArray[Any]]:
    """The arrays of one: whatever comes in points where its only example does."""
    middle = np.zeros(COMPONENTS, np.float32)
    middle[0] = -1
    return {
        "gate.projection": np.zeros(*GATE["gate.projection"]),
        "gate.middle": middle,
        "gate.examples": -middle[None].astype(np.float16),
    }

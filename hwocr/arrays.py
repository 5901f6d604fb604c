"""Names for the arrays that travel through the library."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""An RGB picture, uint8, shape (H, W, 3)."""

Grey: TypeAlias = NDArray[np.uint8]
"""A grey picture or a binary mask, uint8, shape (H, W)."""

Ink: TypeAlias = NDArray[np.float32]
"""How much ink lies on each pixel, float32 in [0, 1], shape (H, W); 0 is bare paper."""

Matrix: TypeAlias = NDArray[np.float64]
"""A 3×3 projective matrix on homogeneous pixel coordinates."""

Points: TypeAlias = NDArray[np.float32]
"""Points as (x, y) rows, float32, shape (N, 2)."""

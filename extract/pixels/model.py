"""What images are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""Height × width × 3 bytes: red, green, blue."""

Mask = npt.NDArray[Any]
"""Height × width bytes: 255 where something is, else 0."""

Ring = npt.NDArray[Any]
"""Corners × 2: x and y in pixels."""

Labels = npt.NDArray[Any]
"""Height × width numbers, or any other table of numbers."""

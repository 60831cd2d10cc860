"""Short lines between boxes."""

from __future__ import annotations

import numpy as np
import pytest

from extract.pixels.areas import Area
from extract.pixels.stubs import stubs_of


def box(x0: float, y0: float, x1: float, y1: float) -> Area:
    ring = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    return Area("rectangle", ring, (255.0, 255.0, 255.0), (0.0, 0.0, 0.0), 4.0, 1.0)


@pytest.mark.parametrize("gap", [9, 14, 30])
def test_a_line_between_boxes_however_close(gap: int) -> None:
    mask = np.zeros((200, 200), np.uint8)
    # Rims of four pixels with a smooth edge of one.
    mask[57:63, 20:180] = mask[57 + gap : 63 + gap, 20:180] = 255
    mask[60 : 60 + gap, 98:103] = 255
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    (stub,) = stubs_of(image, mask, [box(20, 20, 180, 60), box(20, 60 + gap, 180, 120 + gap)], 7)
    assert stub.thickness == 5 and abs(stub.points[0][0] - 100.5) < 1


def test_boxes_that_touch_have_none() -> None:
    mask = np.zeros((200, 200), np.uint8)
    mask[57:68, 20:180] = 255
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    assert not stubs_of(image, mask, [box(20, 20, 180, 60), box(20, 65, 180, 120)], 7)

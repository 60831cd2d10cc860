"""Heads that are broad enough to be found as areas."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.pixels.areas import Area
from extract.pixels.broad_heads import with_whole_heads
from extract.pixels.model import Image


def drawn(ring: list[tuple[int, int]], *, line: bool) -> tuple[Image, Area]:
    """A black outline, with a line that comes in from its left or without, and its area."""
    image = np.full((120, 200, 3), 255, np.uint8)
    if line:
        image[57:64, 20:80] = 0
    cv2.fillPoly(image, [np.array(ring)], (0, 0, 0))
    return image, Area("polygon", np.array(ring, np.float64), (0.0, 0.0, 0.0), None, 0.0, 400.0)


@pytest.mark.parametrize("tip", [[(120, 60)], [(112, 56), (112, 64)]])
def test_a_head_has_its_tip_though_a_rim_cut_it(tip: list[tuple[int, int]]) -> None:
    image, area = drawn([(80, 40), *tip, (80, 80)], line=True)
    (head,) = with_whole_heads(image, [area], 75.0)
    assert len(head.ring) == 3 and abs(head.ring[:, 0].max() - 120) < 4


def test_a_triangle_without_a_line_is_left_as_it_is() -> None:
    image, area = drawn([(80, 40), (112, 56), (112, 64), (80, 80)], line=False)
    assert with_whole_heads(image, [area], 75.0) == [area]


def test_a_box_at_the_end_of_a_line_is_no_head() -> None:
    image, area = drawn([(80, 40), (110, 42), (110, 78), (80, 80)], line=True)
    assert with_whole_heads(image, [area], 75.0) == [area]

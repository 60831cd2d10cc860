"""Rectangles with round corners."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.model import Ring
from extract.pixels.rounded import outline, overlap, rounding

BOX = (10, 10, 80, 40)


def contour_of(radius: float) -> Ring:
    mask = np.zeros((60, 100), np.uint8)
    ring = outline((10.0, 10.0, 89.0, 49.0), radius)
    cv2.fillPoly(mask, [np.round(ring).astype(np.int32)], 255)
    (contour,), _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(contour)


def test_square_corners_have_no_radius() -> None:
    assert rounding(contour_of(0.0), BOX) < 1


def test_the_radius_of_corners_is_measured() -> None:
    assert abs(rounding(contour_of(12.0), BOX) - 12) < 2


def test_one_corner_that_is_cut_does_not_tell() -> None:
    mask = np.zeros((60, 100), np.uint8)
    mask[10:50, 10:90] = 255
    mask[10:20, 10:20] = 0
    (contour,), _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    assert rounding(np.asarray(contour), BOX) < 1


def test_a_part_fills_the_rectangle_of_its_own_radius_best() -> None:
    contour = contour_of(16.0)
    assert overlap(contour, BOX, 16.0) > 0.97
    assert overlap(contour, BOX, 16.0) > overlap(contour, BOX, 0.0)

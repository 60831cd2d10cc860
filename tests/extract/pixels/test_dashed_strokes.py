"""Rows of dashes in an image."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.dashes import with_dashed_lines
from extract.pixels.model import Mask
from extract.pixels.strokes import Stroke, pieces_of, strokes_of

LONGEST = 42.0


def dashed(mask: Mask, points: list[tuple[float, float]], dash: float = 14.0, gap: float = 12.0) -> None:
    """Draws a polyline in dashes that go on around its corners."""
    course = np.array(points, np.float64)
    lengths = np.hypot(*np.diff(course, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(lengths)])
    for start in np.arange(0.0, at[-1], dash + gap):
        along = np.arange(start, min(start + dash, at[-1]), 0.5)
        xs, ys = (np.interp(along, at, course[:, i]) for i in (0, 1))
        ring = np.round(np.stack([xs, ys], axis=1)).astype(np.int32)
        cv2.polylines(mask, [ring], False, 255, 3)


def followed(mask: Mask) -> list[Stroke]:
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    return with_dashed_lines(mask, strokes_of(image, mask, pieces_of(mask)), LONGEST)


def test_dashes_in_a_row_are_one_dashed_line_up_to_its_head() -> None:
    mask = np.zeros((120, 400), np.uint8)
    dashed(mask, [(20, 60), (340, 60)])
    cv2.fillPoly(mask, [np.array([(372, 60), (346, 51), (346, 69)])], 255)
    (line,) = (stroke for stroke in followed(mask) if stroke.dashed)
    xs = sorted((line.points[0][0], line.points[-1][0]))
    assert xs[0] < 24 and xs[1] > 364
    assert np.ptp(line.points[:, 1]) < 4


def test_a_line_goes_on_where_something_stands_over_a_dash() -> None:
    mask = np.zeros((120, 500), np.uint8)
    dashed(mask, [(20, 60), (480, 60)])
    mask[:, 230:252] = 0
    assert [stroke.dashed for stroke in followed(mask)] == [True]


def test_dashed_curves_that_cross_stay_two() -> None:
    mask = np.zeros((220, 500), np.uint8)
    xs = np.linspace(20, 480, 60)
    for turn in (1, -1):
        dashed(mask, [(x, 110 + turn * 80 * np.cos((x - 20) / 460 * np.pi)) for x in xs])
    lines = [stroke for stroke in followed(mask) if stroke.dashed]
    assert len(lines) == 2
    assert all(abs(line.points[0][1] - line.points[-1][1]) > 120 for line in lines)


def test_strokes_of_no_even_length_are_no_dashed_line() -> None:
    mask = np.zeros((120, 400), np.uint8)
    for x0, x1 in ((20, 30), (36, 76), (110, 116), (126, 160), (200, 204), (214, 250)):
        cv2.line(mask, (x0, 60), (x1, 60), 255, 3)
    assert not any(stroke.dashed for stroke in followed(mask))

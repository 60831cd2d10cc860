"""Shapes of an image that other shapes and lines stand close to."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.areas import Area, areas_of
from extract.pixels.cleared import cleared
from extract.pixels.flat import flat_parts
from extract.pixels.model import Image
from extract.pixels.rounded import outline

THIN = 7


def blank() -> Image:
    return np.full((200, 400, 3), 255, np.uint8)


def found(image: Image) -> list[Area]:
    return areas_of(image, flat_parts(image, THIN), THIN, [])


def box(
    image: Image, x: int, y: int, wide: int, high: int, fill: tuple[int, int, int], radius: int = 0
) -> None:
    ring = outline((float(x), float(y), float(x + wide), float(y + high)), radius)
    points = [np.round(ring).astype(np.int32)]
    cv2.fillPoly(image, points, fill)
    cv2.polylines(image, points, True, (0, 0, 0), 2)


def test_boxes_of_one_colour_that_stand_close_are_shapes() -> None:
    image = blank()
    for i in range(5):
        box(image, 20 + 62 * i, 60, 54, 80, (255, 150, 0))
    assert len(found(image)) == 5


def test_an_empty_box_between_lines_is_a_shape() -> None:
    image = blank()
    box(image, 60, 90, 280, 30, (255, 255, 255))
    for x in range(80, 340, 40):
        cv2.line(image, (x, 88), (x - 20, 60), (0, 0, 0), 2)
        cv2.line(image, (x - 20, 60), (x - 40, 88), (0, 0, 0), 2)
    assert any(np.abs(np.array(area.box) - (60, 90, 340, 120)).max() < 4 for area in found(image))


def test_what_lines_enclose_is_none() -> None:
    image = blank()
    for x in (100, 300):
        cv2.line(image, (x, 0), (x, 200), (0, 0, 0), 2)
    for y in (60, 140):
        cv2.line(image, (0, y), (400, y), (0, 0, 0), 2)
    assert not found(image)


def test_round_corners_are_cleared_with_the_rim() -> None:
    image = blank()
    box(image, 60, 40, 280, 120, (230, 240, 250), 24)
    (area,) = found(image)
    assert area.form == "rectangle" and abs(area.rounding - 24) < 5
    ink = np.where(image.max(axis=2) < 128, 255, 0).astype(np.uint8)
    assert not cleared(ink, [area]).any()


def test_a_small_circle_is_round() -> None:
    image = blank()
    cv2.circle(image, (100, 100), 12, (200, 220, 255), cv2.FILLED)
    cv2.circle(image, (100, 100), 12, (0, 0, 0), 2)
    assert [area.form for area in found(image)] == ["ellipse"]

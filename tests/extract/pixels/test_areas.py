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
    shapes, _ = areas_of(image, flat_parts(image, THIN), THIN, [])
    return shapes


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


def test_the_soft_shadow_of_a_box_is_no_shape() -> None:
    image = blank()
    cv2.rectangle(image, (106, 66), (306, 146), (200, 200, 200), cv2.FILLED)
    image = cv2.GaussianBlur(image, (0, 0), 8.0).astype(np.uint8)
    box(image, 100, 60, 200, 80, (230, 240, 250))
    assert len(found(image)) == 1


def test_a_slim_shadow_is_no_shape() -> None:
    image = blank()
    cv2.rectangle(image, (110, 70), (309, 149), (180, 180, 180), cv2.FILLED)
    box(image, 100, 60, 200, 80, (230, 240, 250))
    assert len(found(image)) == 1


def test_a_cell_hardly_broader_than_its_rim_is_a_shape() -> None:
    image = blank()
    for i in range(6):
        box(image, 60 + 11 * i, 60, 11, 40, (240, 150, 80) if i % 2 else (90, 160, 220))
    assert len(found(image)) == 6


def test_a_small_dot_is_round() -> None:
    image = blank()
    cv2.circle(image, (100, 100), 9, (200, 120, 120), cv2.FILLED, cv2.LINE_AA)
    cv2.circle(image, (100, 100), 9, (0, 0, 0), 3, cv2.LINE_AA)
    assert [area.form for area in found(image)] == ["ellipse"]


def test_slightly_slanted_sides_are_no_rectangle() -> None:
    image = blank()
    ring = np.array([(100, 40), (200, 52), (200, 148), (100, 160)])
    cv2.fillPoly(image, [ring], (210, 230, 210))
    cv2.polylines(image, [ring], True, (0, 0, 0), 2)
    (area,) = found(image)
    assert area.form == "polygon" and len(area.ring) == 4
    assert all(np.hypot(*(area.ring - corner).T).min() < 3 for corner in ring)

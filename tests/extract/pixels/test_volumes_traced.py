"""Boxes in perspective in an image: all their faces are found, also slim ones and ones of one colour."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.pixels.areas import Area
from extract.pixels.model import Image
from extract.pixels.traced import traced

Colour = tuple[int, int, int]

BLUE: Colour = (158, 196, 232)
WHITE: Colour = (255, 255, 255)


def blank() -> Image:
    return np.full((240, 320, 3), 255, np.uint8)


def volume(
    image: Image, step: tuple[int, int], faces: tuple[Colour, Colour, Colour], blurred: bool = False
) -> None:
    """A box whose front stands from (100, 80) to (160, 180), and its back by a step from there."""
    front = np.array([(100, 80), (160, 80), (160, 180), (100, 180)])
    dx, dy = step
    top = np.array([(100, 80), (160, 80), (160 + dx, 80 + dy), (100 + dx, 80 + dy)])
    side = np.array([(160, 80), (160 + dx, 80 + dy), (160 + dx, 180 + dy), (160, 180)])
    for ring, colour in zip((front, top, side), faces, strict=True):
        cv2.fillPoly(image, [ring], colour)
    for ring in (front, top, side):
        cv2.polylines(image, [ring], True, (0, 0, 0), 3, cv2.LINE_AA)
    if blurred:
        image[:] = cv2.GaussianBlur(image, (0, 0), 1.0)


def slanted(areas: list[Area]) -> list[tuple[int, ...]]:
    return sorted(tuple(round(v) for v in area.box) for area in areas if area.form == "polygon")


@pytest.mark.parametrize("faces", [(BLUE, BLUE, BLUE), (WHITE, WHITE, WHITE)])
def test_faces_of_one_colour_are_those_of_a_volume(faces: tuple[Colour, Colour, Colour]) -> None:
    image = blank()
    volume(image, (40, -30), faces)
    areas = traced(image, 300.0).areas
    assert len(areas) == 3
    assert np.abs(np.array(slanted(areas)) - [(100, 50, 200, 80), (160, 50, 200, 180)]).max() <= 3


def test_a_face_hardly_broader_than_lines_is_found() -> None:
    image = blank()
    volume(image, (30, -10), (BLUE, (225, 235, 250), (110, 150, 200)), blurred=True)
    areas = traced(image, 300.0).areas
    assert np.abs(np.array(slanted(areas)) - [(100, 70, 190, 80), (160, 70, 190, 180)]).max() <= 3


def test_corners_of_faces_are_one() -> None:
    image = blank()
    volume(image, (40, -30), (BLUE, (225, 235, 250), (110, 150, 200)))
    found = {tuple(np.round(corner, 1)) for area in traced(image, 300.0).areas for corner in area.ring}
    assert len(found) == 7


def test_a_slim_line_of_another_colour_is_no_shape() -> None:
    image = blank()
    cv2.line(image, (40, 120), (280, 120), (230, 120, 120), 7)
    assert not traced(image, 300.0).areas

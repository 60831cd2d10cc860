"""Photographs within pictures of drawings."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.pixels.flat import flat_parts
from extract.pixels.model import Image
from extract.pixels.photos import photos_of
from extract.pixels.traced import traced

PHOTO = (60, 100, 220, 240)
"""Left, top, right and end of it in pixels."""


def scene(*, grey: bool = False) -> Image:
    """What a camera sees: patches of many colours, with some noise."""
    chance = np.random.default_rng(3)
    high, wide = PHOTO[3] - PHOTO[1], PHOTO[2] - PHOTO[0]
    coarse = chance.integers(0, 255, (high // 10, wide // 10, 3)).astype(np.uint8)
    shown = cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    noisy = np.clip(shown + chance.integers(-9, 10, shown.shape), 0, 255).astype(np.uint8)
    return np.repeat(noisy[:, :, :1], 3, axis=2) if grey else noisy


def picture(*, grey: bool = False) -> Image:
    """A photograph with an arrow to a box."""
    image = np.full((340, 520, 3), 255, np.uint8)
    x0, y0, x1, y1 = PHOTO
    image[y0:y1, x0:x1] = scene(grey=grey)
    cv2.rectangle(image, (320, 130), (460, 210), (0, 0, 0), 2)
    cv2.arrowedLine(image, (x1 + 4, 170), (316, 170), (0, 0, 0), 2, tipLength=0.15)
    return image


@pytest.mark.parametrize("grey", [False, True])
def test_a_photograph_is_one_picture_and_no_shapes(grey: bool) -> None:
    found = traced(picture(grey=grey), 200)
    (photo,) = found.photos
    assert max(abs(a - b) for a, b in zip(photo, PHOTO, strict=True)) <= 3
    (box,) = found.areas
    assert box.box[0] > PHOTO[2]
    assert len(found.strokes) == 1 and found.strokes[0].points[:, 0].min() >= PHOTO[2] - 2


def test_lines_side_by_side_are_no_photograph() -> None:
    image = np.full((340, 520, 3), 255, np.uint8)
    for y in range(40, 300, 20):
        for end in range(40, 300, 20):
            cv2.line(image, (60, y), (460, end), (0, 0, 0), 1, cv2.LINE_AA)
    assert photos_of(image, flat_parts(image, 5), 5) == []


def test_a_grid_of_cells_is_no_photograph() -> None:
    image = np.full((340, 520, 3), 255, np.uint8)
    cv2.rectangle(image, (60, 60), (300, 300), (40, 40, 220), cv2.FILLED)
    for at in range(60, 301, 8):
        cv2.line(image, (at, 60), (at, 300), (0, 0, 90), 1)
        cv2.line(image, (60, at), (300, at), (0, 0, 90), 1)
    assert photos_of(image, flat_parts(image, 5), 5) == []

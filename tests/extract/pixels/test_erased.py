"""Type is painted over, and what else is drawn there stays."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.erase import without_words
from extract.pixels.model import Image

GREEN = (212, 232, 212)


def box_with(*rows: tuple[str, int]) -> Image:
    image = np.full((120, 200, 3), 255, np.uint8)
    cv2.rectangle(image, (20, 20), (180, 100), GREEN, cv2.FILLED)
    cv2.rectangle(image, (20, 20), (180, 100), (60, 60, 60), 2)
    for text, y in rows:
        cv2.putText(image, text, (50, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (20, 20, 20), 2)
    return image


def test_letters_of_two_lines_that_touch_are_painted_over() -> None:
    image = box_with(("gyp", 55), ("bdl", 77))
    bare = without_words(image, [(48.0, 36.0, 110.0, 62.0), (48.0, 58.0, 110.0, 80.0)])
    assert np.abs(bare[30:90, 30:170].astype(int) - GREEN).max() < 30


def test_a_line_through_a_place_of_type_stays() -> None:
    image = box_with()
    cv2.line(image, (20, 60), (180, 60), (20, 20, 20), 2)
    bare = without_words(image, [(48.0, 40.0, 110.0, 58.0), (48.0, 56.0, 110.0, 74.0)])
    assert (bare[60, 30:170].max(axis=1) < 60).all()

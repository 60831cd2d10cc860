"""Type in narrow boxes."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.erase import without_words
from extract.pixels.word_parts import parted_words
from extract.pixels.words import Words


def test_words_of_two_boxes_are_read_apart() -> None:
    image = np.full((80, 300, 3), 255, np.uint8)
    for x, text in ((20, "CONV"), (160, "ReLU")):
        cv2.rectangle(image, (x, 10), (x + 110, 70), (0, 0, 0), 2)
        cv2.putText(image, text, (x + 14, 50), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)
    whole = Words("CONV ReLU", (25.0, 24.0, 265.0, 56.0), 0.9)
    assert [word.text for word in parted_words(image, [whole])] == ["CONV", "ReLU"]


def test_a_word_that_no_rim_crosses_is_left() -> None:
    image = np.full((80, 300, 3), 255, np.uint8)
    word = Words("left", (20.0, 20.0, 200.0, 50.0), 0.9)
    assert parted_words(image, [word]) == [word]


def test_letters_that_touch_the_rim_are_painted_over_and_the_rim_is_not() -> None:
    image = np.full((80, 120, 3), 255, np.uint8)
    image[:, 20:22] = image[:, 98:100] = 0
    image[30:50, 22:30] = 100
    bare = without_words(image, [(16.0, 24.0, 104.0, 56.0)])
    assert (bare[:, 20:22] == 0).all()
    assert (bare[30:50, 24:30] == 255).all()

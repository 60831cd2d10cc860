"""What was read as type and is none."""

from __future__ import annotations

import numpy as np
import pytest

from extract.pixels.model import Image
from extract.pixels.not_type import without_drawings
from extract.pixels.words import Words

LABELS = [Words("conv", (10.0, 10.0, 60.0, 30.0), 0.99), Words("ReLU", (10.0, 50.0, 60.0, 70.0), 0.99)]


def blank() -> Image:
    return np.full((200, 200, 3), 255, np.uint8)


def kept(image: Image, word: Words) -> bool:
    return word in without_drawings(image, [*LABELS, word])


def test_a_letter_by_itself_is_type() -> None:
    image = blank()
    image[105:117, 104:106] = image[105:107, 98:112] = 0
    assert kept(image, Words("T", (95.0, 100.0, 115.0, 120.0), 0.95))


def test_the_head_of_a_line_is_none() -> None:
    image = blank()
    image[20:180, 104:106] = 0
    for i in range(12):
        image[104 + i, 104 - i // 2 : 106 + i // 2] = 0
    assert not kept(image, Words("4", (95.0, 100.0, 115.0, 120.0), 0.95))


@pytest.mark.parametrize("text", ["↑", "全", "[]", "O00 0"])
def test_signs_of_other_scripts_and_arrows_are_none(text: str) -> None:
    assert not kept(blank(), Words(text, (95.0, 100.0, 115.0, 120.0), 0.99))


@pytest.mark.parametrize("text", ["α", "+", "⊕", "x"])
def test_greek_letters_and_operators_are_type(text: str) -> None:
    assert kept(blank(), Words(text, (95.0, 100.0, 115.0, 120.0), 0.99))


def test_a_few_letters_much_taller_than_the_rest_are_none() -> None:
    assert not kept(blank(), Words("11", (90.0, 100.0, 140.0, 150.0), 0.9))


def test_a_few_letters_that_are_hardly_sure_are_none() -> None:
    assert not kept(blank(), Words("4", (95.0, 100.0, 115.0, 120.0), 0.55))

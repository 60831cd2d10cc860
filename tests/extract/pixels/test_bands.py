"""Large images in bands."""

from __future__ import annotations

import numpy as np

from extract.pixels.bands import MOST, bands_of


def test_a_small_image_is_one_band() -> None:
    image = np.full((300, 500, 3), 255, np.uint8)
    ((left, top, band),) = bands_of(image)
    assert (left, top) == (0, 0) and band is image


def test_a_large_image_is_cut_between_lines_of_type() -> None:
    image = np.full((1600, 1000, 3), 255, np.uint8)
    for y in range(20, 1580, 50):
        image[y : y + 30, 100:900:4] = 0
    bands = bands_of(image)
    assert len(bands) == 2 and all(band.shape[0] * band.shape[1] < 1.3 * MOST for _, _, band in bands)
    assert sum(band.shape[0] for _, _, band in bands) == 1600
    cut = bands[1][1]
    assert (image[cut] == 255).all()


def test_a_wide_image_is_cut_from_left_to_right() -> None:
    image = np.full((700, 2000, 3), 255, np.uint8)
    bands = bands_of(image)
    assert [top for _, top, _ in bands] == [0, 0] and bands[1][0] == bands[0][2].shape[1]

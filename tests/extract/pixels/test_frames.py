"""Frames that other lines cut, and dashed ones."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.frames import frames_of, without_frames
from extract.pixels.model import Mask

THIN = 5


def frames(mask: Mask) -> list[tuple[tuple[int, ...], bool]]:
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    return [(tuple(round(v) for v in area.box), area.dashed) for area in frames_of(image, mask, THIN)]


def blank() -> Mask:
    return np.zeros((200, 300), np.uint8)


def test_a_frame_that_an_arrow_crosses_is_found() -> None:
    mask = blank()
    cv2.rectangle(mask, (40, 40), (240, 160), 255, 2)
    cv2.line(mask, (140, 10), (140, 100), 255, 2)
    cv2.fillPoly(mask, [np.array([(140, 50), (134, 34), (146, 34)])], 255)
    ((box, dashed),) = frames(mask)
    assert np.abs(np.array(box) - (40, 40, 240, 160)).max() <= 2
    assert not dashed


def test_a_dashed_frame_is_found() -> None:
    mask = blank()
    for x in range(40, 240, 12):
        mask[40:42, x : x + 6] = mask[160:162, x : x + 6] = 255
    for y in range(42, 160, 12):
        mask[y : y + 6, 40:42] = mask[y : y + 6, 238:240] = 255
    ((box, dashed),) = frames(mask)
    assert np.abs(np.array(box) - (40, 40, 239, 161)).max() <= 2
    assert dashed


def test_a_line_that_goes_on_makes_no_frame() -> None:
    mask = blank()
    mask[10:190, 40:42] = 255
    mask[60:62, 40:200] = mask[140:142, 40:200] = 255
    mask[60:142, 198:200] = 255
    assert not frames(mask)


def test_what_crosses_a_frame_is_kept() -> None:
    mask = blank()
    cv2.rectangle(mask, (40, 40), (240, 160), 255, 2)
    cv2.line(mask, (140, 10), (140, 100), 255, 2)
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    left = without_frames(mask, frames_of(image, mask, THIN))
    assert (left[12:98, 139:142] > 0).any(axis=1).all()
    assert not left[130, 30:250].any() and not left[40, 60:120].any()


def dashed_frame(mask: Mask, x0: int, y0: int, x1: int, y1: int, begin: int = 0) -> None:
    """A frame whose dashes begin so many pixels from the corners."""
    for x in range(x0 + begin, x1, 12):
        mask[y0 : y0 + 2, x : x + 6] = mask[y1 - 2 : y1, x : x + 6] = 255
    for y in range(y0 + begin, y1, 12):
        mask[y : y + 6, x0 : x0 + 2] = mask[y : y + 6, x1 - 2 : x1] = 255


def test_dashes_may_begin_anywhere() -> None:
    mask = blank()
    dashed_frame(mask, 40, 40, 240, 160, 9)
    ((box, dashed),) = frames(mask)
    assert dashed and np.abs(np.array(box) - (40, 40, 240, 160)).max() <= 2


def test_type_on_a_dashed_side_leaves_a_gap() -> None:
    mask = blank()
    dashed_frame(mask, 40, 40, 240, 160)
    mask[36:46, 90:160] = 0
    ((box, dashed),) = frames(mask)
    assert dashed and np.abs(np.array(box) - (40, 40, 240, 160)).max() <= 2


def test_dashed_frames_side_by_side_are_two() -> None:
    mask = blank()
    dashed_frame(mask, 20, 40, 140, 160)
    dashed_frame(mask, 152, 40, 272, 160)
    assert len(frames(mask)) == 2


def test_a_thick_line_across_a_dashed_side_is_no_part_of_it() -> None:
    mask = blank()
    dashed_frame(mask, 40, 40, 240, 160)
    cv2.fillPoly(mask, [np.array([(230, 90), (264, 100), (230, 110)])], 255)
    ((box, _),) = frames(mask)
    assert np.abs(np.array(box) - (40, 40, 240, 160)).max() <= 2

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

"""Heads of lines in an image."""

from __future__ import annotations

import cv2
import numpy as np

from extract.pixels.heads import with_heads
from extract.pixels.model import Mask, Ring
from extract.pixels.strokes import Stroke


def heads(mask: Mask, points: Ring) -> tuple[list[Stroke], list[tuple[int, ...]]]:
    image = np.repeat(255 - mask[:, :, None], 3, axis=2)
    lines, found = with_heads(image, mask, mask, [Stroke(points, 2.0, (0.0, 0.0, 0.0))])
    return lines, [tuple(round(v) for v in head.ring[0]) for head in found]


def test_the_head_of_a_line_whose_middle_runs_into_a_corner_points_on() -> None:
    mask = np.zeros((200, 200), np.uint8)
    cv2.line(mask, (20, 100), (150, 100), 255, 2)
    cv2.fillPoly(mask, [np.array([(165, 100), (145, 91), (145, 109)])], 255)
    _, (tip,) = heads(mask, np.array([(20.0, 100.0), (150.0, 100.0), (147.0, 93.0)]))
    assert abs(tip[0] - 165) < 4 and abs(tip[1] - 100) < 4


def test_a_bar_across_a_line_is_no_head() -> None:
    mask = np.zeros((200, 200), np.uint8)
    cv2.line(mask, (100, 20), (100, 150), 255, 2)
    mask[132:136, 85:116] = 255
    _, found = heads(mask, np.array([(100.0, 20.0), (100.0, 150.0)]))
    assert not found


def test_a_line_that_turns_back_keeps_its_course() -> None:
    mask = np.zeros((200, 200), np.uint8)
    points = np.array([(20, 60), (150, 60), (150, 120), (60, 120)])
    cv2.polylines(mask, [points], False, 255, 2)
    cv2.fillPoly(mask, [np.array([(45, 120), (65, 112), (65, 128)])], 255)
    (line,), found = heads(mask, np.array([(20.0, 60.0), (150.0, 60.0), (150.0, 120.0), (46.0, 120.0)]))
    assert len(found) == 1 and len(line.points) == 4


def test_a_short_arrow_between_two_rims_keeps_its_line() -> None:
    mask = np.zeros((120, 200), np.uint8)
    cv2.line(mask, (63, 60), (78, 60), 255, 3)
    cv2.fillPoly(mask, [np.array([(95, 60), (76, 52), (76, 68)])], 255)
    whole = mask.copy()
    whole[20:100, 56:60] = whole[20:100, 96:100] = 255
    image = np.repeat(255 - whole[:, :, None], 3, axis=2)
    stroke = Stroke(np.array([(63.0, 60.0), (92.0, 60.0)]), 8.0, (0.0, 0.0, 0.0))
    lines, found = with_heads(image, mask, whole, [stroke])
    assert len(lines) == 1 and len(found) == 1 and found[0].ring[0][0] > 90


def test_a_short_stroke_by_itself_is_no_arrow() -> None:
    mask = np.zeros((120, 200), np.uint8)
    cv2.line(mask, (60, 60), (70, 60), 255, 2)
    cv2.fillPoly(mask, [np.array([(78, 60), (70, 56), (70, 64)])], 255)
    _, found = heads(mask, np.array([(60.0, 60.0), (77.0, 60.0)]))
    assert not found


def test_a_head_whose_base_is_blurred() -> None:
    mask = np.zeros((120, 200), np.uint8)
    cv2.line(mask, (20, 60), (130, 60), 255, 3)
    cv2.fillPoly(mask, [np.array([(150, 60), (131, 50), (124, 57), (124, 63), (131, 70)])], 255)
    _, (tip,) = heads(mask, np.array([(20.0, 60.0), (148.0, 60.0)]))
    assert abs(tip[0] - 150) < 4


def test_lines_that_meet_at_a_place_are_no_head() -> None:
    mask = np.zeros((200, 300), np.uint8)
    for x in (20, 150, 280):
        cv2.line(mask, (150, 150), (x, 100), 255, 2)
    _, found = heads(mask, np.array([(150.0, 100.0), (150.0, 150.0)]))
    assert not found

"""A line of outlined characters drawn large, black on white, without anything around it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extract.document.page import Path, Point
from extract.scene.geometry import bezier

HEIGHT = 34
"""Pixels that the line is high."""

MARGIN = 9
SUBPIXEL = 1
"""Corners lie on half pixels: the same character at two places gives the same picture."""

WIDEST = 4000


def draw_line(paths: Sequence[Path], direction: Point, sheared: bool = False) -> npt.NDArray[np.uint8]:
    """The characters made level, as an image of height, width and 3 channels.

    They are turned, or, where `sheared`, slid along each other with their uprights left upright: so type is
    drawn on the side of a volume.
    """
    dx, dy = direction

    def level(point: Point) -> Point:
        x, y = point
        return (x, y - x * dy / dx) if sheared else (x * dx + y * dy, y * dx - x * dy)

    shapes = [[[level(point) for point in ring] for ring in rings(path)] for path in paths]
    # A path may have been left without a segment: it shows nothing.
    every = [point for shape in shapes for ring in shape for point in ring] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    right, bottom = max(x for x, _ in every), max(y for _, y in every)
    scale = min(HEIGHT / max(bottom - top, 0.5), WIDEST / max(right - left, 0.5))
    width = math.ceil((right - left) * scale) + 2 * MARGIN
    height = math.ceil((bottom - top) * scale) + 2 * MARGIN
    image = np.full((height, width, 3), 255, np.uint8)
    for shape in shapes:
        contours = [
            np.array(
                [
                    (round(((x - left) * scale + MARGIN) * 2), round(((y - top) * scale + MARGIN) * 2))
                    for x, y in ring
                ],
                np.int32,
            )
            for ring in shape
        ]
        cv2.fillPoly(image, contours, (0, 0, 0), cv2.LINE_AA, SUBPIXEL)
    return image


def rings(path: Path) -> list[list[Point]]:
    """The closed outlines of a path, curves flattened."""
    found: list[list[Point]] = []
    for segment in path.segments:
        if segment.kind in ("rect", "quad"):
            found.append(list(segment.points))
            continue
        if segment.kind == "curve":
            a, b, c, d = segment.points
            points = bezier(a, b, c, d)
        else:
            points = list(segment.points[1:])
        if found and math.dist(found[-1][-1], segment.points[0]) < 0.02:
            found[-1].extend(points)
        else:
            found.append([segment.points[0], *points])
    return [ring for ring in found if len(ring) > 2]

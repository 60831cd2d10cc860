"""Outlines around embedded images: the frame of a picture is no box of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Word
from extract.scene.geometry import box_area, centre, contains, holds
from extract.scene.model import Shape
from graph import Box

RIM = 3.0
"""How far inside of its frame, or over it, an image ends, in points."""

FILLED = 0.8
"""Least share of a frame that its image fills."""

LEAST = 12.0
"""Least side of a framed picture, in points; smaller ones are cells with a shaded ground."""


def without_photo_frames(
    shapes: Sequence[Shape], boxes: Sequence[Box], words: Sequence[Word]
) -> tuple[list[Shape], list[Box]]:
    """The shapes without the frames of images, numbered anew, and the images, these as large as their frames.

    A frame has a rim and no filling, and nothing is printed on it; an image behind print is the ground of a box.

    Args:
        shapes: what is drawn.
        boxes: where images are shown.
        words: live text.
    """
    frames: dict[int, int] = {}
    for shape in shapes:
        own = shape.bbox
        if shape.kind not in ("rectangle", "rounded") or shape.fill is not None or shape.stroke is None:
            continue
        if shape.dashed or shape.symbol or min(own[2] - own[0], own[3] - own[1]) < LEAST:
            continue
        image = next(
            (
                at
                for at, box in enumerate(boxes)
                if contains(own, box, RIM) and FILLED * box_area(own) < box_area(box) < box_area(own) / FILLED
            ),
            None,
        )
        if image is not None and not any(holds(own, centre(word.bbox)) for word in words):
            frames[shape.id] = image
    kept = [shape for shape in shapes if shape.id not in frames]
    framed = {image: shapes[frame].bbox for frame, image in frames.items()}
    return [replace(shape, id=i) for i, shape in enumerate(kept)], [
        framed.get(at, box) for at, box in enumerate(boxes)
    ]

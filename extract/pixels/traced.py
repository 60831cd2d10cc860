"""What an image of a drawing holds: its words, its shapes, its lines and their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from extract.pixels.areas import Area, areas_of
from extract.pixels.broad_heads import with_whole_heads
from extract.pixels.circles import circles_of, to_rim
from extract.pixels.cleared import cleared, cut
from extract.pixels.dash_ends import with_full_dashes
from extract.pixels.dashes import with_dashed_lines
from extract.pixels.dots import ellipses_of
from extract.pixels.erase import without_words
from extract.pixels.flat import Flat, flat_parts
from extract.pixels.frames import frames_of, without_frames
from extract.pixels.heads import Head, with_heads
from extract.pixels.letters import lone_letters
from extract.pixels.meeting_ends import parted
from extract.pixels.model import Image, Mask
from extract.pixels.not_type import without_drawings
from extract.pixels.pens import with_pens
from extract.pixels.photos import apart_from_photos, beside_photos, photos_of, without_photos
from extract.pixels.signs import signs_of, with_crosses
from extract.pixels.strokes import Stroke, pieces_of, strokes_of
from extract.pixels.stubs import stubs_of
from extract.pixels.volumes import with_volumes
from extract.pixels.word_parts import parted_words
from extract.pixels.words import Words, words_of
from graph import Box

LINE = 1.5
"""Greatest thickness of lines in points."""

CONTRAST = 45
"""Least difference of a line's colour from that of what it stands on, of 255."""

LONGEST_DASH = 6.0
"""Greatest length of a dash in the greatest thickness of lines."""

LARGEST_HEAD = 18.0
"""Greatest extent of a line's head in points."""

ROUND_SIGN = 20.0
"""Greatest radius of a circle among lines, in points."""


@dataclass(frozen=True)
class Traced:
    """What an image was found to hold, in pixels."""

    words: list[Words]
    areas: list[Area]
    heads: list[Head]
    strokes: list[Stroke]
    photos: list[Box]


def traced(image: Image, dpi: float, live: Sequence[Box] = ()) -> Traced:
    """What an image of a drawing holds.

    Args:
        image: height × width × 3 bytes.
        dpi: its pixels an inch.
        live: in pixels, where type stands that need not be read.
    """
    words = [word for word in words_of(image, dpi) if not any(_over(word.bbox, box) for box in live)]
    words = without_drawings(image, parted_words(image, words))
    bare = without_words(image, [word.bbox for word in words] + list(live))
    thin = max(3, round(LINE * dpi / 72.0)) | 1
    flat = flat_parts(bare, thin)
    if photos := photos_of(bare, flat, thin):
        words = beside_photos(words, photos)
        bare = without_photos(bare, photos)
        flat = flat_parts(bare, thin)
    shapes, enclosed = areas_of(bare, flat, thin, [*(word.bbox for word in words), *live])
    shapes = with_whole_heads(bare, shapes, LARGEST_HEAD * dpi / 72.0)
    whole = _lines(bare, flat)
    areas = with_volumes(bare, whole, shapes, enclosed, thin)
    letters = lone_letters(bare, cleared(whole, areas), words)
    letters += ellipses_of(bare, whole, [*words, *letters], dpi)
    words += letters
    bare = without_words(bare, [letter.bbox for letter in letters])
    for letter in letters:
        _blank(whole, letter.bbox)
    boxes = [_letters(box) for box in (*(word.bbox for word in words), *live)]
    found = _followed(bare, whole, areas, boxes, thin, words, ROUND_SIGN * dpi / 72.0)
    areas, photos = apart_from_photos(found.areas, photos)
    return replace(found, areas=areas, photos=photos)


def _followed(
    image: Image,
    whole: Mask,
    areas: list[Area],
    boxes: Sequence[Box],
    thin: int,
    words: list[Words],
    largest: float,
) -> Traced:
    """The shapes with the lines between them.

    Args:
        image: without type.
        whole: where lines and the rims of shapes are.
        areas: the shapes that were found by their ground.
        boxes: where letters stand.
        thin: greatest thickness of lines in pixels.
        words: for the result.
        largest: greatest radius of a circle among lines in pixels.
    """
    stubs = stubs_of(image, whole, areas, thin)
    between = cleared(whole, areas)
    mask = between.copy()
    for stub in stubs:
        cut(mask, stub)
    frames = frames_of(image, mask, thin)
    if frames:
        mask = without_frames(mask, frames)
        areas = sorted([*areas, *frames], key=lambda area: -area.size)
    pieces = pieces_of(mask)
    circles = circles_of(image, mask, pieces, largest)
    if circles:
        mask = cleared(mask, circles)
        pieces = pieces_of(mask)
    areas = [*areas, *circles]
    signs = signs_of(image, areas, largest)
    if signs:
        for sign in signs:
            _blank(mask, sign.bbox)
        pieces = pieces_of(mask)
    pieces = parted(pieces, [*(area.box for area in areas), *boxes], 3.0 * thin, 2 * thin)
    strokes = strokes_of(image, mask, pieces)
    within = [(each, circle) for circle in circles for each in strokes if _is_within(each, circle)]
    inner = {id(stroke) for stroke, _ in within}
    drawn = [replace(stroke, points=to_rim(stroke.points, circle)) for stroke, circle in within]
    outer = with_full_dashes([each for each in strokes if id(each) not in inner])
    outer = with_dashed_lines(mask, outer, LONGEST_DASH * thin)
    lines, heads = with_heads(image, mask, whole, outer)
    short, more = with_heads(image, between, whole, stubs, met=True)
    words = [*with_crosses(words, areas, largest), *signs]
    return Traced(words, areas, [*heads, *more], with_pens([*lines, *short, *drawn]), [])


def _blank(mask: Mask, box: Box) -> None:
    x0, y0, x1, y1 = (max(int(v), 0) for v in box)
    mask[y0:y1, x0:x1] = 0


def _over(a: Box, b: Box) -> bool:
    """Whether the middle of one box lies in the other."""
    x, y = (a[0] + a[2]) / 2, (a[1] + a[3]) / 2
    return b[0] <= x <= b[2] and b[1] - 3 <= y <= b[3] + 3


def _lines(image: Image, flat: Flat) -> Mask:
    """Where lines may be: what differs from the flat parts around it."""
    _, (ys, xs) = ndimage.distance_transform_edt(flat.labels == 0, return_indices=True)
    ground = flat.colours[flat.labels[ys, xs]]
    return np.where(np.abs(image - ground).max(axis=2) > CONTRAST, 255, 0).astype(np.uint8)


def _letters(box: Box) -> Box:
    """Where letters stand in the box of a line of type, which leaves some ground around them."""
    pad = 0.2 * min(box[3] - box[1], box[2] - box[0])
    return box[0] + pad, box[1] + pad, box[2] - pad, box[3] - pad


def _is_within(stroke: Stroke, circle: Area) -> bool:
    (x0, y0), (x1, y1) = circle.ring[0], circle.ring[2]
    xs, ys = stroke.points[:, 0], stroke.points[:, 1]
    return bool(((xs > x0) & (xs < x1) & (ys > y0) & (ys < y1)).all())

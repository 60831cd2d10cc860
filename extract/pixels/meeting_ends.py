"""Lines that meet right before a shape or a word: each leads there by itself, and not into the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.pixels.model import Ring
from extract.pixels.strokes import Place, ends_of
from graph import Box

FAR = 40
"""Pixels along a line that tell where it leads."""


def parted(pieces: Sequence[Ring], boxes: Sequence[Box], near: float, by: int) -> list[Ring]:
    """Lines between forks; where three or more meet near a box, each ends at the box.

    Args:
        pieces: lines between ends and forks, as x and y in pixels.
        boxes: of shapes and words.
        near: greatest distance of a fork from a box.
        by: pixels of each line that are left away before it turns to the box.
    """
    at = ends_of(pieces)
    changed: dict[int, Ring] = dict(enumerate(pieces))
    for places in _together(at, pieces, 2 * by):
        ends = [end for place in places for end in at[place]]
        between = {i for i, _ in ends if tuple(pieces[i][0]) in places and tuple(pieces[i][-1]) in places}
        ends = [(i, end) for i, end in ends if i not in between and len(changed[i]) > by]
        if len(ends) < 3 or len({i for i, _ in ends}) < len(ends):
            continue
        place = next(iter(places))
        box = _nearest(place, boxes, near)
        if box is None or not all(_leads_away(pieces[i], end, place, box) for i, end in ends):
            continue
        for i in between:
            changed.pop(i, None)
        for i, end in ends:
            piece = changed[i]
            rest = piece[:-by] if end == -1 else piece[by:]
            last = rest[-1] if end == -1 else rest[0]
            point = np.clip(last, box[:2], box[2:])
            changed[i] = np.concatenate([rest, [point]]) if end == -1 else np.concatenate([[point], rest])
    return list(changed.values())


def _together(at: dict[Place, list[tuple[int, int]]], pieces: Sequence[Ring], most: int) -> list[set[Place]]:
    """Forks with those that a short piece joins to them."""
    groups: list[set[Place]] = []
    seen: set[Place] = set()
    for place, ends in at.items():
        if place in seen or len(ends) < 3:
            continue
        group, todo = {place}, [place]
        while todo:
            for i, _ in at[todo.pop()]:
                for other in (tuple(pieces[i][0]), tuple(pieces[i][-1])):
                    if other not in group and len(pieces[i]) <= most and len(at[other]) > 2:
                        group.add(other)
                        todo.append(other)
        seen |= group
        groups.append(group)
    return groups


def _nearest(place: Place, boxes: Sequence[Box], near: float) -> Box | None:
    """The box that a place lies nearest to, outside of it."""
    best, found = near, None
    for box in boxes:
        x, y = np.clip(place, box[:2], box[2:])
        away = float(np.hypot(place[0] - x, place[1] - y))
        if 0 < away <= best:
            best, found = away, box
    return found


def _leads_away(piece: Ring, end: int, place: Place, box: Box) -> bool:
    """Whether a line that starts from a fork leads away from a box."""
    far = piece[max(-FAR, -len(piece))] if end == -1 else piece[min(FAR, len(piece)) - 1]
    x, y = np.clip(far, box[:2], box[2:])
    a, b = np.clip(place, box[:2], box[2:])
    return float(np.hypot(far[0] - x, far[1] - y)) > float(np.hypot(place[0] - a, place[1] - b)) + 2.0

"""Frames that other lines cut, and dashed ones: four straight sides around a place, whatever crosses them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.cleared import cleared
from extract.pixels.model import Image, Mask

SHORTEST = 5.0
"""Least length of a side in the greatest thickness of lines."""

GAP = 6.0
"""Greatest gap in a side in that: where an arrow with its head crosses it, or between dashes."""

CORNER = 8.0
"""Greatest radius of a corner in that."""

ROUND = 0.35
"""Greatest radius of a corner in the length of the shorter side."""

DRAWN = 0.4
"""Least share of a side that is drawn."""

COVERED = 0.45
"""Least share of a side that is none of the gaps in which other things stand."""

UNLIKE = 0.25
"""Greatest difference in that of the sides of a dashed frame."""

WHOLE = 0.85
"""Least share of its sides that is drawn of a frame that is not dashed."""

ASIDE = 2.0
"""Greatest distance in pixels of pieces of one side from its line."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A straight level or upright line: where it stands, from where to where, how much of that is drawn, how thick.

    The step is that from dash to dash, by which its ends are unsure; 0 of a solid line.
    """

    at: float
    low: float
    high: float
    drawn: float
    thickness: float
    step: float

    def meets(self, other: _Side) -> bool:
        """Whether two sides have something of one line in common."""
        return abs(self.at - other.at) <= ASIDE and self.low < other.high and other.low < self.high


class _Piece(NamedTuple):
    """A piece of a level line: where it stands, from where to where, how much of that is drawn, how thick."""

    at: float
    low: int
    high: int
    drawn: int
    thickness: float


def frames_of(image: Image, mask: Mask, thin: int) -> list[Area]:
    """Rectangles among lines, with round corners or without; without a ground of their own.

    Args:
        image: for their colours.
        mask: where lines are, without the rims of shapes that are known.
        thin: greatest thickness of lines in pixels.
    """
    level, upright = _sides(mask, thin), _sides(np.ascontiguousarray(mask.T), thin)
    found: list[Area] = []
    used_level: list[_Side] = []
    used_upright: list[_Side] = []
    pairs = [
        (top, bottom)
        for top in level
        for bottom in level
        if bottom.at - top.at >= SHORTEST * thin and _face_each_other(top, bottom, thin)
    ]
    # Of frames side by side the outer sides would close as well.
    pairs.sort(key=lambda pair: (pair[1].at - pair[0].at) * (pair[0].high - pair[0].low))
    for top, bottom in pairs:
        if any(side.meets(other) for side in (top, bottom) for other in used_level):
            continue
        free = [side for side in upright if not any(side.meets(other) for other in used_upright)]
        if (sides := _closing(top, bottom, free, thin)) is not None:
            used_level += [top, bottom]
            used_upright += sides
            found.append(_area(image, top, bottom, *sides))
    return found


def without_frames(mask: Mask, frames: Sequence[Area]) -> Mask:
    """Where lines are without frames, but with what crosses them.

    Args:
        mask: where lines are.
        frames: rectangles among them.
    """
    left = cleared(mask, frames)
    for frame in frames:
        (x0, y0), (x1, y1) = (np.round(corner - 0.5).astype(int) for corner in (frame.ring[0], frame.ring[2]))
        by = int(frame.thickness / 2) + 3
        for side in (y0, y1):
            _keep_crossing(left, mask, side, x0, x1, by)
        for side in (x0, x1):
            _keep_crossing(left.T, mask.T, side, y0, y1, by)
    return left


def _keep_crossing(left: Mask, mask: Mask, at: int, low: int, high: int, by: int) -> None:
    """Puts what is drawn on both sides of a level line back where it crosses the line."""
    if at - by < 0 or at + by >= mask.shape[0] or low < 0:
        return
    reach = np.ones(2 * by + 3, np.uint8)
    above, below = (np.convolve(mask[row, low:high] > 0, reach, "same") > 0 for row in (at - by, at + by))
    band = mask[at - by : at + by + 1, low:high]
    kept = left[at - by : at + by + 1, low:high]
    both = above & below
    kept[:, both] = band[:, both]


def _sides(mask: Mask, thin: int) -> list[_Side]:
    """The level lines of a mask, whose pieces are joined over gaps."""
    # Dashes may be shorter than a line that crosses is thick.
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 2 * thin + 1), np.uint8))
    level = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, thin + 2), np.uint8))
    # What is thicker than a line would join it to others.
    level[cv2.morphologyEx(level, cv2.MORPH_OPEN, np.ones((thin + 1, 1), np.uint8)) > 0] = 0
    _, _, boxes, middles = cv2.connectedComponentsWithStats(level, connectivity=8)
    pieces = sorted(
        _Piece(float(y), int(x), int(x + wide), *_drawn(mask[top : top + high, x : x + wide]))
        for (x, top, wide, high, size), (_, y) in zip(boxes[1:], middles[1:], strict=True)
        if size / wide <= thin
    )
    rows: list[list[_Piece]] = []
    for piece in pieces:
        row = next((row for row in reversed(rows[-8:]) if piece.at - row[0].at <= ASIDE), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    found: dict[tuple[int, int, int], _Side] = {}
    for i, row in enumerate(rows):
        row.sort(key=lambda piece: piece.low)
        # Frames that stand side by side are hardly farther apart than dashes with an arrow between them.
        for most in (2.0 * thin, GAP * thin):
            for run in _runs(row, most):
                if (side := _side(run, thin)) is not None:
                    found.setdefault((i, run[0].low, run[-1].high), side)
        # Type that stands on a dashed side, as the title of a frame does, leaves a longer gap.
        dashes = [run for run in _runs(row, GAP * thin) if _is_dashed(run)]
        for count in (2, 3, len(dashes)):
            for first in range(len(dashes) - count + 1):
                run = [piece for part in dashes[first : first + count] for piece in part]
                if run and (side := _side(run, thin, GAP * thin)) is not None:
                    found.setdefault((i, run[0].low, run[-1].high), side)
    return list(found.values())


def _runs(row: Sequence[_Piece], most: float) -> list[list[_Piece]]:
    """Pieces of a row between gaps that are longer than the most."""
    found: list[list[_Piece]] = []
    for piece in row:
        if found and piece.low - found[-1][-1].high <= most:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _is_dashed(run: Sequence[_Piece]) -> bool:
    return sum(piece.drawn for piece in run) < WHOLE * (run[-1].high - run[0].low)


def _side(run: Sequence[_Piece], thin: int, most: float = math.inf) -> _Side | None:
    """A side of pieces in a row, gaps longer than the most left out of account; None where pieces are short or few."""
    low, high = run[0].low, max(piece.high for piece in run)
    covered = high - low - sum(gap for a, b in pairwise(run) if (gap := b.low - a.high) > most)
    drawn = sum(piece.drawn for piece in run)
    if high - low < SHORTEST * thin or drawn < DRAWN * covered or covered < COVERED * (high - low):
        return None
    at = sum(piece.at * piece.drawn for piece in run) / drawn
    thickness = sum(piece.thickness * piece.drawn for piece in run) / drawn
    share = drawn / covered
    return _Side(at, low, high, share, thickness, 3.0 * thin if share < WHOLE else 0.0)


def _drawn(part: Mask) -> tuple[int, float]:
    """How many columns of a level piece are drawn, and how thick they are."""
    columns = int((part > 0).any(axis=0).sum())
    return columns, float((part > 0).sum()) / max(columns, 1)


def _face_each_other(top: _Side, bottom: _Side, thin: int) -> bool:
    """Whether two level sides may be those of one frame: they reach as far, and are drawn alike."""
    slack = 2 * thin + min(top.step, bottom.step)
    if max(abs(top.low - bottom.low), abs(top.high - bottom.high)) > slack:
        return False
    return _alike(top, bottom)


def _alike(a: _Side, b: _Side) -> bool:
    """Whether two sides are drawn alike: ends of dashed ones are unsure, so that more must agree."""
    return not (a.step or b.step) or abs(a.drawn - b.drawn) <= UNLIKE


def _closing(top: _Side, bottom: _Side, upright: Sequence[_Side], thin: int) -> tuple[_Side, _Side] | None:
    """The upright sides that make a frame of two level ones; no line may go on beyond a corner."""
    high, wide = bottom.at - top.at, min(top.high - top.low, bottom.high - bottom.low)
    round_ = max(min(CORNER * thin, ROUND * min(high, wide)), 2.0 * ASIDE)
    step = min(top.step, bottom.step)
    beyond = thin + step / 3
    closing = [
        side
        for side in upright
        if -beyond <= side.low - top.at <= round_ + min(step, side.step)
        and -beyond <= bottom.at - side.high <= round_ + min(step, side.step)
        and _alike(top, side)
    ]
    left = [s for s in closing if -round_ - step <= s.at - max(top.low, bottom.low) <= beyond]
    right = [s for s in closing if -beyond <= s.at - min(top.high, bottom.high) <= round_ + step]
    if not left or not right:
        return None
    pairs = [(_spread(top, bottom, a, b), a, b) for a in left for b in right]
    spread, one, other = min(pairs, key=lambda pair: pair[0])
    return (one, other) if spread <= 2 * thin + step else None


def _spread(top: _Side, bottom: _Side, left: _Side, right: _Side) -> float:
    """How unlike each other the cuts of a frame's corners are.

    Sides with round corners are shorter than those of the rectangle, on both their ends alike.
    """
    cuts = [
        *(cut for side in (top, bottom) for cut in (side.low - left.at, right.at - side.high)),
        *(cut for side in (left, right) for cut in (side.low - top.at, bottom.at - side.high)),
    ]
    return max(cuts) - min(cuts)


def _area(image: Image, top: _Side, bottom: _Side, left: _Side, right: _Side) -> Area:
    x0, y0, x1, y1 = left.at, top.at, right.at, bottom.at
    ring = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) + 0.5
    thickness = float(np.median([side.thickness for side in (top, bottom, left, right)]))
    row = image[round(y0), int(top.low) : int(top.high)].astype(np.float64)
    darkest = row[row.sum(axis=1) <= np.median(row.sum(axis=1))]
    rim = tuple(float(v) for v in np.median(darkest if len(darkest) else row, axis=0))
    dashed = min(side.drawn for side in (top, bottom, left, right)) < WHOLE
    rounding = float(
        np.median(
            [left.low - y0, y1 - left.high, right.low - y0, y1 - right.high, top.low - x0, x1 - top.high]
        )
    )
    return Area(
        "rectangle",
        ring,
        None,
        rim,
        thickness,
        (x1 - x0) * (y1 - y0),
        rounding if rounding > 3 else 0.0,
        dashed,
    )

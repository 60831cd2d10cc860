"""Frames that other lines cut, and dashed ones: four straight sides around a place, whatever crosses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

DRAWN = 0.45
"""Least share of a side that is drawn."""

WHOLE = 0.85
"""Least share of its sides that is drawn of a frame that is not dashed."""

ASIDE = 2.0
"""Greatest distance in pixels of pieces of one side from its line."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A straight level or upright line: where it stands, from where to where, how much of that is drawn, how thick."""

    at: float
    low: float
    high: float
    drawn: float
    thickness: float


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
    used: set[_Side] = set()
    for top in sorted(level, key=lambda side: side.at):
        for bottom in sorted(level, key=lambda side: side.at):
            if bottom.at - top.at < SHORTEST * thin or {top, bottom} & used:
                continue
            sides = _closing(top, bottom, upright, thin)
            if sides is None or set(sides) & used:
                continue
            used |= {top, bottom, *sides}
            found.append(_area(image, top, bottom, *sides))
            break
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
    found: list[_Side] = []
    for row in rows:
        row.sort(key=lambda piece: piece.low)
        run = [row[0]]
        for piece in row[1:]:
            if piece.low - run[-1].high > GAP * thin:
                found += _side(run, thin)
                run = []
            run.append(piece)
        found += _side(run, thin)
    return found


def _side(run: Sequence[_Piece], thin: int) -> list[_Side]:
    """A side of pieces in a row; none where they are short or stand far apart."""
    low, high = run[0].low, max(piece.high for piece in run)
    drawn = sum(piece.drawn for piece in run)
    if high - low < SHORTEST * thin or drawn < DRAWN * (high - low):
        return []
    at = sum(piece.at * piece.drawn for piece in run) / drawn
    thickness = sum(piece.thickness * piece.drawn for piece in run) / drawn
    return [_Side(at, low, high, drawn / (high - low), thickness)]


def _drawn(part: Mask) -> tuple[int, float]:
    """How many columns of a level piece are drawn, and how thick they are."""
    columns = int((part > 0).any(axis=0).sum())
    return columns, float((part > 0).sum()) / max(columns, 1)


def _closing(top: _Side, bottom: _Side, upright: Sequence[_Side], thin: int) -> tuple[_Side, _Side] | None:
    """The upright sides that make a frame of two level ones; no line may go on beyond a corner."""
    high, wide = bottom.at - top.at, min(top.high - top.low, bottom.high - bottom.low)
    round_ = max(min(CORNER * thin, ROUND * min(high, wide)), 2.0 * ASIDE)
    if max(abs(top.low - bottom.low), abs(top.high - bottom.high)) > 2 * thin:
        return None
    closing = [
        side
        for side in upright
        if -thin <= side.low - top.at <= round_ and -thin <= bottom.at - side.high <= round_
    ]
    left = [s for s in closing if -round_ <= s.at - max(top.low, bottom.low) <= thin]
    right = [s for s in closing if -thin <= s.at - min(top.high, bottom.high) <= round_]
    if not left or not right:
        return None
    sides = min(left, key=lambda s: s.at), max(right, key=lambda s: s.at)
    # Sides with round corners are shorter than those of the rectangle, on both their ends alike.
    cuts = [
        top.low - sides[0].at,
        sides[1].at - top.high,
        sides[0].low - top.at,
        bottom.at - sides[0].high,
        sides[1].low - top.at,
        bottom.at - sides[1].high,
    ]
    return sides if max(cuts) - min(cuts) <= 2 * thin else None


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

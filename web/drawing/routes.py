"""Ways of arrows as SVG path data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

CORNER = 10.0
HEADROOM = 22.0
LANE = 9.0
TOUCHING = 0.5


@dataclass(frozen=True, slots=True)
class Lane:
    """Which, counted from the right, of several lines this is that change to the next column together."""

    index: int
    count: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a way passes a row.

    Attributes:
        x: of the line there.
        top, bottom: of the row.
        gutter: x of the middle of the gutter left of the row's column.
        lane: for the last row of a column, how its line changes to the next.
    """

    x: float
    top: float
    bottom: float
    gutter: float
    lane: Lane | None = None


def number(value: float) -> str:
    """A length with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _point(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"


def _corners(points: Sequence[tuple[float, float]]) -> list[str]:
    """Straight pieces through points, level or upright, with rounded corners; the pen is at the first."""
    pieces = []
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        before = min(CORNER, (abs(bx - ax) + abs(by - ay)) / 2, (abs(cx - bx) + abs(cy - by)) / 2)
        enter = (bx - before * _sign(bx - ax), by - before * _sign(by - ay))
        leave = (bx + before * _sign(cx - bx), by + before * _sign(cy - by))
        pieces.append(f"L{_point(*enter)}Q{_point(bx, by)} {_point(*leave)}")
    pieces.append(f"L{_point(*points[-1])}")
    return pieces


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def way(start: tuple[float, float], stops: Sequence[Stop], end: tuple[float, float]) -> str:
    """Path data from a card's bottom through rows to another card's top.

    Args:
        start: middle of the source's lower edge.
        stops: the source's row, the rows passed, the target's row.
        end: where the target is entered.
    """
    pieces = [f"M{_point(*start)}"]
    x, y = start
    for here, there in pairwise(stops):
        last = there is stops[-1]
        target_x = end[0] if last else there.x
        if there.gutter != here.gutter:
            lane = here.lane or Lane(0, 1)
            turn = here.bottom + HEADROOM + lane.index * LANE
            above = there.top - HEADROOM - (lane.count - 1 - lane.index) * LANE
            upright = there.gutter + (lane.index - (lane.count - 1) / 2) * LANE
            turns = [(x, turn), (upright, turn), (upright, above), (target_x, above)]
            pieces += _corners([(x, y), *turns, (target_x, there.top)])
        else:
            if y < here.bottom - TOUCHING:
                pieces.append(f"L{_point(x, here.bottom)}")
            if abs(target_x - x) < TOUCHING:
                pieces.append(f"L{_point(target_x, there.top)}")
            else:
                middle = (here.bottom + there.top) / 2
                pieces.append(
                    f"C{_point(x, middle)} {_point(target_x, middle)} {_point(target_x, there.top)}"
                )
        x, y = target_x, there.top
        if not last and there.bottom > there.top:
            pieces.append(f"L{_point(x, there.bottom)}")
            y = there.bottom
    if end[1] > y + TOUCHING:
        pieces.append(f"L{_point(*end)}")
    return "".join(pieces)


def loop(right: float, middle: float) -> str:
    """Path data of an arrow from a card's right edge back to it."""
    out = right + 26
    bow = f"C{_point(out, middle + 16)} {_point(out, middle - 16)} {_point(right, middle - 7)}"
    return f"M{_point(right, middle + 7)}{bow}"

"""Wavy and jagged lines."""

from __future__ import annotations

import math

import pytest

from extract.scene.heads import Line
from extract.scene.waves import straightened, way_of
from tests.extract.drawing import Figure, flows

Point = tuple[float, float]


def wave(x0: float, x1: float, y: float, half: float = 3, high: float = 0.9, fine: int = 12) -> list[Point]:
    """A sine along a level line; with `fine` 1, a zigzag."""
    count = round((x1 - x0) / half) * fine
    return [
        (x0 + (x1 - x0) * i / count, y + high * math.sin(math.pi * (i / fine + 0.5 * (fine == 1))))
        for i in range(count + 1)
    ]


@pytest.mark.parametrize("fine", [1, 12])
def test_a_wave_is_its_way(fine: int) -> None:
    (x0, y0), *between, (x1, y1) = way_of(tuple(wave(50, 110, 100, fine=fine)))
    assert (x0, x1) == pytest.approx((50, 110))
    assert not between and abs(y0 - 100) < 1 and abs(y1 - 100) < 1


def test_a_bent_wave_keeps_its_bends() -> None:
    straight = [(x, y) for x, y in wave(50, 110, 100)]
    down = [(110 + y - 100, 100 + x - 50) for x, y in wave(50, 110, 100)]
    way = way_of((*straight, *down))
    assert way[0] == pytest.approx((50, 100)) and way[-1] == pytest.approx((110, 160))
    assert len(way) <= 4 and all(x > 105 and y < 105 for x, y in way[1:-1])


@pytest.mark.parametrize(
    "points",
    [
        ((0, 0), (40, 0), (40, 30), (80, 30), (80, 60), (120, 60)),  # steps
        ((0, 0), (4, 9), (8, -2), (12, 30), (16, 1), (20, 4), (24, -20), (28, 0)),  # a plot
        tuple((20 * math.cos(a / 10), 20 * math.sin(a / 10)) for a in range(60)),  # an arc
    ],
)
def test_other_lines_stay(points: tuple[Point, ...]) -> None:
    line = Line(points, 0, 1.0, None)
    straightened([line])
    assert line.points == points


def test_a_wavy_arrow_joins_boxes(figure: Figure) -> None:
    figure.box(80, 100, "Conv 3x3", width=60)
    figure.box(240, 100, "ReLU", width=60)
    points = wave(110, 200, 100)
    figure.page.draw_polyline(points, color=(0, 0, 0))
    figure.line((200, 100), (210, 100))
    assert flows(figure.read()) == {("conv2d", "relu")}

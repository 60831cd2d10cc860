"""What lies near a place is found as by looking at everything."""

from __future__ import annotations

import random
from itertools import pairwise

from extract.scene.geometry import point_at, points_at, project, simplified, touches
from extract.scene.places import Places
from graph import Box


def _boxes(count: int, largest: float, seed: int) -> list[Box]:
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        x, y = draw.uniform(-50, 600), draw.uniform(-50, 800)
        found.append((x, y, x + draw.uniform(0, largest), y + draw.uniform(0, largest)))
    return found


def test_the_same_is_found_as_by_looking_at_everything_in_the_order_given() -> None:
    for largest in (3.0, 60.0, 900.0):
        boxes = _boxes(200, largest, seed=int(largest))
        places = Places((box, i) for i, box in enumerate(boxes))
        for box in _boxes(40, largest, seed=7):
            for margin in (0.0, 4.5):
                assert places.near(box, margin) == [
                    i for i, other in enumerate(boxes) if touches(box, other, margin)
                ]


def test_a_point_meets_what_ends_at_it() -> None:
    places = Places(
        [((0.0, 0.0, 10.0, 10.0), "a"), ((10.0, 0.0, 20.0, 10.0), "b"), ((30.0, 0.0, 40.0, 9.0), "c")]
    )
    assert places.at((10.0, 5.0)) == ["a", "b"]
    assert places.at((25.0, 5.0), 4.9) == []
    assert places.at((25.0, 5.0), 5.0) == ["b", "c"]


def test_points_along_a_line_are_those_found_one_by_one() -> None:
    line = ((0.0, 0.0), (3.0, 4.0), (3.0, 4.0), (10.0, 4.0), (10.0, 20.0))
    positions = [i * 0.7 for i in range(60)]
    for (x, y), (u, v) in zip(
        points_at(line, positions), (point_at(line, position) for position in positions), strict=True
    ):
        assert abs(x - u) < 1e-9 and abs(y - v) < 1e-9


def test_a_simplified_line_keeps_what_lies_off_it() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 6.0), (20.0, 6.2), (30.0, 6.0)]
    kept = simplified(line, 0.5)
    assert kept == [(0.0, 0.0), (10.0, 0.0), (10.0, 6.0), (30.0, 6.0)]
    assert all(min(project(p, a, b)[0] for a, b in pairwise(kept)) <= 0.5 for p in line)

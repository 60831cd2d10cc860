"""Lines drawn alike, and dashes at their full length."""

from __future__ import annotations

import numpy as np

from extract.pixels.dash_ends import with_full_dashes
from extract.pixels.pens import with_pens
from extract.pixels.strokes import Stroke


def stroke(length: float, thickness: float, grey: float) -> Stroke:
    return Stroke(np.array([(10.0, 10.0), (10.0 + length, 10.0)]), thickness, (grey, grey, grey))


def test_lines_that_came_out_a_little_different_are_of_one_pen() -> None:
    found = with_pens([stroke(100, 2.0, 20), stroke(12, 1.6, 50), stroke(9, 2.4, 40)])
    assert len({(each.thickness, each.colour) for each in found}) == 1
    assert found[1].colour == (20, 20, 20)


def test_lines_of_two_colours_and_thick_ones_keep_theirs() -> None:
    found = with_pens([stroke(100, 2.0, 20), stroke(80, 2.0, 140), stroke(60, 6.0, 20)])
    assert [(each.thickness, each.colour[0]) for each in found] == [(2.0, 20), (2.0, 140), (6.0, 20)]


def test_a_dash_reaches_half_its_thickness_further() -> None:
    long, short = with_full_dashes([stroke(100, 4.0, 0), stroke(6, 4.0, 0)])
    assert long.points.tolist() == [[10, 10], [110, 10]]
    assert short.points.tolist() == [[8, 10], [18, 10]]

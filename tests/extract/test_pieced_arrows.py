"""Thick arrows in two pieces, and short arrows in a row that are no dashes, drawn by us and read."""

from __future__ import annotations

import pytest

from extract.figures.likeness.tiles import tiled
from extract.scene.dashes import joined_dashes
from extract.scene.heads import Line
from extract.scene.model import Picture
from tests.extract.drawing import Figure

TEAL = (0, 0.5, 0.5)


@pytest.mark.parametrize(("base", "joined"), [(12, True), (7, False)])
def test_a_bar_and_a_broader_triangle_are_an_arrow(figure: Figure, base: float, joined: bool) -> None:
    figure.box(200, 100, "Softmax")
    figure.box(200, 160, "Linear")
    figure.page.draw_rect((197, 130, 203, 142), color=None, fill=TEAL)
    wings = [(200 - base / 2, 130), (200 + base / 2, 130), (200, 120)]
    figure.page.draw_polyline(wings, color=None, fill=TEAL, closePath=True)
    edges = [(g.node(e.source).op, g.node(e.target).op) for g in figure.read() for e in g.edges]
    assert (edges == [("dense", "softmax")]) is joined


def dashes() -> list[Line]:
    return [Line(((10.0 * i, 50.0), (10.0 * i + 6, 50.0)), i, 1.0, (0, 0, 0)) for i in range(8)]


def test_short_arrows_in_a_row_are_no_dashed_line() -> None:
    assert len(joined_dashes(dashes())) == 1
    assert len(joined_dashes(dashes(), [(75.0, 48.0, 78.0, 52.0)])) == 1
    heads = [(10.0 * i + 5, 48.0, 10.0 * i + 8, 52.0) for i in range(8)]
    assert len(joined_dashes(dashes(), heads)) == 8


def test_a_pile_of_pictures_is_one() -> None:
    pile = [Picture(i, (10.0 + 4 * i, 60.0 - 4 * i, 60.0 + 4 * i, 90.0 - 4 * i)) for i in range(4)]
    assert [len(tiles) for tiles in tiled(pile)] == [4]
    assert len(tiled(pile[:2])) == 1

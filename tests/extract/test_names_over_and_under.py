"""Rows of solids and of sheets whose names stand over one and under the next: each is what its name says."""

from __future__ import annotations

from extract.scene.build import build_scene
from tests.extract.drawing import BLACK, Figure, faces, opened

NAMES = ("conv 3x3", "max-pooling", "upsample", "fc")


def shaded(figure: Figure, x: float, y: float, width: float, height: float, depth: float) -> None:
    """A solid as editors of diagrams paint it: its outline, two shaded faces, and the edges that meet in a corner."""
    page = figure.page
    front, top, _ = faces(x, y, width, height, depth)
    (left, _), (right, _) = front[0], front[1]
    back, high, low = right + depth, y - depth, y + height
    hexagon = [front[0], (left + depth, high), (back, high), (back, low - depth), (right, low), (left, low)]
    page.draw_polyline(hexagon, color=BLACK, fill=(0.85, 0.9, 1), closePath=True)
    page.draw_polyline(top, color=None, fill=(0.8, 0.85, 0.95), closePath=True)
    page.draw_polyline([front[0], front[1], (back, high)], color=BLACK)
    page.draw_line(front[1], front[2], color=BLACK)


def stack(figure: Figure, x: float, y: float, side: float) -> None:
    """Four sheets, each a little to the upper right of the one before."""
    for at in range(4):
        left, top = x + 5 * at, y - 5 * at
        figure.page.draw_rect((left, top, left + side, top + side), color=BLACK, fill=(0.85, 0.9, 1))


def test_solids_are_what_is_named_over_or_under_each(figure: Figure) -> None:
    for at, name in enumerate(NAMES):
        x, height = 60 + 60 * at, 60 - 12 * at
        shaded(figure, x, 200 - height / 2, 16, height, 12)
        figure.text(x + 14, 174 - height / 2 if at % 2 == 0 else 212 + height / 2, name, 7)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "max_pool", "upsample", "dense"]
    assert len(graph.edges) == 3


def test_a_small_solid_is_no_circle_with_a_plus(figure: Figure) -> None:
    shaded(figure, 60, 100, 20, 15, 6)
    shaded(figure, 120, 90, 20, 45, 12)
    shapes = build_scene(opened(figure.path.parent, figure.document), (0, 0, 400, 400)).shapes
    assert [(shape.kind, shape.symbol) for shape in shapes] == [("volume", "")] * 2


def test_sheets_without_arrows_are_what_is_named_over_or_under_each(figure: Figure) -> None:
    figure.page.draw_rect((40, 180, 76, 216), color=BLACK, fill=(1, 1, 1))
    figure.text(58, 228, "input image", 7)
    for x, name, level in ((120, "conv 5x5", 140), (200, "subsampling", 228), (280, "conv 3x3", 140)):
        stack(figure, x, 180, 36)
        figure.text(x + 26, level, name, 7)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "pool", "conv2d"]
    assert len(graph.edges) == 3

"""White lines under dark ones."""

from __future__ import annotations

from extract.scene.halos import without_halos
from extract.scene.heads import Line
from tests.extract.drawing import BLACK, Figure, flows

WHITE = (1, 1, 1)


def dart(figure: Figure, tip: tuple[float, float], size: float, color: tuple[int, int, int]) -> None:
    """A head that points upward."""
    x, y = tip
    corners = [(x, y), (x - size / 2, y + size), (x, y + 0.6 * size), (x + size / 2, y + size)]
    figure.page.draw_polyline(corners, color=None, fill=color, closePath=True)


def test_the_halo_of_a_line_is_no_line(figure: Figure) -> None:
    figure.box(100, 250, "Conv 3x3")
    figure.box(100, 100, "ReLU")
    figure.line((60, 180), (160, 180), head=False)
    for color, width, size in ((WHITE, 2.5, 9), (BLACK, 1, 5)):
        figure.page.draw_line((100, 242), (100, 108 + 0.6 * size), color=color, width=width)
        dart(figure, (100, 108), size, color)
    assert flows(figure.read()) == {("conv2d", "relu")}
    assert sum(len(graph.nodes) for graph in figure.read()) == 2


def test_only_a_thinner_line_drawn_later_makes_a_halo_of_a_white_one() -> None:
    way = ((0.0, 0.0), (30.0, 10.0), (60.0, 0.0))
    white, dark = Line(way, 0, 2.0, (1.0, 1.0, 1.0)), Line(way, 1, 1.0, (0.0, 0.0, 0.0))
    assert without_halos([white, dark], []) == ([dark], [])
    for others in (
        [white],
        [white, Line(way, 1, 3.0, (0.0, 0.0, 0.0))],
        [white, Line(way[:2], 1, 1.0, BLACK)],
    ):
        assert without_halos(others, []) == (others, [])


def test_a_white_line_by_itself_is_one(figure: Figure) -> None:
    figure.page.draw_rect((20, 20, 380, 380), color=None, fill=(0.2, 0.2, 0.4))
    figure.box(100, 250, "Conv 3x3", fill=(0.8, 0.9, 1))
    figure.box(100, 100, "ReLU", fill=(0.8, 0.9, 1))
    figure.page.draw_line((100, 242), (100, 113), color=WHITE, width=1)
    dart(figure, (100, 108), 6, WHITE)
    assert flows(figure.read()) == {("conv2d", "relu")}

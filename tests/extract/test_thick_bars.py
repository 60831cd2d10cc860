"""Levels drawn as thick bars, and cut ends of lines that look like tiny heads, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows


def bar(figure: Figure, y: float, width: float) -> None:
    figure.page.draw_rect((200 - width / 2, y - 1, 200 + width / 2, y + 1), color=None, fill=BLACK)


def thin(figure: Figure, top: float, foot: float) -> None:
    """A thin upright arrow, its head at the top."""
    figure.page.draw_line((200, foot), (200, top + 4), color=BLACK, width=0.4)
    figure.page.draw_polyline(
        [(200, top), (198, top + 4), (202, top + 4)], color=None, fill=BLACK, closePath=True
    )


def test_a_thick_bar_that_an_arrow_points_at_from_the_side_is_a_map(figure: Figure) -> None:
    figure.text(200, 310, "image")
    thin(figure, 262, 300)
    bar(figure, 260, 90)
    thin(figure, 222, 259)
    bar(figure, 220, 60)
    thin(figure, 189, 219)
    figure.box(200, 180, "softmax")
    assert flows(figure.read()) == {
        ("input", "feature_map"),
        ("feature_map", "feature_map"),
        ("feature_map", "softmax"),
    }


def test_a_bar_that_the_flow_begins_with_is_drawn_as_the_others(figure: Figure) -> None:
    for y, width in ((260, 90), (220, 60)):
        bar(figure, y, width)
    thin(figure, 222, 259)
    thin(figure, 189, 219)
    figure.box(200, 180, "softmax")
    assert len(flows(figure.read())) == 2


def test_a_thin_arrow_of_another_colour_at_the_end_of_a_bar_leaves_it_a_map(figure: Figure) -> None:
    grey = (0.6, 0.6, 0.6)
    for x, y, high in ((100, 60, 60), (130, 60, 60), (130, 140, 40), (160, 140, 40)):
        figure.page.draw_rect((x - 1.4, y, x + 1.4, y + high), color=None, fill=grey)
    for start, end in (((102, 90), (128, 90)), ((130, 121), (130, 138)), ((132, 160), (158, 160))):
        (_, y0), (x, y) = start, end
        dx, dy = (1, 0) if y == y0 else (0, 1)
        figure.page.draw_line(start, (x - 4 * dx, y - 4 * dy), color=BLACK, width=0.4)
        wings = [(x - 4 * dx - 2 * s * dy, y - 4 * dy + 2 * s * dx) for s in (1, -1)]
        figure.page.draw_polyline([end, *wings], color=None, fill=BLACK, closePath=True)
    (graph,) = figure.read()
    assert len(graph.nodes) == 4 and len(graph.edges) == 3


def test_a_thick_bar_that_lines_go_on_from_is_a_line(figure: Figure) -> None:
    figure.box(200, 300, "conv 3x3")
    figure.line((200, 292), (200, 262))
    bar(figure, 260, 200)
    for x, name in ((100, "relu"), (300, "softmax")):
        figure.line((x, 260), (x, 208))
        figure.box(x, 200, name)
    assert flows(figure.read()) == {("conv2d", "relu"), ("conv2d", "softmax")}


def test_the_cut_end_of_a_line_is_no_head(figure: Figure) -> None:
    figure.box(60, 200, "conv 3x3")
    figure.page.draw_polyline(
        [(95, 200), (95.8, 199.6), (95.8, 200.4)], color=None, fill=BLACK, closePath=True
    )
    figure.line((95.8, 200), (165, 200))
    figure.box(200, 200, "relu")
    figure.line((235, 200), (305, 200))
    figure.box(340, 200, "softmax")
    assert flows(figure.read()) == {("conv2d", "relu"), ("relu", "softmax")}

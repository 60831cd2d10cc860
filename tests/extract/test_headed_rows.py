"""Panels whose heading is done for each of the frames in them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows


def panel(figure: Figure, top: float, bottom: float, heading: str) -> None:
    """A panel with a tab on its upper rim."""
    figure.page.draw_rect((40, top, 340, bottom), color=BLACK)
    figure.page.draw_rect((60, top - 8, 130, top + 8), color=BLACK, fill=(1, 1, 1))
    figure.text(95, top, heading)


def test_each_named_frame_of_a_headed_panel_is_the_operation(figure: Figure) -> None:
    panel(figure, 40, 90, "Embedding")
    panel(figure, 140, 250, "Convolution")
    for y, name in ((180, "A = E*W"), (220, "B = E*V")):
        figure.text(80, y, name)
        figure.page.draw_rect((110, y - 20, 320, y + 20), color=BLACK, dashes="[4 3] 0")
    for i in range(5):
        x = 140 + 38 * i
        figure.page.draw_rect((x - 8, 163, x + 8, 237), color=BLACK)
        figure.line((x, 90), (x, 163))
    figure.line((320, 180), (370, 180), (370, 300), (304, 300))
    figure.page.draw_circle((297, 300), 7, color=BLACK)
    figure.text(297, 300, "S")
    figure.line((290, 300), (207, 300))
    figure.page.draw_circle((200, 300), 7, color=BLACK)
    figure.text(200, 300, "x")
    figure.line((110, 220), (30, 220), (30, 300), (193, 300))
    figure.line((200, 307), (200, 340))
    figure.box(200, 350, "Softmax")
    graphs = figure.read()
    assert flows(graphs) == {
        ("embedding", "conv1d"),
        ("conv1d", "sigmoid"),
        ("conv1d", "multiply"),
        ("sigmoid", "multiply"),
        ("multiply", "softmax"),
    }
    assert sum(node.op == "conv1d" for graph in graphs for node in graph.nodes) == 2

"""Names beside circles with waves."""

from __future__ import annotations

import math

from tests.extract.drawing import Figure, flows


def test_the_name_beside_a_wave_is_that_of_the_wave(figure: Figure) -> None:
    figure.box(100, 300, "Embedding")
    figure.line((100, 292), (100, 206))
    figure.plus(100, 200)
    figure.line((100, 194), (100, 108))
    figure.box(100, 100, "FFN")
    figure.page.draw_circle((200, 200), 8, color=(0, 0, 0))
    sine = [(194 + 12 * i / 24, 200 - 4 * math.sin(2 * math.pi * i / 24)) for i in range(25)]
    figure.page.draw_polyline(sine, color=(0, 0, 0))
    figure.line((192, 200), (106, 200))
    figure.text(200, 216, "Scaled Positional Encoding")
    graphs = figure.read()
    assert flows(graphs) == {("embedding", "add"), ("positional_encoding", "add"), ("add", "feed_forward")}
    (encoding,) = [node for graph in graphs for node in graph.nodes if node.op == "positional_encoding"]
    assert encoding.label == "Scaled Positional Encoding"

"""Volumes that stand against each other, in the colours of a legend, with their sides shaded: drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, faces

CONV, POOL, UP = (0.65, 0.65, 1.0), (0.55, 1.0, 0.55), (1.0, 0.55, 0.55)
NAMES = (("Convolution", CONV), ("Pooling", POOL), ("Upsampling", UP))
SHADES = (None, (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))


def _stack(
    figure: Figure, x: float, y: float, high: float, fills: tuple[tuple[float, float, float], ...]
) -> None:
    for i, fill in enumerate(fills):
        for ring, shade in zip(faces(x + 6 * i, y, 6, high, 12), SHADES, strict=True):
            figure.page.draw_polyline(ring, color=(0, 0, 0), fill=fill, closePath=True, width=0.4)
            if shade:
                # A shade is laid over the side in its own colour, as TikZ does after the path.
                figure.page.draw_polyline(
                    ring, color=None, fill=shade, fill_opacity=0.2, closePath=True, width=0
                )


def _legend(figure: Figure) -> None:
    for i, (name, fill) in enumerate(NAMES):
        figure.page.draw_rect((40 + 100 * i, 300, 50 + 100 * i, 308), color=(0, 0, 0), fill=fill)
        figure.page.insert_text((54 + 100 * i, 307), name, fontsize=8)


def test_stacked_layers_are_what_the_legend_calls_their_fronts(figure: Figure) -> None:
    _stack(figure, 100, 100, 60, (CONV, CONV, CONV, CONV, POOL))
    _stack(figure, 200, 110, 40, (UP, CONV, CONV))
    figure.line((142, 120), (200, 120))
    _legend(figure)
    (graph,) = figure.read("Figure 1: The encoder and the decoder.")
    assert [node.op for node in graph.nodes] == [*["conv2d"] * 4, "pool", "upsample", "conv2d", "conv2d"]
    assert len(graph.edges) == 7


def test_a_line_under_a_front_is_of_that_layer_of_the_stack(figure: Figure) -> None:
    _stack(figure, 100, 100, 60, (CONV, POOL))
    _stack(figure, 200, 110, 40, (UP, CONV))
    figure.line((124, 130), (200, 130))
    figure.line((109, 161), (109, 190), (203, 190), (203, 152))
    _legend(figure)
    (graph,) = figure.read("Figure 1: The indices of the pooling are handed on.")
    ops = {node.id: node.op for node in graph.nodes}
    assert sorted((ops[edge.source], ops[edge.target]) for edge in graph.edges) == [
        ("conv2d", "pool"),
        ("pool", "upsample"),
        ("upsample", "conv2d"),
    ]

"""Dimension lines that are parted by their text, in drawn figures."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_what_two_arrows_measure_is_no_input(figure: Figure) -> None:
    for at, name in enumerate(("Conv", "Pool", "Softmax")):
        figure.box(120, 80 + 60 * at, name)
        if at:
            figure.line((120, 28 + 60 * at), (120, 72 + 60 * at))
    figure.text(172, 140, "deeper")
    figure.line((166, 132), (166, 76))
    figure.line((166, 148), (166, 208))
    for y in (76, 208):
        figure.line((157, y), (175, y), head=False)
    (graph,) = figure.read()
    assert flows([graph]) == {("conv2d", "pool"), ("pool", "softmax")}
    assert len(graph.nodes) == 3

"""Like volumes in a row with an ellipsis among them are one sequence of vectors."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops


def bar(figure: Figure, x: float, y: float, w: float = 12, h: float = 12, d: float = 26) -> None:
    """A long bar seen aslant, by its front and its two other faces."""
    a, b, c = (x, y), (x + w, y), (x + w, y + h)
    e, f, g = (x + d, y - d), (x + w + d, y - d), (x + w + d, y + h - d)
    figure.page.draw_polyline((a, b, c, (x, y + h)), color=BLACK, fill=(0.2, 0.6, 0.6), closePath=True)
    figure.page.draw_polyline((a, e, f, b), color=BLACK, fill=(0.3, 0.7, 0.7), closePath=True)
    figure.page.draw_polyline((b, f, g, c), color=BLACK, fill=(0.1, 0.5, 0.5), closePath=True)


def bars(figure: Figure) -> None:
    for x in (80, 97, 114, 180, 197):
        bar(figure, x, 180)


def test_bars_with_an_ellipsis_among_them_are_one_map(figure: Figure) -> None:
    bars(figure)
    figure.text(160, 178, "...", size=12)
    figure.box(160, 260, "Conv layers", width=120)
    figure.line((160, 252), (160, 200))
    figure.box(160, 90, "Bidirectional LSTM", width=120)
    figure.line((160, 146), (160, 98))
    graphs = figure.read()
    assert ops(graphs) == ["conv2d", "feature_map", "lstm"]
    assert flows(graphs) == {("conv2d", "feature_map"), ("feature_map", "lstm")}


def test_volumes_with_arrows_along_their_row_are_maps_each(figure: Figure) -> None:
    for x in (60, 130, 270):
        bar(figure, x, 180, d=14)
    figure.line((87, 180), (128, 180))
    figure.line((157, 180), (190, 180))
    figure.text(205, 180, "...", size=12)
    figure.line((218, 180), (268, 180))
    assert len(ops(figure.read())) >= 3

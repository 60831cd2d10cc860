"""Numbers in boxes, colours of arrows and a written plus, as the caption explains them, in drawn figures."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops

ORANGE = (1.0, 0.5, 0.0)
TOLD = (
    "Figure 1: Our fully-connected network. The number in each box denotes the size of the vector. Black arrows denote "
    "layers with ReLU activations, orange arrows denote layers with no activation, and dashed black arrows denote "
    "layers with sigmoid activation. “+” denotes vector concatenation."
)


def _arrow(
    figure: Figure, x: float, color: tuple[float, float, float] = BLACK, dashes: str | None = None
) -> None:
    figure.page.draw_line((x, 200), (x + 22, 200), color=color, dashes=dashes)
    figure.page.draw_polyline(
        [(x + 26, 200), (x + 20, 197), (x + 20, 203)], color=None, fill=color, closePath=True
    )


def _network(figure: Figure) -> None:
    for at, (number, tall) in enumerate(
        (("36", 30), ("128", 70), ("128", 70), ("16", 24), ("64", 50), ("3", 20))
    ):
        figure.box(40 + 46 * at, 200, number, width=20, height=tall)
    for x, color, dashes in (
        (50, BLACK, None),
        (96, ORANGE, None),
        (188, BLACK, None),
        (234, BLACK, "[3 2] 0"),
    ):
        _arrow(figure, x, color, dashes)
    figure.text(155, 200, "+", 10)


def test_the_caption_makes_layers_of_numbers_and_activations_of_arrows(figure: Figure) -> None:
    _network(figure)
    (graph,) = figure.read(TOLD)
    assert [node.attributes["units"].value for node in graph.nodes if node.op == "dense"] == [128, 128, 64]
    assert {
        *(("input", "dense"), ("dense", "relu"), ("relu", "dense"), ("dense", "concat"), ("input", "concat")),
        *(("concat", "dense"), ("relu", "sigmoid"), ("sigmoid", "output")),
    } == flows((graph,))


def test_without_such_words_numbers_are_no_layers(figure: Figure) -> None:
    _network(figure)
    assert not {"dense", "relu", "sigmoid"} & set(ops(figure.read("Figure 1: Our network.")))

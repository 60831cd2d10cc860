"""Rows of tokens, each with its own arrow from or to one long part, in drawn figures."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows, ops


def _tokens(figure: Figure, y: float, texts: str) -> None:
    for at, text in enumerate(texts):
        figure.box(110 + 30 * at, y, text.strip(), width=14, height=14)


def _up(figure: Figure, start: float, stop: float, count: int = 7) -> None:
    for at in range(count):
        figure.line((110 + 30 * at, start), (110 + 30 * at, stop))


def test_numbered_tokens_between_two_parts_are_one(figure: Figure) -> None:
    figure.text(200, 330, "Image patches")
    figure.line((200, 324), (200, 300))
    figure.box(200, 290, "Linear Projection", width=220)
    _up(figure, 282, 247)
    _tokens(figure, 240, "1234567")
    _up(figure, 233, 198)
    figure.box(200, 190, "Encoder", width=220)
    figure.line((200, 182), (200, 150))
    figure.box(200, 142, "MLP")
    graphs = figure.read()
    assert ops(graphs).count("feature_map") == 1
    assert {("dense", "feature_map"), ("feature_map", "block")} <= flows(graphs)


def test_what_each_token_of_a_decoder_gives_comes_from_one_sequence(figure: Figure) -> None:
    _tokens(figure, 330, "    ")
    figure.text(155, 350, "object queries")
    _up(figure, 323, 298, 4)
    figure.box(155, 290, "Decoder", width=120)
    _up(figure, 282, 257, 4)
    _tokens(figure, 250, "    ")
    for at in range(4):
        figure.line((110 + 30 * at, 243), (110 + 30 * at, 228))
        figure.box(110 + 30 * at, 220, "FFN", width=24)
    (graph,) = figure.read()
    found = [node.op for node in graph.nodes]
    assert (found.count("input"), found.count("feature_map"), found.count("feed_forward")) == (1, 1, 4)


def test_branches_with_names_stay_apart(figure: Figure) -> None:
    figure.text(200, 330, "x")
    figure.line((200, 324), (200, 298))
    figure.box(200, 290, "Stem", width=220)
    for at, name in enumerate(("conv 1x1", "conv 3x3", "conv 5x5")):
        figure.line((130 + 70 * at, 282), (130 + 70 * at, 248))
        figure.box(130 + 70 * at, 240, name, width=50)
        figure.line((130 + 70 * at, 232), (130 + 70 * at, 198))
    figure.box(200, 190, "Concat", width=220)
    assert ops(figure.read()).count("conv2d") == 3

"""Boxes with a letter, by their place in figures that the tests draw."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows


@pytest.mark.parametrize(("letter", "op"), [("z", "feature_map"), ("X", "feature_map"), ("h", "block")])
def test_a_letter_within_the_flow_is_a_tensor_or_a_block(figure: Figure, letter: str, op: str) -> None:
    for x, name in ((60, "conv 3x3"), (160, letter), (260, "softmax")):
        figure.box(x, 100, name, width=50)
    for x in (85, 185):
        figure.line((x, 100), (x + 50, 100))
    assert flows(figure.read()) == {("conv2d", op), (op, "softmax")}


@pytest.mark.parametrize(
    ("name", "op"), [("latent vector", "feature_map"), ("fake image", "feature_map"), ("input", "input")]
)
def test_what_an_encoder_gives_is_no_input(figure: Figure, name: str, op: str) -> None:
    for x, text in ((60, "Encoder"), (160, name), (260, "Decoder")):
        figure.box(x, 100, text, width=60)
    for x in (90, 190):
        figure.line((x, 100), (x + 40, 100))
    assert flows(figure.read()) == {("block", op), (op, "block")}


def test_a_label_that_only_leads_on_goes_in(figure: Figure) -> None:
    figure.box(60, 100, "class label", width=60)
    figure.line((90, 100), (130, 100))
    figure.box(160, 100, "embedding", width=60)
    assert flows(figure.read()) == {("input", "embedding")}


@pytest.mark.parametrize(("number", "shape"), [("1024", (1024,)), ("3", None)])
def test_a_large_number_within_the_flow_is_a_tensor_s_width(
    figure: Figure, number: str, shape: tuple[int, ...] | None
) -> None:
    for x, text in ((60, "Encoder"), (160, number), (260, "Decoder")):
        figure.box(x, 100, text, width=60)
    for x in (90, 190):
        figure.line((x, 100), (x + 40, 100))
    (graph,) = figure.read()
    assert {node.op: node.output_shape for node in graph.nodes}["feature_map"] == shape

"""Names of modules at the line into or out of their drawing, in figures that the tests draw."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, ops


@pytest.mark.parametrize(
    "name", ["Residual Block", "ConvNeXt V1 Block", "Stride 1 bottleneck", "Mixing module"]
)
def test_the_name_of_a_module_at_its_line_is_a_heading(figure: Figure, name: str) -> None:
    """What goes in has no name then, as over a module without a heading."""
    figure.text(200, 92, name)
    figure.line((200, 100), (200, 132))
    figure.box(200, 140, "Conv 3x3")
    figure.line((200, 148), (200, 172))
    figure.box(200, 180, "ReLU")
    figure.line((200, 188), (200, 214))
    figure.plus(200, 220)
    figure.line((200, 226), (200, 250))
    figure.line((200, 116), (260, 116), (260, 220), (206, 220))
    (graph,) = figure.read()
    assert ops([graph]) == ["add", "conv2d", "input", "relu"]
    assert name not in [node.label for node in graph.nodes]


@pytest.mark.parametrize("name", ["Previous block", "from lower layer"])
def test_another_module_at_the_line_goes_in(figure: Figure, name: str) -> None:
    figure.text(200, 92, name)
    figure.line((200, 100), (200, 132))
    figure.box(200, 140, "Conv 3x3")
    figure.line((200, 148), (200, 172))
    figure.box(200, 180, "ReLU")
    (graph,) = figure.read()
    assert graph.nodes[0].label == name

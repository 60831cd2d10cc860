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

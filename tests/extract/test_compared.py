"""What losses are made of, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


def _before(figure: Figure, label: str, after: str) -> str:
    """The operation of what stands between a network and what comes after it."""
    for y, text in ((320, "Conv 3x3"), (240, label), (160, after)):
        figure.box(180, y, text, width=130)
    figure.line((180, 310), (180, 250))
    figure.line((180, 230), (180, 170))
    (graph,) = figure.read()
    return next(node.op for node in graph.nodes if node.label == label)


@pytest.mark.parametrize("label", ["Onset Predictions", "Predicted mask", "f(z)", "Binding score"])
def test_what_only_a_loss_is_made_of_comes_out(figure: Figure, label: str) -> None:
    assert _before(figure, label, "MSE loss") == "output"


@pytest.mark.parametrize("label", ["Fake image", "Hidden states", "z_t"])
def test_latents_and_what_is_made_on_the_way_stay_maps(figure: Figure, label: str) -> None:
    assert _before(figure, label, "MSE loss") == "feature_map"


def test_predictions_that_go_on_to_a_layer_stay_within(figure: Figure) -> None:
    assert _before(figure, "Onset Predictions", "Softmax") == "block"


def test_a_lone_letter_at_the_end_is_the_loss(figure: Figure) -> None:
    figure.box(180, 320, "Conv 3x3")
    figure.box(180, 240, "L", width=20)
    figure.line((180, 310), (180, 250))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "loss"]

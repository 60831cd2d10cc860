"""Lists of letters, matrices and biases, and the names of ends without lines, drawn by us and read."""

from __future__ import annotations

import pytest

from extract.figures.meaning.data_names import names_value
from tests.extract.drawing import Figure


@pytest.mark.parametrize("label", ["I_1 I_2 I_3 ... I_N", "t1 t2 … tp", "h = (h_1, ..., h_U)"])
def test_a_list_of_letters_is_data(label: str) -> None:
    assert names_value(label)


@pytest.mark.parametrize("label", ["conv ... conv", "g_1", "C_1 D_2 ... E_3"])
def test_other_labels_with_dots_are_no_list(label: str) -> None:
    assert not names_value(label)


def test_matrices_with_an_index_and_biases_of_that_index_are_weights(figure: Figure) -> None:
    figure.text(40, 120, "x")
    figure.line((46, 120), (80, 120))
    figure.box(110, 120, "MatMul", width=60)
    figure.line((140, 120), (180, 120))
    figure.box(200, 120, "Add", width=40)
    for x, letter in ((110, "W1"), (200, "b1")):
        figure.box(x, 180, letter, width=24)
        figure.line((x, 172), (x, 129))
    (graph,) = figure.read()
    kinds = {node.label: node.op for node in graph.nodes}
    assert [kinds[label] for label in ("x", "W1", "b1")] == ["input", "weight", "weight"]


def _stack(figure: Figure, first: str) -> dict[str, str]:
    """The operations by label of a stack with names over and under it, and no lines to these."""
    for y, text in ((320, first), (240, "Feed Forward"), (160, "Softmax")):
        figure.box(180, y, text, width=90)
    figure.line((180, 311), (180, 249))
    figure.line((180, 231), (180, 169))
    figure.text(180, 338, "Source tokens")
    figure.text(180, 143, "Output probs")
    (graph,) = figure.read()
    return {node.label: node.op for node in graph.nodes}


def test_names_over_and_under_a_stack_are_its_ends(figure: Figure) -> None:
    kinds = _stack(figure, "Embedding")
    assert (kinds.get("Source tokens"), kinds.get("Output probs")) == ("input", "output")


def test_a_letter_explained_below_it_is_the_input_itself(figure: Figure) -> None:
    assert "Source tokens" not in _stack(figure, "x")

"""Dense layers' names over boxes that hold only a count, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


@pytest.mark.parametrize("above", [True, False])
def test_a_dense_layer_named_at_a_count_has_that_many_units(figure: Figure, above: bool) -> None:
    figure.box(60, 100, "Flatten")
    for at, count in enumerate(("512", "4-18")):
        figure.line((95 + 100 * at, 100), (125 + 100 * at, 100))
        figure.box(160 + 100 * at, 100, count)
        figure.text(160 + 100 * at, 84 if above else 116, "Fully connected")
    (graph,) = figure.read()
    assert [(node.op, node.value("units")) for node in graph.nodes] == [
        ("flatten", None),
        ("dense", 512),
        ("dense", "4-18"),
    ]
    assert len(graph.edges) == 2


def test_a_name_on_the_way_between_two_counts_is_none_of_theirs(figure: Figure) -> None:
    figure.box(60, 100, "512")
    figure.line((95, 100), (165, 100))
    figure.text(130, 92, "Fully connected")
    figure.box(200, 100, "10")
    (graph,) = figure.read()
    assert "Fully connected 512" not in {node.label for node in graph.nodes}

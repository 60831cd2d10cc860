"""Counts of channels under convolutions, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


def _row(figure: Figure, counts: tuple[str, ...]) -> list[object]:
    """Convolutions with a norm against each, and a number under the pair; the filters that are read."""
    for i, count in enumerate(counts):
        x = 50 + 90 * i
        figure.box(x, 100, "Conv", width=26, height=40, fill=(0.8, 0.9, 0.8))
        figure.box(x + 26, 100, "BN", width=26, height=40, fill=(0.9, 0.9, 0.7))
        figure.text(x + 13, 126, count, size=7)
        figure.line((x + 39, 100), (x + 77, 100))
    figure.box(50 + 90 * len(counts), 100, "FC", width=26)
    (graph,) = figure.read()
    return [
        getattr(node.attributes.get("filters"), "value", None) for node in graph.nodes if node.op == "conv2d"
    ]


def test_numbers_under_convolutions_count_filters(figure: Figure) -> None:
    assert _row(figure, ("64", "128", "64")) == [64, 128, 64]


@pytest.mark.parametrize("counts", [("224", "112", "56"), ("1", "2", "3")])
def test_sides_and_places_do_not(figure: Figure, counts: tuple[str, ...]) -> None:
    assert _row(figure, counts) == [None, None, None]

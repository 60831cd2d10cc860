"""Counts of channels over convolutions that the caption explains."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


@pytest.mark.parametrize(
    ("caption", "filters"),
    [("The number of output channels is shown above.", ["EC", 64]), ("A cell.", [None, None])],
)
def test_counts_over_convolutions_are_filters_where_the_caption_says_so(
    figure: Figure, caption: str, filters: list[object]
) -> None:
    for x, text, count in ((80, "conv 1x1", "EC"), (180, "BN", ""), (280, "conv 3x3", "64")):
        figure.box(x, 200, text, width=60, height=20)
        if count:
            figure.text(x, 182, count)
    figure.line((110, 200), (150, 200))
    figure.line((210, 200), (250, 200))
    (graph,) = figure.read(caption)
    found = [node.attributes.get("filters") for node in graph.nodes if node.op == "conv2d"]
    assert [each and each.value for each in found] == filters

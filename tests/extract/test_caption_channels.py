"""Counts of channels over convolutions that the caption explains."""

from __future__ import annotations

import pytest

from extract.figures.names.caption_channels import with_counted_channels
from extract.scene.model import TextBlock
from graph import Evidence, FrozenMap, Graph, Node
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


@pytest.mark.parametrize(("op", "filters"), [("feature_map", None), ("batch_norm", 64)])
def test_a_count_over_a_map_is_not_that_of_the_short_arrow_that_leaves_it(
    op: str, filters: int | None
) -> None:
    """Both lie under the count: a map of two points' width, and the arrow between its side and the next one."""
    nodes = (
        Node("a", op, evidence=Evidence(1, "Figure 1", (100.0, 110.0, 103.0, 190.0))),
        Node("b", "conv2d", evidence=Evidence(1, "Figure 1", (103.0, 109.9, 107.0, 110.0))),
    )
    count = TextBlock(0, ("64",), (98.0, 104.0, 106.0, 109.0), 6.0)
    (graph,) = with_counted_channels(
        [Graph("net", nodes)], [count], "The number of channels is denoted on top of the box."
    )
    found = graph.nodes[1].attributes.get("filters")
    assert (found and found.value) == filters
    assert graph.nodes[1].attributes == (FrozenMap() if filters is None else {"filters": found})

"""The confidence of a reading follows its kind and size, and is a probability."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.confidence import exact_probability
from graph import Graph, Node


def graph(nodes: int) -> Graph:
    return Graph(nodes=tuple(Node(f"n{i}", "relu") for i in range(nodes)))


def test_nothing_read_is_never_right() -> None:
    assert exact_probability("figure", "2d-box", ()) == 0.0
    assert exact_probability("table", "table-row-major", (Graph(),)) == 0.0


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_larger_drawing_is_right_less_often(small: int, more: int) -> None:
    first, second = (exact_probability("figure", "2d-box", (graph(n),)) for n in (small, small + more))
    assert 0.0 < second < first < 1.0


def test_parts_of_one_exhibit_are_right_together() -> None:
    assert exact_probability("figure", "2d-box", (graph(4), graph(6))) == exact_probability(
        "figure", "2d-box", (graph(10),)
    )


def test_plain_boxes_and_tables_are_surer_than_pipelines() -> None:
    pipeline = exact_probability("figure", "pipeline", (graph(12),))
    assert exact_probability("figure", "2d-box", (graph(12),)) > pipeline
    assert exact_probability("table", "table-variants", (graph(100),)) > 0.9

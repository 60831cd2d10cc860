"""Sizes printed alike, as ends of lines and beside small pictures; drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, ops


def sized_steps(figure: Figure, sizes: list[str]) -> None:
    """Sizes on one level with arrows between them, each with an operation over it."""
    for i, size in enumerate(sizes):
        figure.text(60 + 80 * i, 100, size)
        if i:
            figure.line((80 * i, 100), (40 + 80 * i, 100))
            figure.text(20 + 80 * i, 92, f"gconv{i}")


@pytest.mark.parametrize(("size", "op"), [("7 x 8", "feature_map"), ("3 x 3", "conv2d")])
def test_a_small_size_among_sizes_of_tensors_is_one(figure: Figure, size: str, op: str) -> None:
    sized_steps(figure, ["29 x 4", "15 x 8", size, "15 x 16"])
    assert ops(figure.read()).count(op) == (2 if op == "feature_map" else 1)


def test_sizes_beside_small_pictures_are_no_legend(figure: Figure) -> None:
    sized_steps(figure, ["29 x 2", "29 x 4", "29 x 8", "15 x 8"])
    for i in range(4):
        x = 36 + 80 * i
        figure.page.draw_rect((x, 107, x + 5, 112), color=None, fill=(0.1 * i, 0.5, 0.9))
        figure.text(x + 20, 110, f"{16 - i} x 64")
    assert {"input", "output"} < set(ops(figure.read()))


def test_a_size_in_a_small_box_beside_a_layer_is_its_shape(figure: Figure) -> None:
    figure.box(150, 100, "Conv1D 3")
    figure.line((150, 108), (150, 142))
    figure.box(150, 150, "ReLU")
    for y, size in ((100, "32×100"), (150, "64×100")):
        figure.box(212, y, size, width=40, height=11)
    (graph,) = figure.read()
    assert sorted(node.output_shape or () for node in graph.nodes) == [(32, 100), (64, 100)]


@pytest.mark.parametrize(
    ("others", "shape"), [(("4@40x40", "8@20x20"), (9, 9, 64)), (("Map A", "Map B"), None)]
)
def test_maps_with_a_small_size_are_no_kernel_among_larger_ones(
    figure: Figure, others: tuple[str, str], shape: tuple[int, ...] | None
) -> None:
    for i, name in enumerate((*others, "64@9x9")):
        figure.box(80 + 110 * i, 100, name)
        if i:
            figure.line((5 + 110 * i, 100), (45 + 110 * i, 100))
    (graph,) = figure.read()
    assert graph.nodes[-1].output_shape == shape

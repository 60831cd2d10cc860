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


@pytest.mark.parametrize(
    ("sizes", "shapes"),
    [
        (
            ("1x1x28x28", "1x6x24x24", "1x6x12x12", "1x864", "1x10"),
            [(28, 28, 1), (24, 24, 6), (12, 12, 6), (864,), (10,)],
        ),
        (
            ("?x28x28x1", "?x24x24x6", "?x12x12x6", "?x864", "?x10"),
            [(28, 28, 1), (24, 24, 6), (12, 12, 6), (864,), (10,)],
        ),
        (("1x1x28x28", "6x24x24", "6x12x12", "864x1", "10x1"), None),
    ],
)
def test_sizes_that_all_begin_with_a_batch_are_those_of_a_sample(
    figure: Figure, sizes: tuple[str, ...], shapes: list[tuple[int, ...]] | None
) -> None:
    for i, name in enumerate(("input", "Conv", "MaxPool", "Flatten", "Linear", "output")):
        figure.box(150, 40 + 50 * i, name)
        if i:
            figure.line((150, 50 * i - 2), (150, 32 + 50 * i))
            figure.text(185, 15 + 50 * i, sizes[i - 1])
    found = [node.output_shape for graph in figure.read() for node in graph.nodes]
    assert (found[:-1] == shapes) is (shapes is not None)

"""Sizes that stand along lines, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure

CHAIN = ("Conv", "Global Avg Pool", "FC", "Sigmoid")


def _column(figure: Figure, aside: float, near_next: float) -> None:
    """Four layers from top to bottom; beside each arrow, and that out of the last, the size that flows there."""
    for i, name in enumerate(CHAIN):
        figure.box(150, 60 + 60 * i, name)
        figure.line((150, 68 + 60 * i), (150, 112 + 60 * i))
        size = ("H×W×C", "1×1×C", "1×1×C/r", "1×1×C")[i]
        figure.page.insert_text((150 + aside, 90 + 60 * i + near_next), size, fontsize=7)


@pytest.mark.parametrize(("aside", "near_next"), [(4, 0), (8, 14), (4, -10)])
def test_a_size_along_an_arrow_is_what_the_arrow_comes_from_gives(
    figure: Figure, aside: float, near_next: float
) -> None:
    _column(figure, aside, near_next)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [
        ("H", "W", "C"),
        (1, 1, "C"),
        (1, 1, "C/r"),
        (1, 1, "C"),
    ]
    assert [node.op for node in graph.nodes][-1] == "sigmoid"


def test_a_size_at_the_tip_of_an_arrow_names_what_comes_out(figure: Figure) -> None:
    figure.box(100, 100, "Conv")
    figure.box(200, 100, "ReLU")
    figure.line((135, 100), (165, 100))
    figure.line((235, 100), (265, 100))
    figure.page.insert_text((268, 103), "8×8×256", fontsize=8)
    (graph,) = figure.read()
    assert graph.nodes[-1].op == "output"


def test_a_size_over_a_level_arrow_is_of_what_it_leaves(figure: Figure) -> None:
    figure.box(80, 100, "Conv")
    figure.box(220, 100, "Pool")
    figure.line((115, 100), (185, 100))
    figure.page.insert_text((152, 96), "8×8×32", fontsize=7)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [(8, 8, 32), None]


def test_a_size_where_two_come_together_is_of_neither(figure: Figure) -> None:
    for x in (100, 200):
        figure.box(x, 100, f"Conv {x}")
        figure.line((x, 108), (x, 140), (150, 140), head=False)
    figure.line((150, 140), (150, 202))
    figure.box(150, 210, "Pool")
    figure.page.insert_text((154, 168), "8×8×32", fontsize=7)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes][:2] == [None, None]


@pytest.mark.parametrize("counts", [(96, 128, 256), (96, 128, None)])
def test_bare_counts_along_three_arrows_are_channels_and_fewer_say_nothing(
    figure: Figure, counts: tuple[int | None, ...]
) -> None:
    for i, name in enumerate(("conv1", "fire2", "fire3", "softmax")):
        figure.box(150, 60 + 60 * i, name)
        if i < 3:
            figure.line((150, 68 + 60 * i), (150, 112 + 60 * i))
            if counts[i] is not None:
                figure.text(163, 90 + 60 * i, str(counts[i]), size=7)
    (graph,) = figure.read()
    shapes = [node.output_shape for node in graph.nodes]
    assert shapes == ([(96,), (128,), (256,), None] if counts[2] else [None] * 4)


def test_a_note_of_what_is_given_is_a_size(figure: Figure) -> None:
    for i, name in enumerate(CHAIN[:3]):
        figure.box(150, 60 + 40 * i, name)
        if i:
            figure.line((150, 28 + 40 * i), (150, 51 + 40 * i))
            figure.page.insert_text((156, 42 + 40 * i), f"output: {16 * i} x s", fontsize=7)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [(16, "s"), (32, "s"), None]


def test_a_size_set_on_an_arrow_is_of_what_it_leaves(figure: Figure) -> None:
    figure.box(100, 200, "Conv 1x1")
    figure.box(100, 100, "Softmax")
    figure.line((100, 192), (100, 108))
    figure.page.draw_rect((85, 144, 115, 154), color=None, fill=(1, 1, 1))
    figure.text(100, 149, "N×HW", size=7)
    (graph,) = figure.read()
    assert [(node.op, node.output_shape) for node in graph.nodes] == [
        ("conv2d", ("N", "HW")),
        ("softmax", None),
    ]

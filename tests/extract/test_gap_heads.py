"""Operations in a row over parallel branches, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, flows, ops
from tests.extract.test_names_over_volumes import volume


def branches(figure: Figure, rows: tuple[float, ...]) -> None:
    """A box, and from it a branch of three volumes a row."""
    figure.box(50, 120, "Encoder")
    for y in rows:
        for x in (140, 220, 300):
            volume(figure, x, y, 10, 16, 5)
        figure.line((85, 120), (100, 120), (100, y + 6), (140, y + 6))
        figure.line((155, y + 6), (220, y + 6))
        figure.line((235, y + 6), (300, y + 6))


def test_heads_over_gaps_are_done_on_each_branch(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    branches(figure, (80, 150))
    for x, name in ((118, "POOL"), (186, "CONV"), (266, "UPSAMPLE")):
        figure.text(x, 50, name, size=6)
    graphs = figure.read()
    assert [ops(graphs).count(op) for op in ("pool", "conv2d", "upsample")] == [2, 2, 2]
    assert {("pool", "feature_map"), ("feature_map", "conv2d"), ("conv2d", "feature_map")} <= flows(graphs)


def test_a_branch_with_a_label_of_its_own_has_no_head(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    branches(figure, (80, 150))
    for x, names in ((188, ("CONV", "GRU")), (268, ("POOL", "LSTM"))):
        for y, name in zip((70, 149), names, strict=True):
            figure.text(x, y, name, size=6)
    found = ops(figure.read())
    assert [found.count(op) for op in ("conv2d", "gru", "max_pool", "pool", "lstm")] == [1, 1, 0, 1, 1]


def test_a_label_over_the_highest_branch_of_several_is_its_own(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    branches(figure, (80, 150))
    figure.text(186, 79, "CONV", size=6)
    assert ops(figure.read()).count("conv2d") == 1


def test_faces_of_a_small_cube_are_no_arrowheads(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    # The top face is a rhombus: its sides are as long as each other.
    volume(figure, 140, 80, 7, 16, 5)
    figure.box(50, 90, "Conv 3x3")
    figure.line((85, 90), (140, 90))
    assert flows(figure.read()) == {("conv2d", "feature_map")}


def test_operations_under_the_gaps_of_one_branch_are_done_there(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    branches(figure, (100,))
    volume(figure, 380, 100, 10, 16, 5)
    figure.line((315, 106), (380, 106))
    for x, name in ((187.5, "pool"), (267.5, "conv"), (347.5, "deconv")):
        figure.text(x, 135, name, size=6)
    graphs = figure.read()
    assert [ops(graphs).count(op) for op in ("pool", "conv2d", "conv_transpose2d")] == [1, 1, 1]
    assert {("pool", "feature_map"), ("feature_map", "conv2d"), ("conv2d", "feature_map")} <= flows(graphs)


def test_names_under_the_volumes_themselves_are_done_in_no_gap(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    branches(figure, (100,))
    for x, name in ((147, "pool"), (227, "conv"), (307, "deconv")):
        figure.text(x, 125, name, size=6)
    assert ("feature_map", "conv2d") not in flows(figure.read())

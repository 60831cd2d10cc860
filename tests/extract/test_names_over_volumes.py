"""Operations printed over volumes name them; arrows from and to the open leave volumes what they are."""

from __future__ import annotations

from pathlib import Path

from extract.scene.build import build_scene
from tests.extract.drawing import Figure, faces, flows, opened, ops


def volume(figure: Figure, x: float, y: float, width: float, height: float, depth: float = 8) -> None:
    """A box in perspective; x, y is the upper left corner of its front."""
    for ring, shade in zip(faces(x, y, width, height, depth), (0.9, 0.95, 0.7), strict=True):
        figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(shade, shade, 1), closePath=True)


def test_a_name_over_a_volume_clear_of_its_arrows_names_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    volume(figure, 20, 90, 40, 60)
    for y, name in ((70, "MaxPool"), (160, "AvgPool")):
        volume(figure, 130, y, 50, 14, 6)
        figure.text(158, y - 13, name)
        figure.line((68, 110), (100, 110), (100, y + 6), (130, y + 6))
        figure.line((186, y + 4), (240, y + 4), (240, 111 if y < 100 else 129))
    figure.box(250, 120, "MLP", height=18)
    graphs = figure.read()
    assert flows(graphs) == {
        ("input", "max_pool"),
        ("input", "avg_pool"),
        ("max_pool", "mlp"),
        ("avg_pool", "mlp"),
    }


def test_a_name_beside_an_upright_arrow_between_boxes_stands_on_the_arrow(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(100, 60)
    figure.box(100, 110)
    figure.line((92, 68), (104, 102))
    figure.text(117, 84, "2x up")
    graphs = figure.read()
    assert ops(graphs) == ["input", "output", "upsample"]


def test_volumes_that_bare_arrows_meet_are_no_ends(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    volume(figure, 60, 90, 20, 50)
    volume(figure, 160, 100, 40, 40)
    figure.line((20, 115), (60, 115))
    figure.line((88, 115), (160, 115))
    figure.line((208, 115), (250, 115))
    assert flows(figure.read()) == {("feature_map", "feature_map")}


def test_faces_of_a_small_cube_are_no_arrowheads(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    # The top face is a rhombus: its sides are as long as each other.
    volume(figure, 140, 80, 7, 16, 5)
    figure.box(50, 90, "Conv 3x3")
    figure.line((85, 90), (140, 90))
    assert flows(figure.read()) == {("conv2d", "feature_map")}


def test_labels_that_run_over_each_other_on_two_levels_are_two(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    labels = ((86, 150, "Compression"), (194, 150, "Expansion"), (140, 145.5, "Compressed representation"))
    for x, y, name in labels:
        figure.text(x, y, name, size=7)
    page = opened(tmp_path, figure.document)
    blocks = build_scene(page, (0, 0, 400, 400)).blocks
    assert sorted(block.text for block in blocks) == ["Compressed representation", "Compression", "Expansion"]

"""Levels of a feature pyramid and functions named at arrows between variables, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.extract.drawing import BLACK, Figure, flows, ops


@pytest.mark.parametrize(("second", "found"), [("P", "feature_map"), ("S", "block")])
def test_levels_with_the_usual_letters_are_maps(second: str, found: str, tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i in range(3):
        figure.box(80, 280 - 80 * i, f"C{i + 2}", width=50, height=30)
        figure.box(220, 280 - 80 * i, f"{second}{i + 2}", width=50, height=30)
        figure.line((105, 280 - 80 * i), (195, 280 - 80 * i))
        if i:
            figure.line((80, 345 - 80 * i), (80, 295 - 80 * i))
            figure.line((220, 295 - 80 * i), (220, 345 - 80 * i))
    (graph,) = figure.read()
    assert found in {node.op for node in graph.nodes if node.label in ("C3", f"{second}3")}


def circle(figure: Figure, x: float, y: float, text: str) -> None:
    figure.page.draw_circle(pymupdf.Point(x, y), 14, color=BLACK)
    figure.text(x, y, text)


def test_a_function_over_its_name_at_an_arrow_between_variables_is_a_node(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    circle(figure, 60, 100, "z")
    circle(figure, 220, 100, "v")
    circle(figure, 330, 100, "u")
    figure.line((74, 100), (206, 100))
    figure.line((234, 100), (316, 100))
    figure.text(140, 93, "G(z)")
    figure.text(140, 107, "generator")
    graphs = figure.read()
    assert ops(graphs).count("block") == 1
    assert {("input", "block"), ("block", "feature_map")} <= flows(graphs)


def test_convolutions_and_pools_that_take_turns_in_a_row_are_no_levels(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, name in enumerate(("C1", "P1", "C2", "P2", "softmax")):
        figure.box(60 + 70 * i, 200, name, width=40)
        if i:
            figure.line((60 + 70 * i - 50, 200), (60 + 70 * i - 20, 200))
    assert "feature_map" not in {node.op for graph in figure.read() for node in graph.nodes}


def test_levels_of_one_letter_that_count_on_from_the_second_are_maps(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, name in enumerate(("N2", "N3", "N4", "softmax")):
        figure.box(60, 340 - 80 * i, name, width=40)
        if i:
            figure.line((60, 340 - 80 * i + 72), (60, 340 - 80 * i + 8))
    figure.line((20, 340), (40, 340))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes if node.label.startswith("N")] == ["feature_map"] * 3


def test_numbered_letters_of_data_are_maps_within_the_flow(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, name in enumerate(("Encoder", "x_1", "Decoder", "f_1", "Head")):
        figure.box(200, 40 + 70 * i, name, width=60)
        if i:
            figure.line((200, 40 + 70 * i - 62), (200, 40 + 70 * i - 8))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes if node.label in ("x_1", "f_1")] == ["feature_map", "block"]

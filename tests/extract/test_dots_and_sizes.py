"""Dots that lead on to a box, sizes that lines begin at, and values in boxes, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, faces, flows, named_flows


def _volume(figure: Figure, x: float, y: float, text: str = "") -> None:
    for ring in faces(x, y, 24, 34, 10):
        figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(0.9, 0.8, 0.7), closePath=True)
    if text:
        figure.text(x + 12, y + 17, text)


@pytest.mark.parametrize(("gap", "leads"), [(8, True), (60, False)])
def test_dots_lead_on_to_the_box_right_behind_them(tmp_path: Path, gap: float, leads: bool) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (125, 100))
    figure.box(160, 100, "LSTM")
    figure.line((195, 100), (208, 100), head=False)
    figure.text(216, 100, "· · ·")
    figure.box(224 + gap + 20, 100, "Softmax", width=40)
    figure.line((224 + gap + 40, 100), (224 + gap + 60, 100))
    figure.text(224 + gap + 76, 100, "label")
    assert (("lstm", "softmax") in flows(figure.read())) == leads


def test_lines_that_share_weights_among_parts_carry_no_data(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.text(200, 40, "weights optionally shared between repeats")
    for at, name in enumerate(("Encoder", "Decoder", "Encoder", "Decoder")):
        figure.box(60 + 90 * at, 120, name, width=60)
        if at:
            figure.line((0 + 90 * at, 120), (30 + 90 * at, 120))
    for at in (0, 1):
        x, y = 60 + 90 * at, 50 + 8 * at
        figure.page.draw_polyline(
            [(x, 110), (x, y), (x + 180, y), (x + 180, 110)], color=(0, 0, 0), dashes="[3 2] 0"
        )
    edges = [(edge.source, edge.target) for graph in figure.read() for edge in graph.edges]
    assert len(edges) == 3


def test_a_line_that_begins_at_the_size_of_a_volume_is_the_volume_s(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    _volume(figure, 40, 80, "A")
    figure.text(55, 122, "C×H×W", 6)
    figure.line((74, 95), (120, 95))
    _volume(figure, 120, 80, "B")
    figure.line((154, 95), (214, 95))
    figure.plus(220, 95)
    figure.line((55, 130), (55, 150), (220, 150), (220, 101))
    figure.line((226, 95), (270, 95))
    _volume(figure, 270, 80, "E")
    (graph,) = figure.read()
    assert named_flows([graph]) == {("A", "B"), ("B", "+"), ("A", "+"), ("+", "E")}
    assert [node.output_shape for node in graph.nodes if node.label == "A"] == [("H", "W", "C")]


def test_a_share_in_a_box_is_a_value(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "0.2", width=20)
    figure.line((70, 100), (125, 100))
    figure.box(160, 100, "Softmax")
    assert flows(figure.read()) == {("input", "softmax")}


def test_multiples_on_volumes_count_channels(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("C", "2C", "4C")):
        _volume(figure, 40 + 90 * at, 80)
        figure.text(52 + 90 * at, 122, name)
        if at:
            figure.line((-16 + 90 * at, 97), (40 + 90 * at, 97))
    (graph,) = figure.read()
    assert "dense" not in [node.op for node in graph.nodes]
    assert [node.output_shape for node in graph.nodes] == [("C",), ("2C",), ("4C",)]

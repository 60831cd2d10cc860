"""Sizes that lines begin at, and values in boxes, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, faces, flows, named_flows


def _volume(figure: Figure, x: float, y: float, text: str = "") -> None:
    for ring in faces(x, y, 24, 34, 10):
        figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(0.9, 0.8, 0.7), closePath=True)
    if text:
        figure.text(x + 12, y + 17, text)


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


def test_a_remark_under_volumes_that_say_they_are_maps_is_no_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("8 maps", "16 maps", "9 maps")):
        _volume(figure, 40 + 90 * at, 80)
        figure.text(52 + 90 * at, 97, name, 5)
        figure.text(57 + 90 * at, 122, "hidden layer", 6)
        if at:
            figure.line((-16 + 90 * at, 97), (40 + 90 * at, 97))
    (graph,) = figure.read()
    assert {node.op for node in graph.nodes} <= {"input", "feature_map", "output"}


def test_lists_of_points_go_in_and_come_out_where_the_flow_ends(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for at, name in enumerate(("n×3", "Encoder", "n×64")):
        figure.box(60 + 90 * at, 100, name, width=50)
        figure.box(60 + 90 * at, 200, name if at == 1 else "8×8×64", width=50)
        if at:
            figure.line((-5 + 90 * at, 100), (35 + 90 * at, 100))
            figure.line((-5 + 90 * at, 200), (35 + 90 * at, 200))
    points, maps = figure.read()
    assert [node.op for node in points.nodes] == ["input", "block", "output"]
    assert [node.op for node in maps.nodes] == ["feature_map", "block", "feature_map"]

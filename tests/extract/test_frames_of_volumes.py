"""Frames around volumes with their names beside them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure


def _volume(
    figure: Figure, x: float, y: float, width: float = 20, height: float = 30, deep: float = 7
) -> None:
    """A volume, the left upper corner of whose front is given."""
    right, low = x + width, y + height
    for face in (
        [(x, y), (right, y), (right, low), (x, low)],
        [(x, y), (x + deep, y - deep), (right + deep, y - deep), (right, y)],
        [(right, y), (right + deep, y - deep), (right + deep, low - deep), (right, low)],
    ):
        figure.page.draw_polyline(face, color=BLACK, fill=(0.7, 0.8, 0.95), closePath=True)


def _head(figure: Figure) -> None:
    """A stage opened beside it: two lines from its corners, and a frame of volumes with names."""
    figure.box(45, 100, "Backbone", width=60)
    figure.line((75, 100), (95, 100))
    figure.box(120, 100, "Head", width=50)
    figure.page.draw_rect((180, 40, 390, 190), color=(0.5, 0.5, 0.5), dashes="[3 2] 0")
    for start, end in (((145, 92), (180, 40)), ((145, 108), (180, 190))):
        figure.page.draw_line(start, end, color=(0.5, 0.5, 0.5), dashes="[3 2] 0")
    _volume(figure, 190, 100)
    _volume(figure, 250, 70)
    _volume(figure, 250, 145)
    _volume(figure, 310, 70, width=10)
    _volume(figure, 310, 145, width=10)
    figure.line((219, 110), (248, 85))
    figure.line((219, 120), (248, 160))
    figure.line((279, 85), (308, 85))
    figure.line((279, 160), (308, 160))
    figure.text(352, 87, "Classes", size=8)
    figure.text(350, 162, "Boxes", size=8)
    figure.text(261, 107, "H×W×256", size=6)
    figure.text(261, 182, "H×W×128", size=6)


def test_names_beside_volumes_in_a_frame_name_these(figure: Figure) -> None:
    _head(figure)
    graphs = figure.read()
    (head,) = (graph for graph in graphs if len(graph.nodes) == 5)
    assert sorted((node.op, node.label) for node in head.nodes) == [
        ("feature_map", "H×W×128"),
        ("feature_map", "H×W×256"),
        ("input", ""),
        ("output", "Boxes"),
        ("output", "Classes"),
    ]
    assert len(head.edges) == 4
    assert {node.output_shape for node in head.nodes} == {None, ("H", "W", 128), ("H", "W", 256)}

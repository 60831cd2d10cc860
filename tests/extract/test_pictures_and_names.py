"""Small pictures with their names below, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure


def _picture(figure: Figure, x: float, y: float, name: str, below: float) -> None:
    """A dark square with an ellipse in it, and its name so far below it."""
    figure.page.draw_rect((x - 12, y - 12, x + 12, y + 12), color=BLACK, fill=(0.1, 0.1, 0.1))
    figure.page.draw_oval((x - 6, y - 8, x + 6, y + 8), color=BLACK, fill=(1, 1, 1))
    figure.text(x, y + 12 + below, name)


def _heads(figure: Figure) -> None:
    """A backbone with two heads, whose maps stand one over the other; one name is nearer to the map below it."""
    figure.text(30, 120, "image")
    figure.line((46, 120), (65, 120))
    figure.box(95, 120, "Backbone", width=60)
    for y, name in ((98, "Object map"), (142, "Contour map")):
        figure.line((125, 120), (140, 120), (140, y), (155, y))
        figure.box(180, y, "Conv 1x1", width=50, height=14)
        figure.line((205, y), (238, y))
        _picture(figure, 250, y, name, 12)


def test_names_stand_on_one_side_of_pictures_drawn_alike(figure: Figure) -> None:
    _heads(figure)
    (graph,) = figure.read()
    convs = [node.id for node in graph.nodes if node.op == "conv2d"]
    ends = {edge.target for edge in graph.edges if edge.source in convs}
    assert sorted(node.label for node in graph.nodes if node.id in ends) == ["Contour map", "Object map"]


def test_pictures_that_only_a_loss_is_made_of_come_out(figure: Figure) -> None:
    _heads(figure)
    for y in (98, 142):
        figure.line((262, y), (320, y), (320, 112 if y < 120 else 128))
    figure.box(320, 120, "Loss", width=40)
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes if node.label.endswith("map")) == ["output", "output"]


def test_features_of_a_level_are_no_function(figure: Figure) -> None:
    figure.text(30, 100, "image")
    figure.line((46, 100), (70, 100))
    figure.box(100, 100, "Conv 1x1", width=60)
    figure.line((130, 100), (160, 100))
    figure.box(180, 100, "", width=40)
    figure.page.insert_text((172, 103), "F", fontsize=8, fontname="hebo")
    figure.page.insert_text((177.5, 105), "16", fontsize=5.5, fontname="helv")
    figure.line((200, 100), (230, 100))
    figure.box(260, 100, "Decoder", width=60)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "feature_map", "block"]

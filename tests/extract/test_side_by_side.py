"""Boxes that touch without a line and do not follow each other, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, named_flows


def test_what_one_box_leads_to_by_a_line_each_stands_side_by_side(figure: Figure) -> None:
    figure.text(80, 200, "image")
    figure.line((80, 192), (80, 168))
    figure.box(80, 160, "conv 3x3", width=60)
    figure.box(60, 110, "softmax", width=40)
    figure.box(102, 110, "linear", width=40)
    for x in (62, 98):
        figure.line((80, 152), (x, 118))
    figure.line((122, 110), (180, 110), (180, 168))
    figure.box(180, 176, "relu", width=40)
    assert named_flows(figure.read()) == {
        ("image", "conv 3x3"),
        ("conv 3x3", "softmax"),
        ("conv 3x3", "linear"),
        ("linear", "relu"),
    }


def test_data_in_boxes_that_touch_leads_to_what_the_last_of_it_leads_to(figure: Figure) -> None:
    for y, name in ((60, "Semantic Map"), (78, "Text"), (96, "Images")):
        figure.box(120, y, name)
    figure.line((120, 104), (120, 142))
    figure.box(120, 150, "Encoder")
    figure.line((120, 158), (120, 192))
    figure.box(120, 200, "Softmax")
    assert named_flows(figure.read()) == {
        ("Semantic Map", "Encoder"),
        ("Text", "Encoder"),
        ("Images", "Encoder"),
        ("Encoder", "Softmax"),
    }


def test_steps_that_touch_follow_each_other(figure: Figure) -> None:
    for y, name in ((60, "Conv 3x3"), (78, "BatchNorm"), (96, "ReLU")):
        figure.box(120, y, name)
    figure.line((120, 104), (120, 142))
    figure.box(120, 150, "Softmax")
    assert named_flows(figure.read()) == {
        ("Conv 3x3", "BatchNorm"),
        ("BatchNorm", "ReLU"),
        ("ReLU", "Softmax"),
    }

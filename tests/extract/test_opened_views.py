"""Pairs of lines that open from a part to the frame of its enlargement, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, named_flows


def frame(figure: Figure) -> None:
    """A frame with two boxes on the right of a part, which something comes to."""
    figure.text(80, 296, "image")
    figure.line((80, 290), (80, 230))
    figure.box(80, 200, "encoder", width=80, height=60)
    figure.page.draw_rect((240, 110, 360, 290), color=(0, 0, 0), dashes="[3] 0", radius=0.1)
    figure.box(300, 240, "conv 3x3")
    figure.line((300, 310), (300, 248))
    figure.line((300, 232), (300, 178))
    figure.box(300, 170, "relu")


def test_lines_that_open_to_a_whole_frame_are_no_flow_though_they_keep_off_its_corners(
    figure: Figure,
) -> None:
    frame(figure)
    figure.line((120, 172), (241, 122), head=False)
    figure.line((120, 205), (241, 279), head=False)
    assert named_flows(figure.read()) == {("image", "encoder"), ("conv 3x3", "relu")}


def test_a_single_line_to_a_frame_is_a_flow(figure: Figure) -> None:
    frame(figure)
    figure.line((120, 205), (265, 240))
    assert ("encoder", "conv 3x3") in named_flows(figure.read())


def test_dashed_lines_from_one_place_of_a_part_to_a_frame_are_no_flow(figure: Figure) -> None:
    figure.text(60, 60, "image")
    figure.line((78, 60), (125, 60))
    figure.box(160, 60, "encoder")
    figure.line((195, 60), (245, 60))
    figure.box(280, 60, "decoder")
    figure.page.draw_rect((90, 140, 330, 220), color=(0, 0, 0))
    figure.box(150, 180, "conv 3x3")
    figure.line((185, 180), (235, 180))
    figure.box(270, 180, "relu")
    for x in (110, 300):
        figure.page.draw_line((160, 68), (x, 140), color=(0, 0, 0), dashes="[3] 0")
    assert named_flows(figure.read()) == {
        ("image", "encoder"),
        ("encoder", "decoder"),
        ("conv 3x3", "relu"),
    }

"""Names straight ahead of open ends, and settings over plain convolutions."""

from __future__ import annotations

from tests.extract.drawing import Figure, named_flows


def test_a_name_straight_ahead_of_an_open_end_is_its_input(figure: Figure) -> None:
    figure.box(200, 200, "Embed", width=80)
    figure.line((180, 240), (180, 208))
    figure.text(175, 248, "Timestep t")
    figure.line((225, 240), (225, 208))
    figure.text(225, 262, "Label y")
    figure.line((200, 192), (200, 160))
    figure.box(200, 152, "Block")
    figure.line((200, 144), (200, 112))
    figure.text(200, 104, "Noise")
    assert {("Timestep t", "Embed"), ("Label y", "Embed")} <= named_flows(figure.read())


def test_settings_over_a_plain_convolution_or_the_frame_around_it_are_its_own(figure: Figure) -> None:
    figure.text(30, 200, "x")
    figure.line((36, 200), (60, 200))
    figure.box(80, 200, "Conv", width=40, height=40)
    figure.text(80, 174, "k9n64s1", 6)
    figure.line((100, 200), (130, 200))
    figure.page.draw_rect((125, 170, 265, 230), color=(0, 0, 0))
    figure.text(195, 164, "k3n128s2", 6)
    figure.box(160, 200, "Conv", width=50, height=40)
    figure.line((185, 200), (210, 200))
    figure.box(235, 200, "BN", width=50, height=40)
    figure.line((260, 200), (300, 200))
    figure.box(320, 200, "ReLU", width=40, height=40)
    (graph,) = figure.read()
    first, second = [node for node in graph.nodes if node.op == "conv2d"]
    assert {key: a.value for key, a in first.attributes.items()} == {
        "kernel": (9, 9),
        "filters": 64,
        "stride": (1, 1),
    }
    assert {key: a.value for key, a in second.attributes.items()} == {
        "kernel": (3, 3),
        "filters": 128,
        "stride": (2, 2),
    }

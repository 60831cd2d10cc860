"""Volumes named after layers behind arrows that say what is done; outlines of networks; dots on slanted ways."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, faces, flows, named_flows


def volume(figure: Figure, x: float, name: str) -> None:
    for face in faces(x, 160, 14, 60, 12):
        figure.page.draw_polyline(face, color=BLACK, fill=(0.9, 0.9, 0.6), closePath=True)
    figure.text(x + 12, 138, name)


def test_a_volume_behind_the_step_that_makes_it_is_a_map(figure: Figure) -> None:
    for x, name in ((100, "conv1"), (180, "conv2"), (260, "conv3")):
        volume(figure, x, name)
    for x in (126, 206):
        figure.line((x, 190), (x + 54, 190))
        figure.text(x + 24, 180, "5x5 conv", 7)
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes][1:] == [
        ("conv2d", "5x5 conv"),
        ("feature_map", "conv2"),
        ("conv2d", "5x5 conv"),
        ("output", "conv3"),
    ]


def test_an_hourglass_is_one_network_whatever_it_shows_of_its_make(figure: Figure) -> None:
    outline = [(130, 150), (200, 180), (270, 150), (270, 250), (200, 220), (130, 250)]
    figure.page.draw_polyline(outline, color=BLACK, closePath=True)
    for x in (145, 170, 230, 255):
        figure.box(x, 200, "QKV", width=18, height=16)
    figure.text(200, 142, "Denoising U-Net")
    figure.text(60, 200, "z_T")
    figure.line((72, 200), (130, 200))
    figure.line((270, 200), (328, 200))
    figure.text(340, 200, "z")
    assert named_flows(figure.read()) == {("z_T", "Denoising U-Net"), ("Denoising U-Net", "z")}


def test_a_way_goes_on_aside_behind_dots(figure: Figure) -> None:
    for x, y, name in ((100, 100, "Block 2"), (160, 220, "Block L")):
        figure.box(x, y, name)
    figure.text(70, 40, "Input")
    figure.line((72, 48), (90, 92))
    figure.line((104, 108), (122, 144))
    for y in (150, 156, 162):
        figure.page.draw_circle((128, y), 0.8, color=BLACK, fill=BLACK)
    figure.line((136, 172), (156, 212))
    assert ("block", "block") in flows(figure.read())

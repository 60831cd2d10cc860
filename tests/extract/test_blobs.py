"""Networks with a blob behind each layer, as Caffe draws them; drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure

LAYERS = ["conv1 (Convolution)", "conv2 (Convolution)", "pool2 (MAX Pooling)", "ip1 (InnerProduct)"]


def test_what_bears_the_name_of_the_layer_before_it_is_its_tensor(figure: Figure) -> None:
    for at, name in enumerate(["data", *LAYERS]):
        y = 20 + 85 * at
        if at:
            figure.box(200, y - 35, name, width=110, fill=(0.4, 0.6, 0.9))
            figure.line((200, y - 77), (200, y - 43))
            figure.line((200, y - 27), (200, y - 8))
            figure.text(206, y - 18, {1: "32", 2: "64", 4: "500"}.get(at, ""), size=6)
        octagon = [(-20, -3), (-12, -8), (12, -8), (20, -3), (20, 3), (12, 8), (-12, 8), (-20, 3)]
        figure.page.draw_polyline(
            [(200 + dx, y + dy) for dx, dy in octagon], color=BLACK, fill=(0.9, 0.9, 0.9), closePath=True
        )
        figure.text(200, y, name.split()[0])
    (graph,) = figure.read()
    ops = {node.label: node.op for node in graph.nodes}
    assert ops == {
        **dict(zip(LAYERS, ("conv2d", "conv2d", "max_pool", "dense"), strict=True)),
        "data": "input",
        "conv1": "feature_map",
        "conv2": "feature_map",
        "pool2": "feature_map",
        "ip1": "output",
    }
    assert len(graph.edges) == 8
    widths = {node.label: dict(node.attributes) for node in graph.nodes if node.label in LAYERS}
    assert widths["ip1 (InnerProduct)"]["units"].value == 500

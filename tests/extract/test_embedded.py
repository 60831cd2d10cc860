"""Embeddings that are handed on, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, faces


def test_embeddings_named_free_at_the_ends_go_in_and_come_out(figure: Figure) -> None:
    figure.text(60, 200, "Text Embeddings")
    figure.line((95, 200), (135, 200))
    figure.box(170, 200, "Conv 3x3")
    figure.line((205, 200), (245, 200))
    figure.text(285, 200, "Embeddings @ 75 Hz")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "output"]


def test_a_volume_named_for_its_embeddings_holds_them(figure: Figure) -> None:
    figure.box(60, 200, "Pixel decoder")
    figure.line((95, 200), (150, 200))
    for ring, shade in zip(faces(150, 170, 30, 60, 12), (0.9, 0.95, 0.7), strict=True):
        figure.page.draw_polyline(ring, color=BLACK, fill=(shade, shade, 1), closePath=True)
    figure.text(168, 238, "per-pixel embeddings")
    figure.line((192, 200), (245, 200))
    figure.box(280, 200, "Softmax")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["block", "feature_map", "softmax"]


def test_embeddings_in_a_box_are_looked_up(figure: Figure) -> None:
    figure.text(60, 200, "tokens")
    figure.line((80, 200), (135, 200))
    figure.box(170, 200, "Word Embeddings")
    figure.line((205, 200), (245, 200))
    figure.box(280, 200, "LSTM")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "embedding", "lstm"]

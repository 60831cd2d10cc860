"""Columns without lines, and the counts that frames print, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def column(figure: Figure) -> None:
    figure.box(200, 100, "LayerNorm", width=90)
    figure.box(200, 118, "self-attention", width=90)
    figure.plus(200, 136)
    figure.box(200, 156, "MLP", width=90)


def test_a_sign_in_a_column_without_lines_follows_its_box(figure: Figure) -> None:
    figure.box(200, 125, width=140, height=110, dashes="[3 2] 0")
    column(figure)
    assert flows(figure.read()) == {
        ("layer_norm", "self_attention"),
        ("self_attention", "add"),
        ("add", "mlp"),
    }


def test_a_count_in_a_frame_is_that_of_all_in_it(figure: Figure) -> None:
    figure.box(200, 125, width=140, height=110, dashes="[3 2] 0")
    figure.text(200, 82, "×6 layers")
    column(figure)
    (graph,) = figure.read()
    assert {node.repeat for node in graph.nodes} == {6}


def test_a_count_behind_a_frame_s_name_is_that_of_all_in_it(figure: Figure) -> None:
    figure.box(200, 150, width=140, height=120, dashes="[3 2] 0")
    figure.text(200, 82, "Encoder layer ×4")
    for y, name in ((120, "self-attention"), (180, "MLP")):
        figure.box(200, y, name)
    figure.line((200, 128), (200, 172))
    figure.line((200, 188), (200, 252))
    figure.box(200, 260, "softmax")
    (graph,) = figure.read()
    assert {(node.op, node.repeat) for node in graph.nodes} == {
        ("self_attention", 4),
        ("mlp", 4),
        ("softmax", None),
    }


def test_widths_in_and_out_beside_layers_tell_what_comes_out(figure: Figure) -> None:
    for at, (name, note) in enumerate(
        (("Linear", "512 -> 128"), ("Conv 3×3", "64 -> C"), ("Softmax", "9 -> 3"))
    ):
        figure.box(60 + 100 * at, 100, name)
        figure.text(60 + 100 * at, 86, note, 6)
        if at:
            figure.line((-5 + 100 * at, 100), (25 + 100 * at, 100))
    (graph,) = figure.read()
    dense, convolution, softmax = graph.nodes
    assert dense.value("units") == 128 and convolution.value("filters") == "C"
    assert softmax.op == "softmax" and not softmax.attributes

"""Names that a caption explains, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, ops


@pytest.mark.parametrize(
    ("names", "caption", "wanted"),
    [
        (
            ("Self", "Cross"),
            "'Self' and 'Cross' are abbreviations for self-attention sub-layers and cross-attention sub-layers, "
            "respectively.",
            ["cross_attention", "self_attention"],
        ),
        (
            ("Squeeze", "Grow"),
            "Squeeze and Grow denote max pooling and upsampling, respectively.",
            ["max_pool", "upsample"],
        ),
        (("A", "B1"), '"A" stands for a learned affine transform.', ["block", "dense"]),
        (("LM", "B1"), "Trained with a language modelling (LM) loss.", ["block", "loss"]),
        (("J_w", "B1"), "It is trained by adversarial losses (J_g and J_w).", ["block", "loss"]),
        (("J_t + J_f", "J_w"), "The commitment loss (J_w) is for the encoder only.", ["loss", "loss"]),
        (("A", "B1"), '"A" applies learned scaling factors to the noise input.', ["block", "scale"]),
        (("A", "B1"), "Strategies for blocks. A: layer normalization; C: width.", ["block", "layer_norm"]),
        (("H", "F"), "The sign denotes a product, H global pooling and F the sigmoid.", ["pool", "sigmoid"]),
        (("A", "B1"), "G denotes a product, A is of no use.", ["block", "block"]),
    ],
)
def test_a_caption_says_what_names_stand_for(
    figure: Figure, names: tuple[str, str], caption: str, wanted: list[str]
) -> None:
    figure.box(60, 100, "Encoder")
    for i, name in enumerate(names):
        figure.line((95 + 100 * i, 100), (125 + 100 * i, 100))
        figure.box(160 + 100 * i, 100, name)
    figure.line((295, 100), (325, 100))
    figure.box(360, 100, "Decoder")
    assert ops(figure.read(caption)) == sorted([*wanted, "block", "block"])


@pytest.mark.parametrize(
    ("label", "caption", "op"),
    [
        ("3×3 XY-Layer", "Here, XY-Layer denotes a convolution with scaled weights.", "conv2d"),
        ("3×3 XY-Layer", "Here, XY-Layer has scaled weights.", "block"),
        ("B", "where B is a noise broadcast operation.", "block"),
        ("B", "where B denotes a noise broadcast operation.", "block"),
        ("B", "where B is a batch of images.", "input"),
    ],
)
def test_a_caption_explains_a_word_of_a_label_or_a_letter(
    figure: Figure, label: str, caption: str, op: str
) -> None:
    figure.box(60, 100, label)
    figure.line((95, 100), (125, 100))
    figure.box(160, 100, "Softmax")
    assert ops(figure.read(caption)) == sorted([op, "softmax"])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("denotes a stack of four consecutive convs", ["conv2d", "feature_map", "feature_map"]),
        ("says how often", ["feature_map", "feature_map"]),
    ],
)
def test_a_caption_says_what_a_bare_count_over_an_arrow_counts(
    figure: Figure, said: str, read: list[str]
) -> None:
    figure.box(60, 100, "14×14×256")
    figure.line((95, 100), (165, 100))
    figure.text(130, 92, "×4")
    figure.box(200, 100, "14×14×256")
    (graph,) = figure.read(f"Figure 1: The head. '×4' {said}.")
    kinds = {"input": "feature_map", "output": "feature_map"}
    assert sorted(kinds.get(node.op, node.op) for node in graph.nodes) == read
    assert [node.repeat for node in graph.nodes if node.op == "conv2d"] == [4] * (len(read) - 2)

"""What captions say follows all convolutions, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, ops

_BOTH = ["batch_norm", "batch_norm", "relu", "relu"]


def _two_convolutions(figure: Figure, *, drawn: str = "Flatten") -> None:
    figure.box(60, 100, "Conv 3×3")
    figure.line((95, 100), (125, 100))
    figure.box(160, 100, "Conv 3×3")
    figure.line((195, 100), (225, 100))
    figure.box(260, 100, drawn)


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("Each “conv” is followed by BN and ReLU.", _BOTH),
        ("All convolutions have 256 filters and batch normalization.", ["batch_norm", "batch_norm"]),
        ("BN and ReLU are applied after every convolution.", _BOTH),
        ("We make use of PReLU non linearities throughout the network.", ["prelu", "prelu"]),
        ("All convolution layers (except the last) are followed by a ReLU.", ["relu"]),
        ("All convolutions are followed by batch normalization (not included in the diagram).", []),
        ("Each conv is followed by BN, omitted for brevity.", []),
        ("All convolution layers in the residual blocks are followed by a ReLU layer.", []),
        ("Two convolutional layers followed by a classifier.", []),
        ("The model uses ReLU after each convolution and BN everywhere.", ["relu", "relu"]),
        ("Convolutions are strided and BN is used throughout.", ["batch_norm", "batch_norm"]),
        ("We employ group normalization throughout.", ["group_norm", "group_norm"]),
        ("Every convolution is written with its normalization.", ["norm", "norm"]),
    ],
)
def test_what_follows_all_convolutions_is_drawn_behind_each(
    figure: Figure, caption: str, wanted: list[str]
) -> None:
    _two_convolutions(figure)
    assert ops(figure.read(caption)) == sorted([*wanted, "conv2d", "conv2d", "flatten"])


def test_what_is_drawn_is_not_said_again(figure: Figure) -> None:
    _two_convolutions(figure, drawn="ReLU")
    assert ops(figure.read("Each conv is followed by a ReLU.")) == ["conv2d", "conv2d", "relu"]


def test_an_activation_that_ends_a_network_stands_for_the_one_that_is_said(figure: Figure) -> None:
    _two_convolutions(figure, drawn="Softmax")
    assert ops(figure.read("Each conv is followed by BN and ReLU.")) == [
        *("batch_norm", "conv2d", "conv2d", "relu", "softmax")
    ]


def test_edges_leave_what_follows(figure: Figure) -> None:
    _two_convolutions(figure)
    (graph,) = figure.read("Each conv is followed by BN and ReLU.")
    by_id = {node.id: node.op for node in graph.nodes}
    assert sorted((by_id[edge.source], by_id[edge.target]) for edge in graph.edges) == sorted(
        [("conv2d", "batch_norm"), ("batch_norm", "relu")] * 2 + [("relu", "conv2d"), ("relu", "flatten")]
    )


_CODE = "Ck denotes a Convolution-BatchNorm-ReLU layer with k filters. "


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("", ["batch_norm", "relu", "conv2d", "batch_norm", "relu"]),
        (
            "All ReLUs are leaky, with slope 0.2.",
            ["batch_norm", "leaky_relu", "conv2d", "batch_norm", "leaky_relu"],
        ),
        ("BatchNorm is not applied to the first C64 layer.", ["relu", "conv2d", "batch_norm", "relu"]),
        ("Batch normalization is not used in the last layer.", ["batch_norm", "relu", "conv2d", "relu"]),
    ],
)
def test_a_caption_says_what_else_holds_for_layers_with_a_code(
    figure: Figure, said: str, wanted: list[str]
) -> None:
    for at, label in enumerate(("C64", "C128", "Softmax")):
        figure.box(60 + 100 * at, 100, label)
        if at:
            figure.line((100 * at - 5, 100), (25 + 100 * at, 100))
    (graph,) = figure.read(_CODE + said)
    ahead = {edge.source: edge.target for edge in graph.edges}
    (here,) = {node.id for node in graph.nodes} - set(ahead.values())
    by_id = {node.id: node.op for node in graph.nodes}
    found = [by_id[here]]
    while here in ahead:
        here = ahead[here]
        found.append(by_id[here])
    assert found == ["conv2d", *wanted, "softmax"]


def test_hidden_layers_are_dense_ones_too_but_for_the_last(figure: Figure) -> None:
    for at, label in enumerate(("Conv", "FC 64", "FC 10")):
        figure.box(60 + 100 * at, 100, label)
        if at:
            figure.line((100 * at - 5, 100), (25 + 100 * at, 100))
    graphs = figure.read("Each hidden layer is followed by a ReLU.")
    assert ops(graphs) == ["conv2d", "dense", "dense", "relu", "relu"]


@pytest.mark.parametrize(
    ("caption", "op"),
    [
        ("A series of four fractionally-strided convolutions makes an image.", "conv_transpose2d"),
        ("Transposed convolutions enlarge the maps.", "conv_transpose2d"),
        ("Convolutions, then deconvolutions.", "conv2d"),
        ("Deconvolutions in the generator; the discriminator mirrors it.", "conv2d"),
    ],
)
def test_a_caption_says_that_all_convolutions_are_transposed(figure: Figure, caption: str, op: str) -> None:
    _two_convolutions(figure)
    (graph,) = figure.read(caption)
    assert [node.op for node in graph.nodes if node.op.startswith("conv")] == [op, op]


def test_what_is_called_transposed_itself_is_told_from_others(figure: Figure) -> None:
    _two_convolutions(figure, drawn="Deconv 4×4")
    (graph,) = figure.read("Transposed convolutions enlarge the maps.")
    assert [node.op for node in graph.nodes] == ["conv2d", "conv2d", "conv_transpose2d"]


def test_cells_of_both_ways_are_of_the_kind_that_the_caption_names(figure: Figure) -> None:
    for x in (80, 180, 280):
        figure.text(x, 300, "word")
        figure.line((x, 292), (x, 259))
        figure.box(x, 250, "forward", width=50)
        figure.line((x, 241), (x, 209))
        figure.box(x, 200, "backward", width=50)
    for x in (80, 180):
        figure.line((x + 25, 250), (x + 75, 250))
        figure.line((x + 75, 200), (x + 25, 200))
    graphs = figure.read("A BI-LSTM-CRF model.")
    assert [node.op for graph in graphs for node in graph.nodes].count("lstm") == 6

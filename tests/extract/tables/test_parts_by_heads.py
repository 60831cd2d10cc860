"""Parts of a table under heads that come again, titles below lists, and kinds that a description makes precise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Bracket, Table, read
from tests.extract.tables.told import printed


def test_heads_that_come_again_open_a_network_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Encoder", "Output"],
        ["1", "3×3 conv, 32 filters", "32×32"],
        ["2", "3×3 conv, 64 filters", "16×16"],
        ["Layer", "Critic", "Output"],
        ["1", "3×3 conv, 16 filters", "32×32"],
        ["2", "Dense, 1 unit", "1"],
    ]
    first, second = read(Table("Table 1: Architecture of the networks.", rows), tmp_path).graphs
    assert [len(printed(first)), len(printed(second))] == [2, 2]
    assert printed(second)[0] == "conv2d filters=16 kernel=3x3 @32x32"


@pytest.mark.parametrize("ruled", ["none", "rows"])
def test_a_lettered_title_below_a_list_is_no_layer(ruled: str, tmp_path: Path) -> None:
    rows = [["3×3 conv, 64"], ["LReLU"], ["4×4 conv, 128"], ["Tanh"], ["(a) Generator"]]
    (graph,) = read(
        Table("Table 1: Architecture of the generator.", rows, header=0, ruled=ruled), tmp_path
    ).graphs
    assert [node.op for node in graph.nodes] == ["conv2d", "leaky_relu", "conv2d", "tanh"]


def test_a_description_makes_the_kind_of_a_row_precise(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Hyperparameters"],
        ["Input", "32×32 RGB image"],
        ["Horizontal flip", "Randomly half of them"],
        ["Convolutional", "128 filters, 3×3, same padding"],
        ["Pooling", "Maxpool 2×2"],
        ["Convolutional", "64 filters, 3×3, same padding"],
        ["Softmax", "Fully connected 64 → 10"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows, ruled="rows"), tmp_path).graphs
    assert printed(graph)[1:] == [
        "block Hyperparameters=Randomly half of them name=Horizontal flip",
        "conv2d filters=128 kernel=3x3 padding=same",
        "max_pool kernel=2x2",
        "conv2d filters=64 kernel=3x3 padding=same",
        "dense units=10",
        "softmax",
    ]


def test_channels_stand_first_around_a_length_that_is_left_open(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Input size", "Settings", "Output size"],
        ["conv2d_1", "1×T×161", "2×3, (1, 2), 16", "16×T×80"],
        ["conv2d_2", "16×T×80", "2×3, (1, 2), 32", "32×T×39"],
        ["deconv2d_2", "32×T×39", "2×3, (1, 2), 16", "16×T×80"],
        ["deconv2d_1", "16×T×80", "2×3, (1, 2), 1", "1×T×161"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows, ruled="rows"), tmp_path).graphs
    assert [node.output_shape for node in graph.nodes if node.printed][-1] == ("T", 161, 1)


def test_lines_of_settings_are_named_by_the_lines_beside_them(tmp_path: Path) -> None:
    def stage(width: int, heads: int, times: int) -> Bracket:
        return Bracket((f"3×3, {width}", f"H = {heads}, D = {width}", "R = 4"), times=f"×{times}")

    rows = [
        ["Output size", "Layer name", "Small", "Large"],
        ["56×56", "Conv. embed.", "7×7, 64, stride 4", "7×7, 64, stride 4"],
        ["56×56", "Conv. proj.\nMHSA\nMLP", stage(64, 1, 1), stage(64, 1, 2)],
        ["28×28", "Conv. embed.", "3×3, 192, stride 2", "3×3, 192, stride 2"],
        ["28×28", "Conv. proj.\nMHSA\nMLP", stage(192, 3, 2), stage(192, 3, 4)],
    ]
    small, _ = read(Table("Table 1: Architectures.", rows, ruled="rows"), tmp_path).graphs
    assert printed(small)[5:] == [
        "conv2d filters=192 kernel=3x3 x2 @28x28",
        "multi_head_attention dim=192 heads=3 x2 @28x28",
        "mlp R=4 x2 @28x28",
    ]


def test_nothing_goes_into_an_input_that_stands_below_a_network(tmp_path: Path) -> None:
    rows = [
        ["Operation", "Kernel", "Strides", "Feature maps", "BN?", "Dropout", "Nonlinearity"],
        ["G(z) – 100×1×1 input", *[None] * 6],
        ["Linear", "N/A", "N/A", "384", "×", "0.0", "ReLU"],
        ["Transposed convolution", "5×5", "2×2", "3", "×", "0.0", "Tanh"],
        ["D(x) – 32×32×3 input", *[None] * 6],
        ["Convolution", "3×3", "2×2", "16", "×", "0.5", "Leaky ReLU"],
        ["Linear", "N/A", "N/A", "1", "×", "0.0", "Soft-Sigmoid"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the networks.", rows, ruled="rows"), tmp_path).graphs
    inputs = {node.id for node in graph.nodes if node.op == "input"}
    assert len(inputs) == 2
    assert not [edge for edge in graph.edges if edge.target in inputs]
    # The columns stand in the order of the data; an activation of an uncommon name is one.
    assert [node.op for node in graph.nodes][-5:] == [
        "conv2d",
        "dropout",
        "leaky_relu",
        "dense",
        "activation",
    ]


def test_settings_by_name_in_a_cell_for_the_kernel(tmp_path: Path) -> None:
    rows = [
        ["Block", "Kernel", "# Output channels"],
        ["Conv1", "11, stride=2", "256"],
        ["Conv2", "29, dilation=2", "896"],
        ["Conv3", "1", "# graphemes"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows, ruled="rows"), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=256 kernel=11x11 stride=2x2",
        "conv2d dilation=2x2 filters=896 kernel=29x29",
        "conv2d filters=# graphemes kernel=1x1",
    ]


def test_an_arrow_before_a_name_raises_what_is_taken_in(tmp_path: Path) -> None:
    rows = [
        ["layer", "k", "s", "chns", "input"],
        ["upconv2", "3", "1", "32", "econv2"],
        ["iconv2", "3", "1", "32", "↑upconv2, econv1"],
        ["upconv1", "3", "1", "16", "iconv2"],
        ["iconv1", "3", "1", "16", "↑upconv1"],
    ]
    caption = "Table 1: Network architecture, where ↑ is a 2× nearest-neighbour upsampling."
    (graph,) = read(Table(caption, rows, ruled="rows"), tmp_path).graphs
    raised = [told for told in printed(graph) if told.startswith("upsample")]
    assert raised == ["upsample scale=2", "upsample scale=2"]
    assert not [node for node in graph.nodes if node.op == "conv_transpose2d"]


def test_a_short_name_in_brackets_behind_a_kind_of_convolution(tmp_path: Path) -> None:
    rows = [
        ["Encoder", "Decoder"],
        ["x ∈ R^32×32×3", "z ∈ R^64"],
        ["→ Conv 128 → ReLU", "→ FC 1024 → ReLU"],
        ["→ Conv 256 → ReLU", "→ TCv 128 → ReLU"],
        ["→ FC 64", "→ TCv 64 → Tanh"],
    ]
    caption = "Table 1: Architectures. All convolutions and transposed convolutions (TCv) use 5×5 filters."
    encoder, decoder = read(Table(caption, rows, ruled="rows"), tmp_path).graphs
    assert printed(encoder)[0].startswith("input")
    assert "conv2d filters=128 kernel=5x5" in printed(encoder)
    assert [node.op for node in decoder.nodes][3:] == ["conv_transpose2d", "relu", "conv_transpose2d", "tanh"]


def test_heads_of_one_trunk_are_networks_with_outputs_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["Head", "Layers", "Outputs"],
        ["Gender", "GAP → FC(256) → ReLU → FC", "1"],
        ["Clothes", "Conv(1×1, 512) → GMP → FC", "21"],
    ]
    first, second = read(Table("Table 1: Heads of the network.", rows), tmp_path).graphs
    assert printed(first) == ["global_avg_pool", "dense units=256", "relu", "dense units=1"]
    assert printed(second) == ["conv2d filters=512 kernel=1x1", "global_max_pool", "dense units=21"]


def test_numbers_of_rows_below_the_name_of_a_network(tmp_path: Path) -> None:
    rows = [
        ["G", "Configuration"],
        ["Input", "[z_a, z_m]"],
        ["0", "Deconv (N512, K6, S1, P0), BN"],
        ["1", "Deconv (N256, K4, S2, P1), BN"],
        ["2", "Deconv (N3, K4, S2, P1), Tanh"],
    ]
    (graph,) = read(Table("Table 1: The generator.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == [
        "input",
        *["conv_transpose2d", "batch_norm"] * 2,
        *["conv_transpose2d", "tanh"],
    ]

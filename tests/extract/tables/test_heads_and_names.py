"""What heads and names say by what stands around them: titles above, stages beside their layers, listings of code."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 2: Architecture of the network."


def test_titles_stand_above_the_heads_and_lengths_are_of_one_dimension(tmp_path: Path) -> None:
    rows = [
        [Over("27 model, 19683 frames", 4), None, None, None],
        [Over("59049 samples, 2678 ms", 4), None, None, None],
        ["layer", "stride", "output", "# of params"],
        ["conv 3-128", "3", "19683 × 128", "512"],
        ["conv 3-128", "1", "6561 × 128", "49280"],
        ["conv 3-256", "1", "2187 × 256", "98560"],
    ]
    (graph,) = read(Table(CAPTION, rows, header=3, ruled="grid"), tmp_path).graphs
    assert printed(graph) == [
        "conv1d filters=128 kernel=3 stride=3 @19683x128",
        "conv1d filters=128 kernel=3 stride=1 @6561x128",
        "conv1d filters=256 kernel=3 stride=1 @2187x256",
    ]


def test_named_blocks_with_repeats_are_the_layers_beside_the_names_of_stages(tmp_path: Path) -> None:
    rows = [
        ["stage", "output", "OurNet"],
        ["conv1", "64×32", "7×7 conv, stride 2"],
        ["conv2", "64×32", "bottleneck × 2"],
        ["conv3", "32×16", "bottleneck × 3"],
        ["conv4", "16×8", "bottleneck × 2"],
        ["gap", "1×1", "global average pool"],
        ["# of weights", "2.2M", None],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d kernel=7x7 stride=2x2 @64x32",
        "block name=bottleneck x2 @64x32",
        "block name=bottleneck x3 @32x16",
        "block name=bottleneck x2 @16x8",
        "global_avg_pool @1x1",
    ]


def test_names_with_a_colon_are_no_network_beside_their_layers(tmp_path: Path) -> None:
    rows = [
        ["SmallNet(", ""],
        ["(conv1):", "Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1))"],
        ["(relu6):", "ReLU(inplace)"],
        ["(fc1):", "Linear(in_features=1024, out_features=200)"],
        ["(fc2):", "Linear(in_features=200, out_features=10)"],
    ]
    graphs = read(Table(CAPTION, rows), tmp_path).graphs
    assert [printed(graph) for graph in graphs] == [
        ["conv2d filters=32 kernel=3x3 stride=1x1", "relu", "dense units=200", "dense units=10"]
    ]


def test_dimensions_beside_numbers_of_filters_are_what_comes_out(tmp_path: Path) -> None:
    rows = [
        ["Layer", "conv1", "conv2", "conv3", "pool3"],
        ["Dim.", "1,862", "432", "217", "54"],
        ["# of Filters", "64", "128", "256", "256"],
        ["Filter Size", "16", "8", "4", "4"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert printed(graph) == [
        "conv1d filters=64 kernel=16 @1862",
        "conv1d filters=128 kernel=8 @432",
        "conv1d filters=256 kernel=4 @217",
        "pool kernel=4x4 @54",
    ]


def test_kernels_beside_a_kernel_are_their_number(tmp_path: Path) -> None:
    rows = [
        ["", "Kernel", "Stride", "Kernels", "Output"],
        ["Conv3D + ReLU", "5×5×3", "1", "64", "26×26×8"],
        ["Max-pooling", "2×2×1", "2", "-", "13×13×8"],
        ["FC + ReLU", "-", "-", "250", "-"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    found = printed(graph)
    assert found[0].startswith("conv3d filters=64 kernel=5x5x3")
    assert found[-2:] == ["dense units=250", "relu"]


def test_a_dense_layer_of_one_kernel_has_its_size_as_units(tmp_path: Path) -> None:
    rows = [
        ["Layer type", "Kernel size/stride", "Kernel number", "Output size"],
        ["Convolution", "64×1/16×1", "16", "128×16"],
        ["Pooling", "2×1/2×1", "16", "64×16"],
        ["Fully-connected", "100", "1", "100×1"],
        ["Softmax", "10", "1", "10"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert [node.attributes["units"].value for node in graph.nodes[2:]] == [100, 10]


def test_a_list_of_blocks_with_widths_is_a_network(tmp_path: Path) -> None:
    blocks = ["ResBlock down 128", "ResBlock 128", "ResBlock 128", "ResBlock down 256", "ResBlock 256"]
    rows = [[text] for text in ["3×3 conv, 64", *blocks, "ResBlock 256", "Global sum pooling"]]
    (graph,) = read(Table(CAPTION, rows, header=0, ruled="grid"), tmp_path).graphs
    assert [told.split()[0] for told in printed(graph)] == ["conv2d", *["block"] * 6, "pool"]


def test_pairs_of_widths_are_dense_layers(tmp_path: Path) -> None:
    rows = [
        ["Layer"],
        ["(state dim, 400)"],
        ["ReLU"],
        ["(400, 300)"],
        ["ReLU"],
        ["(300, action dim)"],
        ["tanh"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="rows"), tmp_path).graphs
    dense = ["dense units=400", "dense units=300", "dense units=action dim"]
    assert printed(graph) == [dense[0], "relu", dense[1], "relu", dense[2], "tanh"]


def test_places_among_the_layers_are_names_of_what_is_told_beside(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Input → Output Shape", "Layer Information"],
        ["Input Layer", "(128, 128, 3) → (64, 64, 64)", "CONV-(N64, K4x4, S2, P1), Leaky ReLU"],
        ["Hidden Layer", "(64, 64, 64) → (32, 32, 128)", "CONV-(N128, K4x4, S2, P1), Leaky ReLU"],
        ["Output Layer (src)", "(32, 32, 128) → (32, 32, 1)", "CONV-(N1, K3x3, S1, P1)"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    told = [layer.split(" @")[0] for layer in printed(graph)]
    assert told == [
        "conv2d filters=64 kernel=4x4 padding=1 stride=2x2",
        "leaky_relu",
        "conv2d filters=128 kernel=4x4 padding=1 stride=2x2",
        "leaky_relu",
        "conv2d filters=1 kernel=3x3 padding=1 stride=1x1",
    ]

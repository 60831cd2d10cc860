"""Cells that lie over several columns: told by white space, by rulings that pause, and by standing in the middle."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed


def test_layers_of_all_networks_in_the_middle_of_more_rows_than_print_their_own(tmp_path: Path) -> None:
    rows = [
        ["Small", "Large"],
        [Over("3×3 max-pool, stride 2", 2)],
        ["3×3 conv, 64, ReLU", "3×3 conv, 96, ReLU"],
        ["3×3 conv, 64, ReLU", "3×3 conv, 96, ReLU"],
        [Over("2×2 max-pool, stride 2", 2)],
        [Over("2×2 avg-pool, stride 2", 2)],
        [Over("2×2 avg-pool, stride 2", 2)],
        [Over("fully connected, softmax", 2)],
    ]
    small, large = read(Table("Table 1: Two network architectures.", rows), tmp_path).graphs
    assert (small.name, large.name) == ("Small", "Large")
    assert [told for told in printed(large) if "conv" in told] == ["conv2d filters=96 kernel=3x3"] * 2
    assert len(small.nodes) == len(large.nodes) == 10


def test_heads_above_the_first_vertical_ruling_are_not_merged(tmp_path: Path) -> None:
    rows = [
        ["Critic", "Actor"],
        ["3×3 conv, 64, ReLU", "3×3 conv, 32, ReLU"],
        ["fc, 10, tanh", "fc, 20, tanh"],
    ]
    table = Table("Table 1: The networks.", rows, ruled="columns", open_heads=True)
    critic, actor = read(table, tmp_path).graphs
    assert (critic.name, actor.name) == ("Critic", "Actor")


def test_branches_of_one_network_meet_in_merged_cells(tmp_path: Path) -> None:
    for heads in ([["Image subnet", "Text subnet"]], []):
        rows = [
            [Over("Our multimodal model", 2)],
            *heads,
            ["3×3 conv, 64, ReLU", "embedding, 300"],
            ["global average pool", "LSTM, 128"],
            [Over("fully connected, 64", 2)],
            [Over("softmax", 2)],
        ]
        table = Table("Table 1: Network architecture.", rows, header=len(heads) + 1, ruled="rows")
        (graph,) = read(table, tmp_path).graphs
        assert [node.op for node in graph.nodes][-4:] == ["embedding", "lstm", "dense", "softmax"]
        assert sum(edge.target == graph.nodes[-2].id for edge in graph.edges) == 2

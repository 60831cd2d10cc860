"""Rows whose words say which other rows they take in."""

from __future__ import annotations

from pathlib import Path

from graph import Graph
from tests.extract.tables.drawn import Over, Table, read


def sources(graph: Graph) -> dict[str, list[str]]:
    """For each node the labels of those that lead to it, first words only."""
    labels = {node.id: node.label or node.op for node in graph.nodes}
    return {
        labels[node.id]: [labels[edge.source] for edge in graph.edges if edge.target == node.id]
        for node in graph.nodes
    }


def test_numbered_rows_are_cited_across_sections(tmp_path: Path) -> None:
    rows = [
        ["#", "Layer Description", "Output size"],
        [Over("Features", 3)],
        ["1", "3×3 conv, 32 features, stride 2", "H×W×32"],
        ["2", "3×3 conv, 32 features", "H×W×32"],
        ["3", "3×3 conv, 16 features", "H×W×32"],
        [None, "add layer 1 and 3 features (residual connection)", "H×W×32"],
        [Over("Refinement", 3)],
        ["4", "5×5 conv, 64 features", "H×W×64"],
        ["5", "From 4: 3×3 conv, 64 features (no ReLU)", "H×W×64"],
        ["6", "From 2: 7×7 conv, 64 features", "H×W×64"],
        [None, "add layer 5 and 6 features", "H×W×64"],
        ["7-9", "(repeat layer 6 and its sum) × 3", "H×W×64"],
    ]
    (graph,) = read(Table("Table 1: Summary of the architecture.", rows), tmp_path).graphs
    found = sources(graph)
    one, two, three, four = (f"{n} {rows[n + 1 if n < 4 else n + 3][1]}" for n in (1, 2, 3, 4))
    five, six = f"5 {rows[8][1]}", f"6 {rows[9][1]}"
    assert found[str(rows[5][1])] == [three, one] or found[str(rows[5][1])] == [one, three]
    assert found[four] == [rows[5][1]]
    assert found[five] == [four] and found[six] == [two]
    assert sorted(found[str(rows[10][1])]) == [five, six]
    (again,) = [node for node in graph.nodes if node.op == "block"]
    assert again.repeat == 3 and found[again.label] == [rows[10][1]]


def test_rows_that_are_joined_together_stand_side_by_side(tmp_path: Path) -> None:
    rows = [
        ["Name", "Layer setting", "Output"],
        ["conv1", "3×3, 32, stride 2, padding 1, with bias", "64×64×32"],
        ["conv2_x", "3×3, 64", "64×64×64"],
        ["branch_1", "32×32 avg. pool", "64×64×64"],
        ["branch_2", "16×16 avg. pool", "64×64×64"],
        [Over("concat[conv1, branch_1, branch_2]", 2), "64×64×224"],
        ["fusion", "1×1, 32", "64×64×32"],
    ]
    (graph,) = read(Table("Table 1: Parameters of the architecture.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["conv2d"] * 2 + ["avg_pool"] * 2 + ["concat", "conv2d"]
    ids = [node.id for node in graph.nodes]
    assert {(ids.index(e.source), ids.index(e.target)) for e in graph.edges} == {
        (0, 1),
        *((1, 2), (1, 3)),
        *((0, 4), (2, 4), (3, 4)),
        (4, 5),
    }


def test_rows_are_cited_by_their_number_however_it_is_set(tmp_path: Path) -> None:
    rows = [
        ["Index", "Inputs", "Operation", "Output shape"],
        ["(1)", "Input", "vertex features", "64×64×3"],
        ["(2)", "(1)", "Conv 5×5, ReLU", "64×64×32"],
        ["(3)", "(2)", "Max pooling 2×2", "32×32×32"],
        ["(4)", "(3)", "Upsample", "64×64×32"],
        ["(5)", "(4), (2)", "Concatenate", "64×64×64"],
    ]
    (graph,) = read(Table("Table 1: The network, row by row.", rows), tmp_path).graphs
    ops = {node.id: node.op for node in graph.nodes}
    edges = {(ops[edge.source], ops[edge.target]) for edge in graph.edges}
    assert {("relu", "max_pool"), ("relu", "concat"), ("upsample", "concat"), ("input", "conv2d")} <= edges
    assert list(ops.values()).count("input") == 1


def test_rows_may_be_cited_as_layers_and_as_the_one_before(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Input", "Type", "Width"],
        ["1", "γ(x)", "FC", "256"],
        ["2–5", "previous", "FC", "256"],
        ["6", "layer 5, γ(x)", "FC", "128"],
        ["7", "layer 6", "FC", "3"],
    ]
    (graph,) = read(Table("Table 1: Layers of the network.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes if node.op == "dense"] == ["dense"] * 4
    entry = next(node.id for node in graph.nodes if node.op == "input")
    assert sum(edge.source == entry for edge in graph.edges) == 2


def test_a_row_that_joins_the_output_of_another_names_it(tmp_path: Path) -> None:
    rows = [
        ["Name", "Nout", "Function"],
        ["conv1", "48", "Convolution 3×3"],
        ["pool1", "48", "Maxpool 2×2"],
        ["up1", "48", "Upsample 2×2"],
        ["cat1", "96", "Concatenate output of conv1"],
        ["conv2", "64", "Convolution 3×3"],
    ]
    (graph,) = read(Table("Table 1: Network architecture.", rows), tmp_path).graphs
    ops = {node.id: node.op for node in graph.nodes}
    assert {("conv2d", "concat"), ("upsample", "concat"), ("concat", "conv2d")} <= {
        (ops[edge.source], ops[edge.target]) for edge in graph.edges
    }


def test_a_count_in_the_title_of_a_cell_is_that_of_all_its_layers(tmp_path: Path) -> None:
    rows = [
        ["Part", "Layers"],
        ["Encoder", "3 Conv layers: 512 filters, conv 5×1, BN, ReLU"],
        ["Decoder", "LSTM, 512 units"],
    ]
    graphs = read(Table("Table 1: Architecture of the network.", rows), tmp_path).graphs
    nodes = [node for graph in graphs for node in graph.nodes if node.op != "lstm"]
    assert nodes and {node.repeat for node in nodes} == {3}


def test_rows_named_after_layers_are_sources_and_not_layers_themselves(tmp_path: Path) -> None:
    rows = [
        ["Name", "Kernel", "Str.", "Ch I/O", "Input"],
        ["conv1", "7×7", "2", "6/64", "Images"],
        ["conv2", "5×5", "2", "64/128", "conv1"],
        ["conv3a", "5×5", "2", "128/256", "conv2"],
        ["upconv2", "4×4", "2", "256/64", "conv3a"],
        ["pr2", "3×3", "1", "64/1", "upconv2"],
    ]
    (graph,) = read(Table("Table 1: Specification of the architecture.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["input", *["conv2d"] * 3, "conv_transpose2d", "conv2d"]
    assert [node.attributes["kernel"].value for node in graph.nodes[1:]] == [
        (7, 7),
        (5, 5),
        (5, 5),
        (4, 4),
        (3, 3),
    ]


def test_a_row_with_the_name_of_a_measure_is_a_layer_of_a_fork(tmp_path: Path) -> None:
    rows = [
        ["Name", "Layer", "From"],
        ["c1", "conv 7×7, 96", "image"],
        ["p1", "max-pool 3×3, stride 2", "c1"],
        ["f1", "FC 512", "p1"],
        ["age", "FC 8", "f1"],
        ["gender", "FC 2", "f1"],
    ]
    (graph,) = read(Table("Table 1: The architecture with its two heads.", rows), tmp_path).graphs
    ids = [node.id for node in graph.nodes]
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "max_pool", *["dense"] * 3]
    assert {(ids.index(e.source), ids.index(e.target)) for e in graph.edges} == {
        *((0, 1), (1, 2), (2, 3)),
        *((3, 4), (3, 5)),
    }

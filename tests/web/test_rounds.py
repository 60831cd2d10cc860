"""Long graphs with their repeats folded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph import Attribute, Edge, Graph, Node, complete, to_json
from web.views.graphs import shown
from web.views.rounds import fold_rounds


def residual(blocks: int, *, filters: int = 8, odd: int | None = None, kept: int | None = None) -> Graph:
    """Blocks of four layers with a shortcut each; `odd` has another kernel, `kept` is read once more at the end."""
    nodes = [Node("x", "input", attributes={"shape": Attribute((16, 16, filters))})]
    edges: list[Edge] = []
    last = "x"
    for n in range(blocks):
        size = 5 if n == odd else 3
        settings = {
            "filters": Attribute(filters),
            "kernel": Attribute((size, size)),
            "padding": Attribute("same"),
        }
        own = [Node(f"conv{n}", "conv2d", "", settings)]
        own += [Node(f"{op}{n}", op) for op in ("batch_norm", "relu", "add")]
        nodes += own
        edges += [Edge(a, b.id) for a, b in zip([last, *(node.id for node in own)], own, strict=False)]
        edges.append(Edge(last, own[-1].id))
        last = own[-1].id
    nodes += [
        Node("pool", "global_avg_pool"),
        Node("sum", "add"),
        Node("out", "dense", "", {"units": Attribute(3)}),
    ]
    edges += [Edge(last, "pool"), Edge("pool", "out")]
    if kept is not None:
        edges = [edge for edge in edges if edge.target != "out"]
        nodes.insert(-2, Node("side", "global_avg_pool"))
        edges += [Edge(f"relu{kept}", "side"), Edge("pool", "sum"), Edge("side", "sum"), Edge("sum", "out")]
    else:
        nodes.pop(-2)
    return Graph("residual", tuple(nodes), tuple(edges))


def test_equal_blocks_are_shown_once_with_their_number() -> None:
    folded = fold_rounds(residual(20))
    assert len(folded.graph.nodes) == 1 + 4 + 2
    (group,) = folded.graph.groups
    assert (group.nodes, group.repeat) == (("conv0", "batch_norm0", "relu0", "add0"), 20)
    assert folded.rounds["conv0"] == tuple(f"conv{n}" for n in range(20))
    assert [edge.source for edge in folded.graph.inputs("pool")] == ["add0"]


def test_a_short_graph_is_shown_in_full() -> None:
    short = residual(4)
    assert fold_rounds(short).graph is short


def test_a_block_with_other_settings_stands_by_itself() -> None:
    groups = fold_rounds(residual(21, odd=10)).graph.groups
    assert [group.repeat for group in groups] == [10, 10]


def test_rounds_that_something_else_reads_are_not_folded_over_it() -> None:
    folded = fold_rounds(residual(20, kept=9))
    shown_nodes = {node.id for node in folded.graph.nodes}
    (source,) = [edge.source for edge in folded.graph.inputs("side")]
    assert source in shown_nodes
    assert all(not ("relu9" in same and "relu10" in same) for same in folded.rounds.values())


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=4, max_size=8))
def test_every_node_is_shown_or_stands_in_a_fold(stages: list[tuple[int, int]]) -> None:
    nodes = [Node("x", "input")]
    for stage, (times, kind) in enumerate(stages):
        for n in range(times):
            for op in (("conv2d", "relu"), ("conv2d", "batch_norm", "relu"), ("dense",) * 3)[kind]:
                nodes.append(Node(f"{stage}.{n}.{len(nodes)}", op))
    edges = tuple(Edge(a.id, b.id) for a, b in pairwise(nodes))
    folded = fold_rounds(Graph("chain", tuple(nodes), edges))
    covered = [same for node in folded.graph.nodes for same in folded.rounds.get(node.id, (node.id,))]
    assert sorted(covered) == sorted(node.id for node in nodes)
    assert len(folded.graph.edges) == len(folded.graph.nodes) - 1


def test_a_fold_counts_the_parameters_of_all_its_rounds() -> None:
    whole = complete(residual(20))
    found = shown(to_json(whole.graph), "g", "residual")
    assert sum(found.parameters[node.id] for node in found.graph.nodes if node.id in found.parameters) == sum(
        whole.parameters.values()
    )
    assert found.parameters["conv0"] == sum(whole.parameters[f"conv{n}"] for n in range(20))
    assert "×20" in found.drawing.svg

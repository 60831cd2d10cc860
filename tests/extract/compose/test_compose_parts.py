"""Networks drawn in parts, and layers that drawings call optional or leave the width of open."""

from __future__ import annotations

from extract.compose import Network, compose
from extract.compose.parts import joined_parts
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Attribute, Edge, FrozenMap, Graph, Node, Value, complete

Row = list[tuple[str, str, dict[str, Value]]]


def part(name: str, row: Row, *more: tuple[str, str], repeat: int | None = None) -> Graph:
    nodes = tuple(
        Node(
            node_id,
            op,
            str(attrs.get("label", "")),
            FrozenMap({k: Attribute(v) for k, v in attrs.items() if k != "label"}),
            repeat if op not in ("input", "output") else None,
        )
        for node_id, op, attrs in row
    )
    pairs = [(row[at][0], row[at + 1][0]) for at in range(len(row) - 1)]
    return Graph(name, nodes, tuple(Edge(a, b) for a, b in [*pairs, *more]))


def conv(node_id: str, filters: int | None, kernel: int = 3) -> tuple[str, str, dict[str, Value]]:
    attrs: dict[str, Value] = {"kernel": (kernel, kernel)}
    return (node_id, "conv2d", attrs if filters is None else {**attrs, "filters": filters})


MAPS: dict[str, Value] = {"label": "maps"}
FIRST = part(
    "first", [("i", "input", {"shape": (16, 16, 3)}), conv("a", 8), conv("b", 8), ("o", "output", MAPS)]
)
MIDDLE_ROW: Row = [("i", "input", MAPS), conv("c", 8), conv("d", 8), ("s", "add", {}), ("o", "output", MAPS)]
MIDDLE = part("middle", MIDDLE_ROW, ("i", "s"), repeat=3)
LAST_ROW: Row = [
    ("i", "input", MAPS),
    conv("e", 16),
    ("g", "global_avg_pool", {}),
    ("h", "dense", {"units": 7, "label": "Optional fully-connected layer"}),
    ("k", "block", {"name": "Logistic regression"}),
    ("m", "softmax", {}),
]
LAST = part("last", LAST_ROW)


def composed(*graphs: Graph, text: str = "") -> tuple[Network, ...]:
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Figure 1", "figure", 1, box, "Figure 1: The Wondernet architecture.", box)
    reading = ExhibitReading(exhibit, "vector", True, 0.9, None, graphs, 0.9)
    return compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", (text,)))


def test_parts_are_joined_where_the_end_of_one_begins_another() -> None:
    (whole,) = joined_parts([LAST, MIDDLE, FIRST])
    assert len(whole.nodes) == len(FIRST.nodes) + len(MIDDLE.nodes) + len(LAST.nodes) - 2
    assert sum(not whole.inputs(node.id) for node in whole.nodes) == 1


def test_parts_of_different_networks_stay_apart() -> None:
    other = part("other", [("i", "input", {"label": "something else"}), conv("a", 8)])
    assert joined_parts([FIRST, other]) == (FIRST, other)


def test_a_network_in_parts_is_built_whole_with_its_repeats_and_conventions() -> None:
    text = "All convolutions are followed by batch normalization. We take 224×224 images."
    (network,) = composed(LAST, MIDDLE, FIRST, text=text)
    assert network.name == "Wondernet"
    done = complete(network.graph)
    assert not done.errors, done.errors
    ops = [node.op for node in done.graph.nodes]
    assert (ops.count("conv2d"), ops.count("batch_norm"), ops.count("add")) == (9, 9, 3)
    convs = 27 * 8 + 7 * 72 * 8 + 72 * 16
    norms = 2 * (8 * 8 + 16)
    assert sum(done.parameters.values()) == convs + norms + 16 * 1000 + 1000


def test_a_layer_called_optional_is_left_out() -> None:
    (network,) = composed(LAST, MIDDLE, FIRST)
    assert not any(node.label.startswith("Optional") for node in network.graph.nodes)


def test_a_shortcut_of_unknown_width_is_as_wide_as_its_sum() -> None:
    row: Row = [
        ("i", "input", {"shape": (16, 16, 3)}),
        conv("a", 8),
        conv("b", 16),
        conv("c", 16),
        ("s", "add", {}),
    ]
    tail: Row = [conv("d", 16), ("g", "global_avg_pool", {}), ("h", "dense", {"units": 5})]
    drawn = part("", [*row, *tail])
    skip = part("", [conv("p", None, 1)]).nodes[0]
    (network,) = composed(Graph("", (*drawn.nodes, skip), (*drawn.edges, Edge("a", "p"), Edge("p", "s"))))
    assert network.graph.node("p").value("filters") == 16

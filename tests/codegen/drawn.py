"""Small networks for the tests, built as a reader would build them."""

from __future__ import annotations

from graph import Attribute, Edge, Evidence, Graph, Node, Value, complete


class Drawing:
    """Adds nodes one after another; each is fed by the one before unless told otherwise."""

    def __init__(self, name: str = "network") -> None:
        self.name = name
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.last = ""

    def add(self, op: str, *inputs: str, label: str = "", page: int = 0, **attributes: Value) -> str:
        """A node; returns its id."""
        node_id = f"n{len(self.nodes)}"
        evidence = Evidence(page, "Figure 1", None, label) if page else None
        stated = {name: Attribute(value) for name, value in attributes.items()}
        self.nodes.append(Node(node_id, op, label, stated, evidence=evidence))
        sources = inputs or ((self.last,) if self.last and op != "input" else ())
        self.edges += [Edge(source, node_id) for source in sources]
        self.last = node_id
        return node_id

    def graph(self) -> Graph:
        """The graph, completed."""
        return complete(Graph(self.name, tuple(self.nodes), tuple(self.edges))).graph


def residual_network(blocks: int = 4, width: int = 8) -> Graph:
    """A stem, residual blocks, and a classifier that flattens a map."""
    d = Drawing("Residual network")
    d.add("input", shape=(16, 16, 3))
    d.add("conv2d", filters=width, kernel=(3, 3), stride=(2, 2), padding=(1, 1), label="conv 3×3, /2", page=3)
    d.add("batch_norm")
    d.add("relu")
    for _ in range(blocks):
        before = d.last
        for n in range(2):
            d.add("conv2d", filters=width, kernel=(3, 3), padding=(1, 1))
            d.add("batch_norm")
            if n == 0:
                d.add("relu")
        d.add("add", before, d.last)
        d.add("relu")
    d.add("max_pool", kernel=(2, 2), stride=(2, 2), padding="valid")
    d.add("flatten")
    d.add("dense", units=10)
    d.add("softmax")
    d.add("output")
    return d.graph()


def one_layer(op: str, shape: tuple[int, ...], **attributes: Value) -> Graph:
    """An input, one operation, an output."""
    d = Drawing(op)
    d.add("input", shape=shape)
    d.add(op, **attributes)  # type: ignore[arg-type]
    d.add("output")
    return d.graph()

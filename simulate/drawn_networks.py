"""Networks drawn at random, with labels as papers print them, for drawings whose right reading is known."""

from __future__ import annotations

import random
from collections.abc import Callable

from graph import Edge, Graph, Node, Value
from simulate.build import node

Label = tuple[str, dict[str, Value]]


def network(chance: random.Random) -> Graph:
    """A network of 5 to 16 nodes: a chain with residual blocks, branches that are joined, or parallel inputs."""
    return _Maker(chance).make()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []

    def make(self) -> Graph:
        last = self.add(
            node("", "input", self.chance.choice(["Input", "image", "x", "Input image", "Source"]))
        )
        for _ in range(self.chance.randint(2, 4)):
            part = self.chance.choice([self.chain, self.chain, self.residual, self.branches])
            last = part(last)
        if self.chance.random() < 0.7:
            last = self.add(self.head(), last)
        if self.chance.random() < 0.6:
            self.add(
                node("", "output", self.chance.choice(["Output", "y", "Prediction", "Class scores"])), last
            )
        return Graph(name="", nodes=tuple(self.nodes), edges=tuple(self.edges))

    def add(self, made: Node, *sources: str) -> str:
        """Adds a node fed by others; its id."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(Node(name, made.op, made.label, made.attributes))
        self.edges += [Edge(source, name) for source in sources]
        return name

    def chain(self, last: str) -> str:
        for _ in range(self.chance.randint(1, 3)):
            last = self.add(self.layer(), last)
        return last

    def residual(self, last: str) -> str:
        before, last = last, self.chain(last)
        symbol = self.chance.choice(["+", "Add"])
        return self.add(node("", "add", symbol), last, before)

    def branches(self, last: str) -> str:
        ends = []
        for _ in range(self.chance.randint(2, 3)):
            end = last
            for _ in range(self.chance.randint(1, 2)):
                end = self.add(self.layer(), end)
            ends.append(end)
        label, op = self.chance.choice([("Concat", "concat"), ("Concatenate", "concat"), ("+", "add")])
        return self.add(node("", op, label), *ends)

    def layer(self) -> Node:
        """A layer under one of the labels that papers give it."""
        kind = self.chance.choice(LAYERS)
        return kind(self.chance)

    def head(self) -> Node:
        return self.chance.choice(
            [
                node("", "softmax", "Softmax"),
                node("", "dense", "FC 1000", units=1000),
                node("", "global_avg_pool", "Global average pool"),
                node("", "dense", "Linear"),
            ]
        )


def _conv(chance: random.Random) -> Node:
    size, filters = chance.choice([1, 3, 5, 7]), chance.choice([16, 32, 64, 128, 256])
    stride = chance.choice([1, 1, 1, 2])
    more: dict[str, Value] = {"stride": (2, 2)} if stride == 2 else {}
    tail = chance.choice([", /2", ", stride 2"]) if stride == 2 else ""
    label = chance.choice(
        [
            f"{size}×{size} conv, {filters}",
            f"Conv {size}×{size}, {filters}",
            f"{size}x{size} Conv ({filters})",
            f"conv {size}x{size}x{filters}",
        ]
    )
    return node("", "conv2d", label + tail, kernel=(size, size), filters=filters, **more)


def _pool(chance: random.Random) -> Node:
    kind, word = chance.choice([("max_pool", "max pool"), ("max_pool", "MaxPool"), ("avg_pool", "avg pool")])
    return node("", kind, f"{word} 2×2", kernel=(2, 2))


def _fixed(op: str, *labels: str) -> Callable[[random.Random], Node]:
    return lambda chance: node("", op, chance.choice(labels))


def _dense(chance: random.Random) -> Node:
    units = chance.choice([64, 128, 512, 4096])
    return node("", "dense", chance.choice([f"FC-{units}", f"fc {units}", f"Dense ({units})"]), units=units)


def _lstm(chance: random.Random) -> Node:
    units = chance.choice([64, 256, 512])
    return node("", "lstm", f"LSTM ({units})", units=units)


LAYERS: tuple[Callable[[random.Random], Node], ...] = (
    _conv, _conv, _conv, _pool, _dense, _lstm,
    _fixed("relu", "ReLU", "relu"),
    _fixed("batch_norm", "BatchNorm", "BN", "Batch Norm"),
    _fixed("layer_norm", "Layer Norm", "LayerNorm"),
    _fixed("dropout", "Dropout"),
    _fixed("gelu", "GELU"),
    _fixed("multi_head_attention", "Multi-Head Attention"),
    _fixed("feed_forward", "Feed Forward"),
    _fixed("embedding", "Embedding"),
)  # fmt: skip

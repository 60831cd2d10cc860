"""Where the nodes of a drawing stand, and what the drawing programs share."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph import Graph, Node

Flow = Literal["TB", "BT", "LR"]
"""Downward, upward, to the right: Graphviz's words."""

COLOURS = ("#dae8fc", "#d5e8d4", "#ffe6cc", "#fff2cc", "#f8cecc", "#e1d5e7", "#add8e6", "#ffa500", "#99ccff")
LONGEST = 60.0
"""Seconds that a program may take for one drawing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's middle and size, in inches, y upward."""

    x: float
    y: float
    wide: float
    high: float


def run(command: Sequence[str], given: str = "") -> str:
    """What a program prints. Raises CalledProcessError where it fails."""
    done = subprocess.run(command, input=given.encode(), capture_output=True, timeout=LONGEST, check=True)
    return done.stdout.decode(errors="replace")


def is_sign(node: Node) -> bool:
    """Whether a node is a sign in a circle."""
    return node.label == "+"


def fills(graph: Graph, chance: random.Random) -> dict[str, str]:
    """A colour for each operation."""
    found: dict[str, str] = {}
    for node in graph.nodes:
        found.setdefault(node.op, chance.choice(COLOURS))
    return found


def places(graph: Graph, flow: Flow, *, between: float, ranks: float, size: float) -> dict[str, Place]:
    """Places of all nodes as Graphviz sets them: `between` nodes of a rank and between `ranks` in inches."""
    lines = [f"digraph {{ rankdir={flow}; nodesep={between}; ranksep={ranks};"]
    lines.append(f"node [shape=box, fontname=Helvetica, fontsize={size}];")
    lines += [f'{node.id} [label="{node.label}"];' for node in graph.nodes]
    lines += [f"{edge.source} -> {edge.target};" for edge in graph.edges]
    printed = run(["dot", "-Tplain"], "\n".join([*lines, "}"]))
    words = [line.split(" ") for line in printed.splitlines()]
    return {word[1]: Place(*(float(part) for part in word[2:6])) for word in words if word[0] == "node"}


def passes_a_box(source: str, target: str, where: Mapping[str, Place]) -> bool:
    """Whether the straight line between two nodes runs over a third."""
    a, b = where[source], where[target]
    steps = [(a.x + (b.x - a.x) * t / 20, a.y + (b.y - a.y) * t / 20) for t in range(1, 20)]
    others = [place for name, place in where.items() if name not in (source, target)]
    return any(
        abs(x - other.x) < other.wide / 2 + 0.05 and abs(y - other.y) < other.high / 2 + 0.05
        for x, y in steps
        for other in others
    )

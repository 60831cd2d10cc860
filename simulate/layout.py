"""Where the nodes of a drawing stand: ranks by longest path, lanes by the order of branches."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Graph, Node
from simulate.metrics import text_width
from simulate.style import Style

SYMBOLS = {"add": "+", "multiply": "×", "concat": "C"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its box (x0, y0, x1, y1, in points) and how it is drawn: box, symbol or text."""

    node: Node
    box: tuple[float, float, float, float]
    kind: str

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2


def drawn_as(node: Node) -> str:
    """ "symbol" for a circled operator, "text" for a named end, else "box"."""
    if node.op in SYMBOLS and node.label == SYMBOLS[node.op]:
        return "symbol"
    return "text" if node.op in ("input", "output") else "box"


def label_lines(label: str, style: Style) -> list[str]:
    """The lines that a label is set in: two of about one length where the style wraps it."""
    words = label.split()
    if not style.wrapped or len(words) < 2:
        return [label]
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(cuts, key=lambda cut: max(map(len, cut))))


def ranks(graph: Graph) -> dict[str, int]:
    """Rank of each node: the length of the longest path to it. The graph must have no cycle."""
    rank = {node.id: 0 for node in graph.nodes}
    for _ in graph.nodes:
        for edge in graph.edges:
            rank[edge.target] = max(rank[edge.target], rank[edge.source] + 1)
    return rank


def lanes(graph: Graph, rank: dict[str, int]) -> dict[str, float]:
    """Lane of each node: rows of equal rank are spread around the lane of what feeds them."""
    lane: dict[str, float] = {}
    for level in range(max(rank.values()) + 1):
        row = [node.id for node in graph.nodes if rank[node.id] == level]
        wish = {}
        for name in row:
            sources = [lane[edge.source] for edge in graph.inputs(name) if edge.source in lane]
            wish[name] = sum(sources) / len(sources) if sources else 0.0
        row.sort(key=lambda name: wish[name])
        middle = sum(wish.values()) / len(row)
        for place, name in enumerate(row):
            lane[name] = middle + place - (len(row) - 1) / 2
    return lane


def place(graph: Graph, style: Style) -> tuple[list[Placed], float, float]:
    """Every node with its box, and the drawing's width and height in points."""
    rank = ranks(graph)
    lane = lanes(graph, rank)
    pad_x, pad_y = style.padding
    lines = {n.id: label_lines(n.label, style) for n in graph.nodes}
    text = {n: max(text_width(line, style.font, style.size) for line in lines[n]) for n in lines}
    height = style.size * 1.2 * max(map(len, lines.values())) + 2 * pad_y
    widest = max(text[n.id] for n in graph.nodes if drawn_as(n) == "box") + 2 * pad_x
    size: dict[str, tuple[float, float]] = {}
    for node in graph.nodes:
        kind = drawn_as(node)
        if kind == "symbol":
            size[node.id] = (style.size * 1.7, style.size * 1.7)
        elif kind == "text":
            size[node.id] = (text[node.id], style.size * 1.2 * len(lines[node.id]))
        else:
            size[node.id] = (
                widest if style.equal_boxes and style.box != "none" else text[node.id] + 2 * pad_x,
                height,
            )
    across = style.direction == "right"
    lane_step = (height if across else max(w for w, _ in size.values())) + style.gap * 1.6
    along = 0.0
    start: dict[int, float] = {}
    for level in range(max(rank.values()) + 1):
        start[level] = along
        extent = max(size[n.id][0 if across else 1] for n in graph.nodes if rank[n.id] == level)
        along += extent + style.gap
    total = along - style.gap
    low = min(lane.values())
    out = []
    for node in graph.nodes:
        w, h = size[node.id]
        level = rank[node.id]
        extent = max(size[n.id][0 if across else 1] for n in graph.nodes if rank[n.id] == level)
        main = start[level] + extent / 2
        side = (lane[node.id] - low) * lane_step
        if style.direction == "up":
            main = total - main
        cx, cy = (main, side) if across else (side, main)
        out.append(Placed(node, (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), drawn_as(node)))
    left = min(p.box[0] for p in out)
    top = min(p.box[1] for p in out)
    moved = [
        Placed(p.node, (p.box[0] - left, p.box[1] - top, p.box[2] - left, p.box[3] - top), p.kind)
        for p in out
    ]
    return moved, max(p.box[2] for p in moved), max(p.box[3] for p in moved)

"""Places for cards and ways for arrows: a layered layout of sizes and links, knowing nothing of networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from web.drawing.folding import Row, fold
from web.drawing.layering import Link, open_cycles, ranks
from web.drawing.ordering import order_rows
from web.drawing.placing import place_rows
from web.drawing.routes import HEADROOM, LANE, Lane, Stop, loop, way

WIDEST = 960.0
BETWEEN_CARDS, BESIDE_LINE, BETWEEN_LINES = 28.0, 22.0, 14.0
BETWEEN_ROWS, GUTTER, BETWEEN_PARTS = 38.0, 60.0, 44.0
LOOP_ROOM = 22.0
_VIRTUAL = "\0"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A box by its top left corner, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a link: SVG path data, and at which of the path's ends an arrowhead stands."""

    source: str
    target: str
    path: str
    heads: Literal["end", "start", "both"] = "end"


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by id, routes, and the whole's size."""

    boxes: Mapping[str, Rect]
    routes: tuple[Route, ...]
    width: float
    height: float


def _parts(nodes: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """The connected parts, in the order of their first nodes."""
    near: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    part: dict[str, int] = {}
    count = 0
    for node in nodes:
        if node in part:
            continue
        waiting = [node]
        part[node] = count
        while waiting:
            for other in near[waiting.pop()]:
                if other not in part:
                    part[other] = count
                    waiting.append(other)
        count += 1
    out: list[list[str]] = [[] for _ in range(count)]
    for node in nodes:
        out[part[node]].append(node)
    return out


def _is_virtual(node: str) -> bool:
    return node.startswith(_VIRTUAL)


def _space(a: str, b: str) -> float:
    return (BETWEEN_CARDS, BESIDE_LINE, BETWEEN_LINES)[_is_virtual(a) + _is_virtual(b)]


def _chains(links: Sequence[Link], row_of: dict[str, int]) -> list[list[str]]:
    """Each link as the nodes it passes, with a virtual one in every row between, which `row_of` is told."""
    chains = []
    for n, (source, target) in enumerate(links):
        between = [f"{_VIRTUAL}{n}.{row}" for row in range(row_of[source] + 1, row_of[target])]
        for i, node in enumerate(between):
            row_of[node] = row_of[source] + 1 + i
        chains.append([source, *between, target])
    return chains


class _Part:
    """The layout of one connected part, its top left corner at 0, 0."""

    def __init__(self, nodes: Sequence[str], links: Sequence[Link], sizes: Mapping[str, Size]) -> None:
        self.sizes = sizes
        self.links = set(links)
        self.backward = open_cycles(nodes, links)
        forward = dict.fromkeys((b, a) if (a, b) in self.backward else (a, b) for a, b in links)
        self.row_of = ranks(nodes, list(forward))
        self.chains = _chains(list(forward), self.row_of)
        self.after: dict[str, list[str]] = {node: [] for node in self.row_of}
        before: dict[str, list[str]] = {node: [] for node in self.row_of}
        for chain in self.chains:
            for a, b in pairwise(chain):
                self.after[a].append(b)
                before[b].append(a)
        rows: list[list[str]] = [[] for _ in range(max(self.row_of.values()) + 1)]
        for node, row in self.row_of.items():
            rows[row].append(node)
        self.rows = order_rows(rows, before, self.after)
        width = {node: sizes[node].width if node in sizes else 1.0 for node in self.row_of}
        self.x = place_rows(self.rows, before, self.after, width, _space, _is_virtual)
        self._fold(self._stack(width))

    def _stack(self, width: Mapping[str, float]) -> list[Row]:
        """The rows from top to bottom, with more room between them where links lean far."""
        y = 0.0
        rows = []
        for row in self.rows:
            high = max((self.sizes[node].height for node in row if node in self.sizes), default=0.0)
            left = min(self.x[node] - width[node] / 2 for node in row)
            right = max(self.x[node] + width[node] / 2 for node in row)
            rows.append(Row(y, y + high, left, right, sum(1 for node in row if self.after[node])))
            lean = max((abs(self.x[a] - self.x[b]) for a in row for b in self.after[a]), default=0.0)
            y += high + BETWEEN_ROWS + min(lean * 0.08, 42.0)
        return rows

    def _fold(self, rows: Sequence[Row]) -> None:
        """Columns side by side; from here on x and stops are final."""
        columns = fold(rows, WIDEST, GUTTER)
        most = max((rows[b - 1].lines for _, b in columns[:-1]), default=0)
        head = HEADROOM + (most - 1) * LANE if most else 0.0
        self.lane: dict[str, Lane] = {}
        for _, b in columns[:-1]:
            leaving = [node for node in self.rows[b - 1] if self.after[node]]
            self.lane.update({node: Lane(i, len(leaving)) for i, node in enumerate(reversed(leaving))})
        self.spans: list[tuple[float, float, float]] = []
        left = 0.0
        for a, b in columns:
            low = min(row.left for row in rows[a:b])
            for i in range(a, b):
                for node in self.rows[i]:
                    self.x[node] += left - low
                top = rows[i].top - rows[a].top + head
                self.spans.append((top, top + rows[i].bottom - rows[i].top, left - GUTTER / 2))
            left += max(row.right for row in rows[a:b]) - low + GUTTER
        self.width = left - GUTTER
        self.height = max(span[1] for span in self.spans) + head

    def box(self, node: str, dx: float, dy: float) -> Rect:
        """A card's box, in the middle of its row's height, moved by dx and dy."""
        size = self.sizes[node]
        top, bottom, _ = self.spans[self.row_of[node]]
        x, y = self.x[node] - size.width / 2, (top + bottom - size.height) / 2
        return Rect(x + dx, y + dy, size.width, size.height)

    def _entries(self) -> dict[Link, float]:
        """How far beside its middle a card is entered by each of several links, so that arrowheads stand apart."""
        into: dict[str, list[list[str]]] = {}
        for chain in self.chains:
            into.setdefault(chain[-1], []).append(chain)
        offsets = {}
        for node, chains in into.items():
            chains.sort(key=lambda chain: self.x[chain[-2]])
            near = [abs(self.x[chain[-2]] - self.x[node]) for chain in chains]
            centre = near.index(min(near)) if min(near) < 2 else (len(chains) - 1) / 2
            step = min(16.0, (self.sizes[node].width / 2 - 10) / max(len(chains) - 1, 1))
            for i, chain in enumerate(chains):
                offsets[chain[0], node] = (i - centre) * step
        return offsets

    def routes(self, dx: float, dy: float) -> Iterator[Route]:
        """The ways of all links, moved by dx and dy."""
        offsets = self._entries()
        for chain in self.chains:
            source, target = chain[0], chain[-1]
            first, last = self.box(source, dx, dy), self.box(target, dx, dy)
            stops = []
            for node in chain:
                top, bottom, gutter = self.spans[self.row_of[node]]
                stops.append(Stop(self.x[node] + dx, top + dy, bottom + dy, gutter + dx, self.lane.get(node)))
            path = way(
                (first.x + first.width / 2, first.y + first.height),
                stops,
                (last.x + last.width / 2 + offsets[source, target], last.y),
            )
            turned = (target, source) in self.backward
            straight = (source, target) in self.links
            yield Route(source, target, path, "both" if turned and straight else "start" if turned else "end")


def lay_out(sizes: Mapping[str, Size], links: Sequence[Link]) -> Layout:
    """Boxes and routes for cards of these sizes and links between them.

    Parts that no link joins stand side by side, in as many shelves as the width asks for. Several links
    between the same two cards are one; a link from a card to itself is a loop at its right edge.
    """
    loops = dict.fromkeys(a for a, b in links if a == b)
    plain = list(dict.fromkeys((a, b) for a, b in links if a != b))
    boxes: dict[str, Rect] = {}
    routes: list[Route] = []
    x = y = width = shelf = 0.0
    for nodes in _parts(list(sizes), plain):
        inside = set(nodes)
        part = _Part(nodes, [link for link in plain if link[0] in inside], sizes)
        wide = part.width + (LOOP_ROOM if inside & loops.keys() else 0.0)
        if x and x + wide > WIDEST:
            x, y, shelf = 0.0, y + shelf + BETWEEN_PARTS, 0.0
        boxes.update({node: part.box(node, x, y) for node in nodes})
        routes += part.routes(x, y)
        width, shelf = max(width, x + wide), max(shelf, part.height)
        x += wide + BETWEEN_PARTS
    for node in loops:
        box = boxes[node]
        routes.append(Route(node, node, loop(box.x + box.width, box.y + box.height / 2)))
    return Layout(boxes, tuple(routes), width, y + shelf)

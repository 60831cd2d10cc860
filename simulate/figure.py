"""Draws a graph as a paper draws it: boxes, circled symbols, named ends, arrows, skips around the side."""

from __future__ import annotations

import math

import pymupdf

from graph import Graph
from simulate.layout import Placed, place, ranks
from simulate.metrics import text_width
from simulate.style import Style

Point = tuple[float, float]


def figure_size(graph: Graph, style: Style) -> tuple[float, float]:
    """Width and height of the drawing in points, with room for skips at its side."""
    _, width, height = place(graph, style)
    room = _skip_room(graph, style)
    return (width, height + room) if style.direction == "right" else (width + room, height)


def draw_figure(page: pymupdf.Page, graph: Graph, style: Style, left: float, top: float) -> None:
    """Draw `graph` on `page` with its top left corner at (left, top), in points."""
    placed, _, _ = place(graph, style)
    at = {
        p.node.id: Placed(p.node, (p.box[0] + left, p.box[1] + top, p.box[2] + left, p.box[3] + top), p.kind)
        for p in placed
    }
    rank = ranks(graph)
    skips = 0
    for edge in graph.edges:
        if rank[edge.target] - rank[edge.source] > 1 and _blocked(at, edge.source, edge.target):
            skips += 1
            _skip(page, at, at[edge.source], at[edge.target], style, skips)
        else:
            _arrow(page, _ends(at[edge.source], at[edge.target], style), style)
    for item in at.values():
        _node(page, item, style)


def _skip_room(graph: Graph, style: Style) -> float:
    rank = ranks(graph)
    count = sum(rank[e.target] - rank[e.source] > 1 for e in graph.edges)
    return 10.0 + 7 * count if count else 0.0


def _node(page: pymupdf.Page, item: Placed, style: Style) -> None:
    rect = pymupdf.Rect(item.box)
    if item.kind == "symbol":
        page.draw_circle(
            rect.tl + (rect.br - rect.tl) / 2, rect.width / 2, style.line, (1, 1, 1), width=style.width
        )
    elif item.kind == "box":
        fill = style.fill(item.node.op)
        if style.box == "ellipse":
            page.draw_oval(rect, style.line, fill, width=style.width)
        else:
            radius = 0.25 if style.box == "rounded" else None
            page.draw_rect(rect, style.line, fill, width=style.width, radius=radius)
    label = item.node.label
    width = text_width(label, style.font, style.size)
    x, y = item.centre
    page.insert_text((x - width / 2, y + style.size * 0.35), label, fontname=style.font, fontsize=style.size)


def _blocked(at: dict[str, Placed], source: str, target: str) -> bool:
    """Whether a straight line between two nodes would run through a third."""
    (ax, ay), (bx, by) = at[source].centre, at[target].centre
    for name, item in at.items():
        if name in (source, target):
            continue
        x0, y0, x1, y1 = item.box
        for step in range(1, 40):
            x, y = ax + (bx - ax) * step / 40, ay + (by - ay) * step / 40
            if x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1:
                return True
    return False


def _ends(a: Placed, b: Placed, style: Style) -> list[Point]:
    (ax, ay), (bx, by) = a.centre, b.centre
    if style.direction == "right":
        start, end = (a.box[2], ay), (b.box[0], by)
    elif style.direction == "down":
        start, end = (ax, a.box[3]), (bx, b.box[1])
    else:
        start, end = (ax, a.box[1]), (bx, b.box[3])
    return [start, end]


def _skip(page: pymupdf.Page, at: dict[str, Placed], a: Placed, b: Placed, style: Style, order: int) -> None:
    """An arrow that leaves a node at its side, passes all that stands between, and comes in at the side."""
    (ax, ay), (bx, by) = a.centre, b.centre
    if style.direction == "right":
        side = max(p.box[3] for p in at.values()) + 7.0 * order
        points = [(ax, a.box[3]), (ax, side), (bx, side), (bx, b.box[3])]
    else:
        side = max(p.box[2] for p in at.values()) + 7.0 * order
        points = [(a.box[2], ay), (side, ay), (side, by), (b.box[2], by)]
    _arrow(page, points, style)


def _arrow(page: pymupdf.Page, points: list[Point], style: Style) -> None:
    (ax, ay), (bx, by) = points[-2], points[-1]
    angle = math.atan2(by - ay, bx - ax)
    size = 3.2 + style.width

    def corner(turn: float) -> Point:
        return bx - size * math.cos(angle + turn), by - size * math.sin(angle + turn)

    if style.head == "filled":
        stop = (bx - size * 0.8 * math.cos(angle), by - size * 0.8 * math.sin(angle))
        page.draw_polyline([*points[:-1], stop], style.line, width=style.width)
        page.draw_polyline(
            [corner(0.4), (bx, by), corner(-0.4)], style.line, style.line, width=0.2, closePath=True
        )
    else:
        page.draw_polyline(points, style.line, width=style.width)
        page.draw_polyline([corner(0.5), (bx, by), corner(-0.5)], style.line, width=style.width)

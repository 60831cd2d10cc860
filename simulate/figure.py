"""Draws a graph as a paper draws it: boxes, circled symbols, named ends, arrows, skips around the side."""

from __future__ import annotations

from collections.abc import Iterable

import pymupdf

from graph import Graph
from simulate.connectors import Point, arrow, connect
from simulate.layout import Placed, label_lines, place, ranks
from simulate.metrics import text_width
from simulate.style import Style

SHADOW = (0.75, 0.75, 0.75)


def figure_size(graph: Graph, style: Style) -> tuple[float, float]:
    """Width and height of the drawing in points, with room for skips at its side."""
    _, width, height = place(graph, style)
    room = _skip_room(graph, style)
    wide, high = (width, height + room) if style.direction == "right" else (width + room, height)
    scale = style.scale or 1
    return wide * scale, high * scale


def draw_figure(page: pymupdf.Page, graph: Graph, style: Style, left: float, top: float) -> None:
    """Draw `graph` on `page` with its top left corner at (left, top), in points."""
    if not style.scale:
        _draw(page, graph, style, left, top)
        return
    wide, high = figure_size(graph, style)
    form = pymupdf.open()
    margin = 4 * style.scale
    inner = form.new_page(width=wide / style.scale + 8, height=high / style.scale + 8)
    _draw(inner, graph, style, 4, 4)
    where = pymupdf.Rect(left - margin, top - margin, left + wide + margin, top + high + margin)
    page.show_pdf_page(where, form, 0)


def _draw(page: pymupdf.Page, graph: Graph, style: Style, left: float, top: float) -> None:
    placed, _, _ = place(graph, style)
    at = {
        p.node.id: Placed(p.node, (p.box[0] + left, p.box[1] + top, p.box[2] + left, p.box[3] + top), p.kind)
        for p in placed
    }
    rank = ranks(graph)
    skips = 0
    for edge in graph.edges:
        source, target = at[edge.source], at[edge.target]
        if rank[edge.target] - rank[edge.source] < 2 or not _blocked(at.values(), source, target):
            connect(page, *_ends(source, target, style), style)
        elif corner := _free_corner(at.values(), source, target, style):
            arrow(page, corner, style)
        else:
            skips += 1
            _skip(page, at, source, target, style, skips)
    for item in at.values():
        _node(page, item, style)


def _skip_room(graph: Graph, style: Style) -> float:
    rank = ranks(graph)
    count = sum(rank[e.target] - rank[e.source] > 1 for e in graph.edges)
    return 10.0 + 7 * count if count else 0.0


def _node(page: pymupdf.Page, item: Placed, style: Style) -> None:
    rect = pymupdf.Rect(item.box)
    if item.kind == "symbol":
        middle = rect.tl + (rect.br - rect.tl) / 2
        page.draw_circle(middle, rect.width / 2, style.line, (1, 1, 1), width=style.width)
    elif item.kind == "box" and style.box != "none":
        _box(page, rect, item, style)
    x, y = item.centre
    lines = label_lines(item.node.label, style)
    for number, line in enumerate(lines):
        width = text_width(line, style.font, style.size)
        down = (number - (len(lines) - 1) / 2) * style.size * 1.2
        at = (x - width / 2, y + down + style.size * 0.35)
        page.insert_text(at, line, fontname=style.font, fontsize=style.size)


def _box(page: pymupdf.Page, rect: pymupdf.Rect, item: Placed, style: Style) -> None:
    line, fill = style.line if style.outlined else None, style.fill(item.node.op)
    looks = [(rect, line, fill)]
    if style.shadow:
        by = style.shadow
        looks.insert(0, (rect + pymupdf.Rect(by, by, by, by), None, SHADOW))
    for shape, stroke, colour in looks:
        if style.box == "ellipse":
            page.draw_oval(shape, stroke, colour, width=style.width)
        else:
            radius = 0.25 if style.box == "rounded" else None
            page.draw_rect(shape, stroke, colour, width=style.width, radius=radius)


def _blocked(items: Iterable[Placed], source: Placed, target: Placed) -> bool:
    """Whether a straight line between two nodes would run through a third."""
    return _meets([i for i in items if i not in (source, target)], source.centre, target.centre)


def _meets(items: Iterable[Placed], start: Point, end: Point) -> bool:
    (ax, ay), (bx, by) = start, end
    for item in items:
        x0, y0, x1, y1 = item.box
        for step in range(41):
            x, y = ax + (bx - ax) * step / 40, ay + (by - ay) * step / 40
            if x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1:
                return True
    return False


def _free_corner(items: Iterable[Placed], a: Placed, b: Placed, style: Style) -> list[Point] | None:
    """A way along the source's own lane and then across into the target's side, where nothing stands on it."""
    (ax, ay), (bx, by) = a.centre, b.centre
    if style.direction == "right":
        corner, side = (bx, ay), (bx, b.box[3] if ay > by else b.box[1])
    else:
        corner, side = (ax, by), (b.box[2] if ax > bx else b.box[0], by)
    others = [item for item in items if item not in (a, b)]
    start, _ = _ends(a, b, style)
    if start == corner or corner == side or _meets(others, start, corner) or _meets(others, corner, side):
        return None
    return [start, corner, side]


def _ends(a: Placed, b: Placed, style: Style) -> tuple[Point, Point]:
    (ax, ay), (bx, by) = a.centre, b.centre
    if style.direction == "right":
        return (a.box[2], ay), (b.box[0], by)
    if style.direction == "down":
        return (ax, a.box[3]), (bx, b.box[1])
    return (ax, a.box[1]), (bx, b.box[3])


def _skip(page: pymupdf.Page, at: dict[str, Placed], a: Placed, b: Placed, style: Style, order: int) -> None:
    """An arrow that passes all that stands between at the side, and comes in at the side.

    It leaves the node at its side, or where it is tapped the middle of the gap behind it.
    """
    (ax, ay), (bx, by) = a.centre, b.centre
    half = style.gap / 2
    # A skip that ends and one that begins at the same node do not touch.
    apart = 2.0 if style.direction != "up" else -2.0
    if style.direction == "right":
        side = max(p.box[3] for p in at.values()) + 7.0 * order
        start = (a.box[2] + half, ay) if style.tapped else (ax + apart, a.box[3])
        end = (bx - apart, b.box[3])
        points = [start, (start[0], side), (end[0], side), end]
    else:
        side = max(p.box[2] for p in at.values()) + 7.0 * order
        behind = a.box[3] + half if style.direction == "down" else a.box[1] - half
        start = (ax, behind) if style.tapped else (a.box[2], ay + apart)
        end = (b.box[2], by - apart)
        points = [start, (side, start[1]), (side, end[1]), end]
    arrow(page, points, style, dashed=style.dashed)

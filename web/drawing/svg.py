"""The drawing as SVG markup: every word escaped, every colour a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from graph import Graph, Node, Shape
from web.drawing.cards import DETAIL, TITLE, Card, Strip, cards_of
from web.drawing.families import FAMILIES, Family, family_of
from web.drawing.labels import format_repeat, format_shape, format_value, operation_name
from web.drawing.layout import Layout, Rect, Size, lay_out
from web.drawing.routes import number
from web.drawing.text import text_width
from web.plain import writable

MARGIN = 14.0
RADIUS = 7.0
GROUP_PADDING = 12.0
STYLE = Path(__file__).parent.parent / "static" / "drawing.css"
Shapes = Mapping[str, Sequence[Shape]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph as SVG.

    Attributes:
        svg: one `svg` element, to stand in a page that has the drawing's stylesheet.
        left, top: of its upper left corner, in its own units.
        width, height: its size at full scale, in pixels.
        start: x of the middle of its first card.
        families: those that occur, in the legend's order.
    """

    svg: Markup
    left: float
    top: float
    width: float
    height: float
    start: float
    families: tuple[Family, ...]


def _panel(box: Rect, top: float, bottom: float) -> str:
    """Path data of a strip whose upper corners are rounded by `top` and lower ones by `bottom`."""
    x, y, w, h = box.x, box.y, box.width, box.height
    n = number
    return (
        f"M{n(x)},{n(y + top)}"
        + (f"q0,{n(-top)} {n(top)},{n(-top)}" if top else "")
        + f"H{n(x + w - top)}"
        + (f"q{n(top)},0 {n(top)},{n(top)}" if top else "")
        + f"V{n(y + h - bottom)}"
        + (f"q0,{n(bottom)} {n(-bottom)},{n(bottom)}" if bottom else "")
        + f"H{n(x + bottom)}"
        + (f"q{n(-bottom)},0 {n(-bottom)},{n(-bottom)}" if bottom else "")
        + "Z"
    )


def _span(text: str, name: str) -> Markup:
    return Markup('<tspan class="{}">{}</tspan>').format(name, text)


def _words(strip: Strip, box: Rect) -> Iterator[Markup]:
    """A strip's lines of text, in its middle."""
    middle = number(box.x + box.width / 2)
    line = Markup('<text x="{}" y="{}" class="{}">{}</text>')
    title = escape(strip.title)
    if strip.kernel:
        title += " " + _span(strip.kernel.text, "k" if strip.kernel.read else "k g")
    first = box.y + (20.0 if strip.facts else box.height / 2 + TITLE * 0.35)
    yield line.format(middle, number(first), "t", title)
    if strip.facts:
        facts = Markup(" · ").join(
            escape(fact.text) if fact.read else _span(fact.text, "g") for fact in strip.facts
        )
        yield line.format(middle, number(box.y + 36.0), "d", facts)


def tooltip(node: Node, shapes: Shapes) -> str:
    """Everything known of a node, a line each: operation, printed label, settings, output shape."""
    lines = [operation_name(node.op)]
    if node.label and node.label != lines[0]:
        lines.append(f"printed: {node.label}")
    lines += [
        f"{name}: {format_value(attribute.value)}"
        + ("" if attribute.origin == "read" else f" ({attribute.origin})")
        for name, attribute in node.attributes.items()
        if attribute.value is not None
    ]
    lines += [f"output: {format_shape(shape)}" for shape in _output(node, shapes)]
    if not node.printed:
        lines.append("not drawn in the paper")
    return "\n".join(lines)


def _output(node: Node, shapes: Shapes) -> list[Shape]:
    """A node's output shapes, one where all ports have the same; empty where none is known."""
    found = list(dict.fromkeys(tuple(shape) for shape in shapes.get(node.id, ())))
    return found or ([node.output_shape] if node.output_shape is not None else [])


def _badge(text: str, right: float, top: float) -> Markup:
    """A repeat, in a pill whose right upper corner is given."""
    width = text_width(text, DETAIL, bold=True) + 12
    return Markup(
        '<g class="badge"><rect x="{}" y="{}" width="{}" height="17" rx="8.5"/>'
        '<text x="{}" y="{}">{}</text></g>'
    ).format(
        number(right - width), number(top), number(width), number(right - width / 2), number(top + 12.5), text
    )


def _card(card: Card, box: Rect, shapes: Shapes) -> Iterator[Markup]:
    round_ends = len(card.strips) == 1 and (
        family_of(card.strips[0].node.op).key == "io" or (not card.strips[0].facts and box.width < 60)
    )
    y = box.y
    for i, strip in enumerate(card.strips):
        part = Rect(box.x, y, box.width, strip.height)
        y += strip.height
        radius = box.height / 2 if round_ends else RADIUS
        outline = _panel(part, radius if i == 0 else 0.0, radius if i == len(card.strips) - 1 else 0.0)
        names = f"card f-{family_of(strip.node.op).key}" + ("" if strip.node.printed else " implied")
        yield Markup('<g class="{}"><title>{}</title><path d="{}"/>{}</g>').format(
            names, tooltip(strip.node, shapes), outline, Markup("").join(_words(strip, part))
        )
    if card.badge:
        yield _badge(card.badge, box.x + box.width + 8, box.y - 8)


def _shape_labels(cards: Sequence[Card], layout: Layout, shapes: Shapes) -> Iterator[Markup]:
    """Beside the arrow out of each card, what flows along it."""
    sources = {route.source if route.heads != "start" else route.target for route in layout.routes}
    for card in cards:
        node = card.strips[-1].node
        if card.id not in sources or node.op == "feature_map":
            continue
        box = layout.boxes[card.id]
        for i, shape in enumerate(_output(node, shapes)):
            yield Markup('<text class="s" x="{}" y="{}">{}</text>').format(
                number(box.x + box.width / 2 + 7),
                number(box.y + box.height + 15 + 12 * i),
                format_shape(shape),
            )


def _groups(graph: Graph, card_of: Mapping[str, str], layout: Layout) -> Iterator[Markup]:
    """An outline around each group whose cards stand together, with its name and ×N; larger groups first."""
    for group in sorted(graph.groups, key=lambda group: -len(group.nodes)):
        own = {card_of[node] for node in group.nodes if node in card_of}
        if not own or not (group.name or group.repeat is not None):
            continue
        boxes = [layout.boxes[card] for card in own]
        left = min(box.x for box in boxes) - GROUP_PADDING
        top = min(box.y for box in boxes) - GROUP_PADDING
        right = max(box.x + box.width for box in boxes) + GROUP_PADDING
        bottom = max(box.y + box.height for box in boxes) + GROUP_PADDING
        strangers = (
            box.x < right and box.x + box.width > left and box.y < bottom and box.y + box.height > top
            for card, box in layout.boxes.items()
            if card not in own
        )  # fmt: skip
        if any(strangers):
            continue
        yield Markup('<rect class="group" x="{}" y="{}" width="{}" height="{}" rx="12"/>').format(
            number(left), number(top), number(right - left), number(bottom - top)
        )
        if group.name:
            yield Markup('<text class="gn" x="{}" y="{}">{}</text>').format(
                number(left + 8), number(top - 5), group.name
            )
        if group.repeat is not None:
            yield _badge(format_repeat(group.repeat), right + 8, top - 8)


def _arrows(layout: Layout, ident: str) -> Iterator[Markup]:
    tip = Markup(' marker-{}="url(#{}-tip)"')
    for route in layout.routes:
        heads = ("start", "end") if route.heads == "both" else (route.heads,)
        ends = Markup("").join(tip.format(head, ident) for head in heads)
        yield Markup('<path class="{}" d="{}"{}/>').format(
            "edge" if route.heads == "end" else "edge back", route.path, ends
        )


def draw(graph: Graph, shapes: Shapes | None = None, *, ident: str = "g", title: str = "") -> Drawing:
    """A graph drawn.

    Args:
        graph: any graph; edges to nodes that it lacks are left out.
        shapes: output shapes by node and port, as `graph.complete` gives them; printed ones serve without.
        ident: unique on the page; a name without blanks.
        title: read out in place of the picture; the graph's own name without one.
    """
    known: Shapes = shapes or {}
    cards, card_of = cards_of(graph)
    links = [
        (card_of[edge.source], card_of[edge.target])
        for edge in graph.edges
        if edge.source in card_of
        and edge.target in card_of
        and (edge.source == edge.target or card_of[edge.source] != card_of[edge.target])
    ]
    layout = lay_out({card.id: Size(card.width, card.height) for card in cards}, links)
    body: list[Markup] = []
    body += _groups(graph, card_of, layout)
    body += _arrows(layout, ident)
    body += _shape_labels(cards, layout, known)
    for card in cards:
        body += _card(card, layout.boxes[card.id], known)
    margin = MARGIN + (GROUP_PADDING + 10 if graph.groups else 0.0)
    width, height = layout.width + 2 * margin, layout.height + 2 * margin
    name = title or graph.name or "Architecture"
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="arch" role="img" aria-labelledby="{id}-title" '
        'width="{w}" height="{h}" viewBox="{m} {m} {w} {h}"><title id="{id}-title">{title}</title>'
        '<defs><marker id="{id}-tip" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="tip" d="M0,0.6 7.4,4 0,7.4 1.8,4Z"/></marker></defs>{body}</svg>'
    ).format(
        id=ident,
        w=number(width),
        h=number(height),
        m=number(-margin),
        title=f"{name}: {len(graph.nodes)} nodes",
        body=Markup("").join(body),
    )
    svg = Markup(writable(svg))
    first = layout.boxes[cards[0].id] if cards else Rect(0.0, 0.0, 0.0, 0.0)
    start = first.x + first.width / 2
    present = {family_of(node.op) for node in graph.nodes}
    return Drawing(
        svg, -margin, -margin, width, height, start, tuple(family for family in FAMILIES if family in present)
    )


def standalone(drawing: Drawing, *, most: float | None = None) -> str:
    """The drawing as a file of its own, its stylesheet inside.

    Args:
        drawing: what `draw` gave.
        most: where given, no more than the top around the first card, this wide and high.
    """
    style = STYLE.read_text(encoding="utf-8")
    svg = str(drawing.svg)
    if most is not None:
        width, height = min(drawing.width, most), min(drawing.height, most)
        left = min(max(drawing.start - width / 2, drawing.left), drawing.left + drawing.width - width)
        view = " ".join(number(value) for value in (left, drawing.top, width, height))
        svg = re.sub(r'viewBox="[^"]*"', f'viewBox="{view}"', svg, count=1)
        svg = re.sub(
            r'width="[^"]*" height="[^"]*"',
            f'width="{number(width)}" height="{number(height)}"',
            svg,
            count=1,
        )
    head, _, rest = svg.partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}><style>{style}</style>{rest}\n'

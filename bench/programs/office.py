"""A drawing by LibreOffice Draw, its connectors as office programs draw them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from html import escape
from pathlib import Path

from bench.programs.places import Flow, Place, fills, is_sign, places, run
from graph import Graph

NEEDS = "soffice"
CM = 2.54
EDGE = 1.0
"""Centimetres around the drawing."""

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "style": "style",
        "text": "text",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
FORMS = {
    "rectangle": "M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N",
    "ellipse": "U 10800 10800 10800 10800 0 360 Z N",
    "round-rectangle": "M 3600 0 L 18000 0 X 21600 3600 L 21600 18000 Y 18000 21600 L 3600 21600 X 0 18000 "
    "L 0 3600 Y 3600 0 Z N",
}


def draw(graph: Graph, chance: random.Random, path: Path) -> None:
    """Write a PDF with the figure alone."""
    flow: Flow = chance.choice(["TB", "BT", "LR"])
    found = places(graph, flow, between=0.4, ranks=0.5, size=12)
    high = max(place.y + place.high / 2 for place in found.values())
    wide = max(place.x + place.wide / 2 for place in found.values())
    signs = {node.id for node in graph.nodes if is_sign(node)}
    where = {
        name: Place(
            place.x * CM + EDGE,
            (high - place.y) * CM + EDGE,
            0.25 * CM if name in signs else 0.95 * CM * place.wide,
            0.25 * CM if name in signs else 0.8 * CM * place.high,
        )
        for name, place in found.items()
    }
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    source = folder / "figure.fodg"
    source.write_text(_document(graph, where, flow, (wide * CM + 3 * EDGE, high * CM + 3 * EDGE), chance))
    run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)])
    (folder / "figure.pdf").replace(path)


def _document(
    graph: Graph, where: Mapping[str, Place], flow: Flow, size: tuple[float, float], chance: random.Random
) -> str:
    """The drawing as a flat OpenDocument file."""
    colours = fills(graph, chance)
    rim = chance.choice(["solid", "solid", "none"])
    styles = "".join(
        f'<style:style style:name="{op}" style:family="graphic"><style:graphic-properties draw:fill="solid" '
        f'draw:fill-color="{colour}" draw:stroke="{rim}" svg:stroke-color="#3465a4" fo:padding="0cm" '
        'draw:textarea-horizontal-align="center" draw:textarea-vertical-align="middle"/></style:style>'
        for op, colour in colours.items()
    )
    line, form = (
        chance.choice(["line", "line", "standard", "curve"]),
        chance.choice(["rectangle", "round-rectangle"]),
    )
    body = ""
    for node in graph.nodes:
        place, kind = where[node.id], "ellipse" if is_sign(node) else form
        body += (
            f'<draw:custom-shape draw:id="{node.id}" xml:id="{node.id}" draw:style-name="{node.op}" '
            f'svg:width="{place.wide:.3f}cm" svg:height="{place.high:.3f}cm" '
            f'svg:x="{place.x - place.wide / 2:.3f}cm" svg:y="{place.y - place.high / 2:.3f}cm">'
            f'<text:p text:style-name="P">{escape(node.label)}</text:p>'
            f'<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="{kind}" '
            f'draw:enhanced-path="{FORMS[kind]}"/></draw:custom-shape>'
        )
    for edge in graph.edges:
        a, b = _ends(where[edge.source], where[edge.target], flow)
        body += (
            f'<draw:connector draw:style-name="arrow" draw:type="{line}" svg:x1="{a[0]:.3f}cm" '
            f'svg:y1="{a[1]:.3f}cm" svg:x2="{b[0]:.3f}cm" svg:y2="{b[1]:.3f}cm"><text:p/></draw:connector>'
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.graphics"><office:styles><draw:marker '
        'draw:name="Arrow" svg:viewBox="0 0 20 30" svg:d="M10 0l-10 30h20z"/></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="PM"><style:page-layout-properties '
        f'fo:page-width="{size[0]:.2f}cm" fo:page-height="{size[1]:.2f}cm" fo:margin="0cm"/>'
        '</style:page-layout><style:style style:name="P" style:family="paragraph"><style:paragraph-properties '
        'fo:text-align="center"/><style:text-properties fo:font-size="10pt"/></style:style>'
        '<style:style style:name="arrow" style:family="graphic"><style:graphic-properties '
        f'draw:marker-end="Arrow" draw:marker-end-width="{chance.choice([0.2, 0.3])}cm" '
        f'svg:stroke-width="{chance.choice([0, 0.03, 0.05])}cm" svg:stroke-color="#000000" draw:fill="none"/>'
        f"</style:style>{styles}</office:automatic-styles><office:master-styles><style:master-page "
        'style:name="M" style:page-layout-name="PM"/></office:master-styles><office:body><office:drawing>'
        f'<draw:page draw:name="p" draw:master-page-name="M">{body}</draw:page></office:drawing></office:body>'
        "</office:document>"
    )


def _ends(a: Place, b: Place, flow: Flow) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line leaves one box and enters the next, y downward."""
    if flow == "LR":
        return (a.x + a.wide / 2, a.y), (b.x - b.wide / 2, b.y)
    way = 1 if flow == "TB" else -1
    return (a.x, a.y + way * a.high / 2), (b.x, b.y - way * b.high / 2)

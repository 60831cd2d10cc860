"""A drawing by TikZ, in TeX's own type."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pymupdf

from bench.programs.places import Flow, Place, fills, is_sign, passes_a_box, places, run
from graph import Edge, Graph, Node

NEEDS = "pdflatex"
TIPS = (
    "->",
    "-latex",
    "-stealth",
    "-{Triangle}",
    "-{Latex[length=2mm]}",
    "-{Stealth[open]}",
    "-{Straight Barb}",
)
HEAD = r"""\documentclass{article}
\usepackage[papersize={70cm,60cm},margin=0.5cm]{geometry}
\pagestyle{empty}
\usepackage{tikz}
\usetikzlibrary{arrows.meta,shapes,positioning,shadows}
"""


def draw(graph: Graph, chance: random.Random, path: Path) -> None:
    """Write a PDF with the figure alone."""
    flow: Flow = chance.choice(["TB", "BT", "LR"])
    gap = chance.choice([0.3, 0.5])
    where = places(graph, flow, between=gap, ranks=gap, size=10)
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    source = folder / "figure.tex"
    source.write_text(_source(graph, where, flow, chance))
    run(["pdflatex", "-interaction=nonstopmode", f"-output-directory={folder}", str(source)])
    _cropped(folder / "figure.pdf", path)


def _source(graph: Graph, where: Mapping[str, Place], flow: Flow, chance: random.Random) -> str:
    filled = chance.random() < 0.6
    box = "draw,align=center,inner sep=3pt" + chance.choice(
        ["", ",rounded corners=3pt", ",rounded corners=1pt"]
    )
    box += chance.choice(["", ",thick", ",very thin"]) + (
        chance.choice(["", ",drop shadow"]) if filled else ""
    )
    line = chance.choice(TIPS) + chance.choice(["", ",thick", ",semithick"])
    type_size = chance.choice([r"\small", r"\footnotesize", r"\scriptsize"])
    lines = [
        chance.choice(["", r"\usepackage[T1]{fontenc}"]),
        chance.choice(["", r"\renewcommand{\familydefault}{\sfdefault}"]),
        r"\begin{document}\noindent",
        rf"\begin{{tikzpicture}}[x=1in,y=1in,every node/.style={{font={type_size}}},",
        f"box/.style={{{box}}},line/.style={{{line}}}]",
    ]
    colours = fills(graph, chance)
    for op, colour in colours.items():
        lines.append(rf"\definecolor{{{_word(op)}}}{{HTML}}{{{colour[1:].upper()}}}")
    sign = chance.choice(["circle", "circle", "box", "oplus"])
    bare = chance.random() < 0.4
    for node in graph.nodes:
        fill = f",fill={_word(node.op)}" if filled else ""
        lines.append(_node(node, where[node.id], sign, bare, fill))
    way = chance.choice(["straight", "straight", "corner", "bend"])
    lines += [_line(edge, where, flow, way, chance) for edge in graph.edges]
    return HEAD + "\n".join([*lines, r"\end{tikzpicture}\end{document}"])


def _word(op: str) -> str:
    return "c" + "".join(chr(ord("a") + int(c)) if c.isdigit() else c for c in op if c != "_")


def _node(node: Node, place: Place, sign: str, bare: bool, fill: str) -> str:
    at = f"({node.id}) at ({place.x},{place.y})"
    label = node.label.replace("_", r"\_").replace("×", r"$\times$")
    if is_sign(node) and sign == "oplus":
        return rf"\node[inner sep=0pt] {at} {{\Large$\oplus$}};"
    if is_sign(node) and sign == "circle":
        return rf"\node[draw,circle,inner sep=1pt] {at} {{$+$}};"
    if bare and node.op in ("input", "output"):
        return rf"\node {at} {{{label}}};"
    size = f"minimum width={place.wide * 0.9:.2f}in,minimum height={place.high * 0.75:.2f}in"
    return rf"\node[box{fill},{size}] {at} {{{label}}};"


def _line(edge: Edge, where: Mapping[str, Place], flow: Flow, way: str, chance: random.Random) -> str:
    a, b = where[edge.source], where[edge.target]
    if passes_a_box(edge.source, edge.target, where):
        if flow == "LR":
            side = max(place.y + place.high / 2 for place in where.values()) + 0.2 + 0.1 * chance.random()
            ends, corners = "north", f"({a.x},{side:.2f}) -- ({b.x},{side:.2f})"
        else:
            side = max(place.x + place.wide / 2 for place in where.values()) + 0.2 + 0.1 * chance.random()
            ends, corners = "east", f"({side:.2f},{a.y}) -- ({side:.2f},{b.y})"
        return rf"\draw[line] ({edge.source}.{ends}) -- {corners} -- ({edge.target}.{ends});"
    aside = abs(a.y - b.y) if flow == "LR" else abs(a.x - b.x)
    join = "--"
    if aside > 0.1 and way == "bend":
        join = f"to[bend {chance.choice(['left', 'right'])}=15]"
    elif aside > 0.1 and way == "corner":
        join = "|-" if flow == "LR" else "-|"
    return rf"\draw[line] ({edge.source}) {join} ({edge.target});"


def _cropped(source: Path, path: Path) -> None:
    """The drawing without the page around it."""
    with pymupdf.open(source) as document, pymupdf.open() as cut:
        page = document[0]
        box = pymupdf.Rect()
        for drawn in page.get_drawings():
            box |= drawn["rect"]
        for block in page.get_text("blocks"):
            box |= pymupdf.Rect(block[:4])
        target = cut.new_page(width=box.width + 8, height=box.height + 8)
        target.show_pdf_page(
            target.rect, document, 0, clip=pymupdf.Rect(box.x0 - 4, box.y0 - 4, box.x1 + 4, box.y1 + 4)
        )
        cut.save(path)

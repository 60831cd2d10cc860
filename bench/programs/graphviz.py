"""A drawing by Graphviz, nodes and lines in its own ways."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from bench.programs.places import LONGEST, fills, is_sign
from graph import Graph

NEEDS = "dot"


def draw(graph: Graph, chance: random.Random, path: Path) -> None:
    """Write a PDF with the figure alone."""
    style = chance.choice(["solid", "rounded", "filled", "rounded,filled"])
    flow = chance.choice(["TB", "TB", "BT", "LR"])
    splines = chance.choice(["true", "true", "polyline", "ortho", "line", "curved"])
    lines = [
        f"digraph {{ rankdir={flow}; splines={splines};",
        f"nodesep={chance.choice([0.25, 0.4, 0.6])}; ranksep={chance.choice([0.3, 0.5, 0.7])};",
        f'node [fontname="{chance.choice(["Helvetica", "Times-Roman", "Arial"])}", style="{style}",',
        f"fontsize={chance.choice([10, 12, 14])}, shape={chance.choice(['box', 'box', 'box', 'ellipse'])}];",
        f"edge [arrowhead={chance.choice(['normal', 'normal', 'vee', 'open', 'empty'])},",
        f"arrowsize={chance.choice([0.6, 0.8, 1])}, penwidth={chance.choice([0.7, 1, 1.5])}];",
    ]
    bare = chance.random() < 0.5
    colours = fills(graph, chance)
    for node in graph.nodes:
        more = f', fillcolor="{colours[node.op]}"' if "filled" in style else ""
        if is_sign(node):
            more = ", shape=circle, width=0.3, fixedsize=true, style=solid"
        elif bare and node.op in ("input", "output"):
            more = ", shape=plaintext, style=solid"
        lines.append(f'{node.id} [label="{node.label}"{more}];')
    lines += [f"{edge.source} -> {edge.target};" for edge in graph.edges]
    text = "\n".join([*lines, "}"])
    subprocess.run(["dot", "-Tpdf", "-o", path], input=text.encode(), check=True, timeout=LONGEST)

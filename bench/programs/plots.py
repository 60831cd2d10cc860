"""A drawing by Matplotlib, with its fancy boxes and arrows."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

from bench.programs.places import Flow, fills, is_sign, places
from graph import Graph

NEEDS = "matplotlib"
WIDE_HEAD = "head_width=4,head_length=4,tail_width=.6"
ARROWS = ("-|>", "->", f"simple,{WIDE_HEAD}", f"fancy,{WIDE_HEAD}")


def draw(graph: Graph, chance: random.Random, path: Path) -> None:
    """Write a PDF with the figure alone."""
    matplotlib = importlib.import_module("matplotlib")
    matplotlib.use("pdf")
    patches = importlib.import_module("matplotlib.patches")
    matplotlib.rcParams["pdf.fonttype"] = chance.choice([3, 42])
    flow: Flow = chance.choice(["TB", "BT", "LR"])
    where = places(graph, flow, between=0.3, ranks=0.4, size=10)
    wide = max(place.x + place.wide / 2 for place in where.values()) + 0.6
    high = max(place.y + place.high / 2 for place in where.values()) + 0.2
    figure = importlib.import_module("matplotlib.figure").Figure(figsize=(wide, high))
    axes = figure.add_axes([0, 0, 1, 1])
    axes.set_xlim(-0.1, wide - 0.1)
    axes.set_ylim(-0.1, high - 0.1)
    axes.axis("off")
    form = chance.choice(["round,pad=0.02", "square,pad=0.0", "round4,pad=0.02"])
    arrow, size, filled = chance.choice(ARROWS), chance.choice([7, 8, 9]), chance.random() < 0.7
    colours = fills(graph, chance)
    drawn = {}
    for node in graph.nodes:
        place = where[node.id]
        w, h = (0.22, 0.22) if is_sign(node) else (place.wide * 0.9, place.high * 0.7)
        drawn[node.id] = axes.add_patch(
            patches.FancyBboxPatch(
                (place.x - w / 2, place.y - h / 2),
                w,
                h,
                boxstyle="circle,pad=0.02" if is_sign(node) else form,
                facecolor=colours[node.op] if filled else "white",
                edgecolor="black",
                linewidth=0.8,
            )
        )
        axes.text(place.x, place.y, node.label, ha="center", va="center", fontsize=size)
    for edge in graph.edges:
        a, b = where[edge.source], where[edge.target]
        axes.add_patch(
            patches.FancyArrowPatch(
                (a.x, a.y),
                (b.x, b.y),
                arrowstyle=arrow,
                mutation_scale=10 if arrow.startswith("-") else 1,
                patchA=drawn[edge.source],
                patchB=drawn[edge.target],
                shrinkA=1,
                shrinkB=1,
                facecolor="black",
            )
        )
    figure.savefig(path)

"""What the decision knows of a drawing: the structure of its scene, and how the graph that was read lies in it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from extract.decide.features import NUMBER, WORD, Features
from extract.labels import parse_label
from extract.scene.model import Connector, Scene, Shape, TextBlock
from graph import Box, Graph, Node

NEAR = 4.0
"""Points between a line's end and a form that it may lead to."""

LETTER = re.compile(r"[^\W\d_](?:[_^]?\{?\w{1,3}\}?)?|[^\W\d_]{2}")
"""A variable: a letter with or without an index."""

MOST = 400
"""Forms, lines and texts that are looked at; a drawing of more is no network that a person can read."""


def scene_features(scene: Scene) -> Features:
    """Boxes with words, lines between them, and how many of the words name operations."""
    shapes = [shape for shape in scene.shapes[:MOST] if shape.kind != "bracket"]
    lines = scene.connectors[:MOST]
    blocks = scene.blocks[:MOST]
    kinds = {block.id: _kind(block) for block in blocks}
    held = [block for block in blocks if block.shape is not None]
    labelled = {block.shape for block in held if WORD.search(block.text.lower())}
    named = {block.shape for block in held if kinds[block.id] == "operations"}
    letters = [block for block in blocks if LETTER.fullmatch(block.text.strip())]
    lettered = {block.shape for block in letters} - {None}
    rings = {shape.id for shape in shapes if shape.kind in ("circle", "ellipse")}
    joined = sum(_joins(line, shapes) for line in lines)
    headed = sum(line.headed for line in lines)
    between = sum(_joins(line, shapes) and (line.head_start or line.head_end) for line in lines)
    return {
        "scene shapes": math.log1p(len(shapes)),
        "scene lines": math.log1p(len(lines)),
        "scene texts": math.log1p(len(blocks)),
        "scene labelled": math.log1p(len(labelled)),
        "scene labelled share": _share(len(labelled), len(shapes)),
        "scene named boxes": math.log1p(len(named)),
        "scene named share": _share(len(named), len(labelled)),
        "scene joined": math.log1p(joined),
        "scene joined share": _share(joined, len(lines)),
        "scene headed share": _share(headed, len(lines)),
        "scene arrows between": math.log1p(between),
        "scene named texts": _share(sum(kind == "operations" for kind in kinds.values()), len(blocks)),
        "scene numbers": _share(sum(bool(NUMBER.match(block.text)) for block in blocks), len(blocks)),
        "scene long texts": _share(sum(len(block.text) > 40 for block in blocks), len(blocks)),
        "scene letters": _share(len(letters), len(blocks)),
        "scene lettered rings": _share(len(lettered & rings), len(labelled | lettered)),
        "scene volumes": math.log1p(sum(shape.kind in ("volume", "stack") for shape in shapes)),
        "scene circles": math.log1p(sum(shape.kind == "circle" for shape in shapes)),
        "scene signs": math.log1p(sum(bool(shape.symbol) for shape in shapes)),
        "scene sizes": math.log1p(len({round(block.size, 1) for block in blocks})),
    }


def fit_features(scene: Scene, graphs: Sequence[Graph]) -> Features:
    """How the nodes that were read lie in the scene, and what the greatest graph is like."""
    nodes = [node for graph in graphs for node in graph.nodes]
    boxes = [shape.bbox for shape in scene.shapes[:MOST] if shape.kind != "bracket"]
    boxed = sum(_stands_in(node, boxes) for node in nodes)
    largest = max(graphs, key=lambda graph: len(graph.nodes), default=Graph())
    names = [str(node.value("name") or node.label) for node in nodes if node.op == "block"]
    heard = sum(bool(WORD.search(name.lower())) for name in names)
    return {
        "fit boxed share": _share(boxed, len(nodes)),
        "fit boxed": math.log1p(boxed),
        "fit largest": math.log1p(len(largest.nodes)),
        "fit largest share": _share(len(largest.nodes), len(nodes)),
        "fit largest known": math.log1p(sum(_known(node) for node in largest.nodes)),
        "fit largest ties": len(largest.edges) / max(len(largest.nodes), 1),
        "fit alone share": _share(sum(len(graph.nodes) < 2 for graph in graphs), len(graphs)),
        "fit nameless blocks": _share(len(names) - heard, len(nodes)),
        "fit kinds": math.log1p(len({node.op for node in nodes if _known(node)})),
        "fit ends": math.log1p(sum(node.op in ("input", "output", "loss") for node in nodes)),
        "fit maps": math.log1p(sum(node.op == "feature_map" for node in nodes)),
    }


def _known(node: Node) -> bool:
    return node.op not in ("block", "input", "output", "feature_map", "loss")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _kind(block: TextBlock) -> str:
    return parse_label(block.text[:120]).kind


def _stands_in(node: Node, boxes: Sequence[Box]) -> bool:
    """Whether a node was read from a form, and not from a text that stands free."""
    place = node.evidence.bbox if node.evidence else None
    return place is not None and any(
        all(abs(a - b) < 1.0 for a, b in zip(place, box, strict=True)) for box in boxes
    )


def _joins(line: Connector, shapes: Sequence[Shape]) -> bool:
    """Whether both ends of a line lie at forms, and at different ones."""
    start = {shape.id for shape in shapes if _at(line.points[0], shape.bbox)}
    end = {shape.id for shape in shapes if _at(line.points[-1], shape.bbox)}
    return bool(start - end) and bool(end - start)


def _at(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    return box[0] - NEAR <= x <= box[2] + NEAR and box[1] - NEAR <= y <= box[3] + NEAR

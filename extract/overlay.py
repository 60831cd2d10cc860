"""Overlays: what was taken for a shape, a line, type, a node, an edge, drawn over the exhibit's picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from extract.differences import Differences, Key, compare
from extract.document import Document
from extract.document.boxes import grow, union
from extract.model import ExhibitReading
from extract.scene.model import Scene
from graph import Box, Graph

DPI = 150.0
MARGIN = 6.0
Image = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

SHAPE: Colour = (0, 140, 255)
CONNECTOR: Colour = (230, 0, 120)
HEAD: Colour = (160, 0, 200)
TYPE: Colour = (0, 170, 0)
NODE: Colour = (0, 60, 220)
EDGE: Colour = (220, 40, 0)
RIGHT: Colour = (0, 140, 40)
OTHER: Colour = (220, 130, 0)
WRONG: Colour = (210, 0, 30)


def write_overlay(
    document: Document,
    reading: ExhibitReading,
    scene: Scene | None,
    folder: Path,
    known: Sequence[Graph] | None = None,
) -> Path:
    """Write `<label>-p<page>.png` with the scene to the left and the graph to the right.

    Args:
        known: what a person wrote down of the exhibit; the graph then shows the differences, and what is missing
            stands under the picture.

    Returns:
        The file's path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    region = grow(reading.exhibit.bbox, MARGIN)
    base = document.render(reading.exhibit.page, region, DPI)
    place = Place(region, base.shape[1] / max(region[2] - region[0], 1.0))
    left = draw_scene(base.copy(), scene, place) if scene is not None else base.copy()
    pale = (base // 2 + 127).astype(np.uint8)
    found = None if known is None else compare(reading.graphs, known)
    right = draw_graphs(pale, reading.graphs, place, found)
    whole = np.hstack([left, np.full((base.shape[0], 8, 3), 128, np.uint8), right])
    if found is not None:
        whole = np.vstack([whole, _legend(found, whole.shape[1])])
    path = folder / f"{file_name(reading.exhibit.label, reading.exhibit.page)}.png"
    cv2.imwrite(str(path), cv2.cvtColor(whole, cv2.COLOR_RGB2BGR))
    return path


def file_name(label: str, page: int) -> str:
    """ "Figure 3" on page 4 as "figure-3-p4"."""
    return f"{re.sub(r'[^a-z0-9.]+', '-', label.lower()).strip('-')}-p{page}"


class Place:
    """Where a point of the page lies in the picture."""

    def __init__(self, region: Box, scale: float) -> None:
        self.region, self.scale = region, scale

    def point(self, x: float, y: float) -> tuple[int, int]:
        """In whole pixels."""
        return round((x - self.region[0]) * self.scale), round((y - self.region[1]) * self.scale)

    def box(self, box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
        """Two corners in pixels."""
        return self.point(box[0], box[1]), self.point(box[2], box[3])


def draw_scene(picture: Image, scene: Scene, place: Place) -> Image:
    """Shapes, connectors with their heads, and type."""
    for shape in scene.shapes:
        outline = np.array([place.point(x, y) for x, y in shape.outline], np.int32)
        cv2.polylines(picture, [outline], True, SHAPE, 2)
    for connector in scene.connectors:
        points = [place.point(x, y) for x, y in connector.points]
        cv2.polylines(picture, [np.array(points, np.int32)], False, CONNECTOR, 2)
        for end, has_head in ((points[0], connector.head_start), (points[-1], connector.head_end)):
            cv2.circle(
                picture, end, 5 if has_head else 3, HEAD if has_head else CONNECTOR, -1 if has_head else 1
            )
    for block in scene.blocks:
        cv2.rectangle(picture, *place.box(block.bbox), TYPE, 1)
    return picture


def draw_graphs(
    picture: Image, graphs: Iterable[Graph], place: Place, found: Differences | None = None
) -> Image:
    """Nodes with their operation, edges as arrows between them; with differences, coloured by what is right."""
    for number, graph in enumerate(graphs):
        boxes = {node.id: node.evidence.bbox for node in graph.nodes if node.evidence and node.evidence.bbox}
        for edge in graph.edges:
            source, target = boxes.get(edge.source), boxes.get(edge.target)
            if source is not None and target is not None:
                start, end = _ends(source, target, place)
                ends = ((number, edge.source), (number, edge.target))
                colour = EDGE if found is None else (WRONG if ends in found.extra_edges else RIGHT)
                length = max(float(np.hypot(end[0] - start[0], end[1] - start[1])), 1.0)
                cv2.arrowedLine(picture, start, end, colour, 2, cv2.LINE_AA, tipLength=min(9.0 / length, 0.5))
        placed: dict[Box, int] = {}
        for node in graph.nodes:
            box = boxes.get(node.id)
            if box is None:
                continue
            colour = NODE if found is None else _verdict((number, node.id), found)
            cv2.rectangle(picture, *place.box(box), colour, 1 if found is None else 2)
            # Operations of one label share its box: their names go under each other.
            row = placed[box] = placed.get(box, 0) + 1
            x, y = place.point(box[0], box[1])
            _write(picture, node.op, (x + 2, y + 11 * row), colour)
    return picture


def _verdict(key: Key, found: Differences) -> Colour:
    if key in found.extra:
        return WRONG
    return OTHER if key in found.other_operation else RIGHT


def _legend(found: Differences, wide: int) -> Image:
    """What is missing, a line each."""
    lines = [f"missing node: {node.op} {node.label}" for node in found.missing]
    lines += [f"missing edge: {a.op} {a.label} -> {b.op} {b.label}" for a, b in found.missing_edges]
    lines = lines or ["nothing is missing"]
    picture = np.full((16 * len(lines) + 8, wide, 3), 255, np.uint8)
    for row, line in enumerate(lines):
        # The built-in type has no letters beyond ASCII.
        text = line.encode("ascii", "replace").decode()
        _write(picture, text, (6, 16 * row + 16), WRONG if line.startswith("missing") else RIGHT)
    return picture


def _write(picture: Image, text: str, place: tuple[int, int], colour: Colour) -> None:
    cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.38, colour, 1, cv2.LINE_AA)


def _ends(source: Box, target: Box, place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    whole = union(source, target)
    if source == target:
        return place.point(whole[0], whole[1]), place.point(whole[2], whole[3])
    return (
        place.point((source[0] + source[2]) / 2, (source[1] + source[3]) / 2),
        place.point((target[0] + target[2]) / 2, (target[1] + target[3]) / 2),
    )
